"""What stands on a public notice is opened again only by an objection or a withdrawal."""

from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, ShownResult
from core.refusals import Refused


def take_down(case):
    """A final grade that is opened again rests on its notice no more. `case` is locked.

    Raises Refused for one that is still on notice: it is opened by an objection upheld, or once the notice is withdrawn.
    """
    standing = ShownResult.objects.filter(assessment=case, stands=True)
    if case.state == Assessment.State.SET and (one := standing.select_related("notice").first()):
        words = _("On public notice until %(until)s: opened again by an objection upheld or a withdrawn notice only.")
        raise Refused(words % {"until": one.notice.until_on})
    standing.update(stands=False)
