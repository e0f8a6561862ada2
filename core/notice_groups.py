"""Groups of notices, what becomes of each group by mail, and the sentences that speak of many at once. No database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Group(TextChoices):
    """通知类别: what a person decides about as one."""

    WAITING = "waiting", _("Cases that wait for you")
    DECIDED = "decided", _("Decisions on your cases and people")
    VERDICTS = "verdicts", _("Yearly minimums at risk, missed or met")
    REMINDERS = "reminders", _("Attendance reminders")
    DUES = "dues", _("What falls due, and what is late below")
    NEWS = "news", _("Other news")


class Mail(TextChoices):
    """邮件方式: in the house everything is told at once; by mail as each person wishes."""

    NOW = "now", _("at once")
    DAILY = "daily", _("in the daily digest")
    NONE = "none", _("no e-mail")


# What waits for a decision goes at once, everything else can wait for the morning.
USUAL = {group: Mail.NOW if group == Group.WAITING else Mail.DAILY for group in Group}

_KINDS = {
    Group.WAITING: (
        "case_waiting",
        "case_returned",
        "discrepancy_opened",
        "discrepancy_returned",
        "matching_to_review",
        "matter_given",
        "objection_received",
        "recall_duties",
        "refill_sent",
        "result_objection",
        "seat_to_fill",
        "sheet_to_correct",
    ),
    Group.DECIDED: (
        "case_decided",
        "discrepancy_settled",
        "grade_set",
        "leave_back",
        "leave_cancelled",
        "letter_issued",
        "matching_moved",
        "matching_placed",
        "matter_ended",
        "objection_settled",
        "posting_ended",
        "posting_opened",
        "training_cancelled",
        "training_enrolled",
        "training_moved",
        "training_struck",
        "transferred",
    ),
    Group.VERDICTS: (
        "verdict_at_risk",
        "verdict_impossible",
        "verdict_met",
        "verdict_on_track",
        "training_at_risk",
        "training_impossible",
        "training_met",
        "training_on_track",
    ),
    Group.REMINDERS: ("days_unconfirmed", "recall_duty_late", "training_absent"),
    Group.DUES: ("dues_soon", "dues_late"),
}
_GROUP_OF = {kind: group for group, kinds in _KINDS.items() for kind in kinds}

# These are one line in a list however many they are: the number, and the people behind it.
MANY = {
    "verdict_at_risk": ngettext_lazy(
        "%(count)s person may miss the yearly minimum.", "%(count)s people may miss the yearly minimum.", "count"
    ),
    "verdict_impossible": ngettext_lazy(
        "%(count)s person can no longer reach the yearly minimum.",
        "%(count)s people can no longer reach the yearly minimum.",
        "count",
    ),
    "verdict_met": ngettext_lazy(
        "%(count)s person has reached the yearly minimum.", "%(count)s people have reached the yearly minimum.", "count"
    ),
    "verdict_on_track": ngettext_lazy(
        "%(count)s person is on track again.", "%(count)s people are on track again.", "count"
    ),
    "training_at_risk": ngettext_lazy(
        "%(count)s person may miss the yearly training.", "%(count)s people may miss the yearly training.", "count"
    ),
    "training_impossible": ngettext_lazy(
        "%(count)s person can no longer reach the yearly training.",
        "%(count)s people can no longer reach the yearly training.",
        "count",
    ),
    "training_met": ngettext_lazy(
        "%(count)s person has completed the yearly training.",
        "%(count)s people have completed the yearly training.",
        "count",
    ),
    "training_on_track": ngettext_lazy(
        "%(count)s person is on track with training again.",
        "%(count)s people are on track with training again.",
        "count",
    ),
}


def group_of(kind):
    """The group a kind of notice belongs to; what nobody sorted is other news."""
    return _GROUP_OF.get(kind, Group.NEWS)


def sentence_of_many(kind, count):
    """The sentence for so many notices of a kind, in the reader's language."""
    return str(MANY[kind] % {"count": count})
