"""`manage.py demo_logins`: one line per demonstration account – user, password, office, place."""

from django.core.management.base import BaseCommand

from core.clock import today
from core.models import Appointment
from overview.demo.accounts import BOTH, CADRE, CAST, DEPUTY, PASSWORD


class Command(BaseCommand):
    """Prints the accounts to try the demonstration with; nothing when it was not loaded."""

    help = "List the demonstration's accounts."

    def handle(self, *args, **options):
        """The cast in the order of the thread, each with every office it holds."""
        names = [*CAST, CADRE, BOTH, DEPUTY]
        held = Appointment.objects.in_force(today()).filter(user__username__in=names).order_by("user", "pk")
        rows = [_row(one) for one in held.select_related("user", "division", "unit", "user__cadre")]
        for name, office, place in sorted(rows, key=lambda row: names.index(row[0])):
            self.stdout.write(f"{name:<12}{PASSWORD:<20}{office:<34}{place}")


def _row(appointment):
    person = getattr(appointment.user, "cadre", None)
    place = appointment.place or (person.employer.__str__() if person else "")
    return appointment.user.username, str(appointment.get_office_display()), place
