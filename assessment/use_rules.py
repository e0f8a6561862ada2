"""Who may be recommended for what with a result (二(三), 二(四)). Pure: facts and policy in, a refusal or nothing out."""

from django.utils.translation import gettext_lazy as _

from assessment.rules import worse
from core.refusals import Refused

AFTER_RECALL, LOWEST, GROUND, INSPECTION = (
    "assessment.recall",
    "assessment.use_lowest",
    "assessment.use",
    "assessment.inspection",
)
USED = (GROUND, AFTER_RECALL, LOWEST)
STRUCK = {"honours": "no_awards_this_year", "reserve": "off_the_reserve_list"}  # what a recall takes away


def barred(kind: str, grade: str, recalled: bool, policy) -> Refused | None:
    """Why somebody with this final grade may not be recommended, with the clause; None when nothing stands against it.

    取消当年评先评优资格,是后备干部的取消后备干部资格; the lowest grade is the county's rule.
    """
    recall = policy[AFTER_RECALL]
    if recalled and STRUCK.get(kind) in recall.value:
        return Refused(_("Recalled within the year: no honours and no reserve list."), provision=recall)
    lowest = policy[LOWEST]
    if worse(grade, lowest.value[kind]):
        words = _("The grade is too low for this: at least “%(least)s”.")
        return Refused(words % {"least": lowest.word(lowest.value[kind])}, provision=lowest)
    return None
