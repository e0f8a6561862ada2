"""`manage.py first_admin USERNAME NAME`: the first system administrator of an empty house; everyone else comes from the pages."""

from django.core.management.base import BaseCommand, CommandError

from core.actions.accounts import open_account
from core.clock import today
from core.models import Appointment, Division
from core.offices import Office
from core.policy import PROVINCE
from core.record import record


class Command(BaseCommand):
    """Opens one account with the administrator's office at the province and prints its one-time password."""

    help = __doc__

    def add_arguments(self, parser):
        """The log-in name and the person's name."""
        parser.add_argument("username")
        parser.add_argument("name")

    def handle(self, *args, username, name, **options):
        """Refuses where there is an administrator already: that one opens further accounts."""
        if Appointment.objects.in_force(today()).filter(office=Office.SYSADMIN).exists():
            raise CommandError("There is a system administrator already: further accounts are opened under /users/.")
        place = Division.objects.current().filter(code=PROVINCE).first()
        if place is None:
            raise CommandError("Load the divisions first: manage.py load_divisions")
        user, password = open_account(username=username, name=name, by=None)
        made = Appointment.objects.create(user=user, office=Office.SYSADMIN, division=place, from_on=today())
        record(None, "appoint", user, area=PROVINCE, details={"office": Office.SYSADMIN, "appointment": made.pk})
        self.stdout.write(f"{username}: log in with {password} and choose a password of your own.")
