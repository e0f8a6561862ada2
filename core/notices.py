"""Telling offices things: once per key, in the same transaction; mail goes through the outbox (`mailing`)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.outbox import post_many

A_BATCH = 500  # notices sorted to their readers in one go

# kind → the sentence, filled with the notice's params in the reader's language
SENTENCES = {
    "case_waiting": _("%(what)s waits for you: %(who)s"),
    "case_returned": _("%(what)s was returned: %(who)s"),
    "case_decided": _("%(what)s was decided: %(who)s"),
    "posting_opened": _("%(who)s is posted to %(place)s from %(on)s."),
    "postings_begin": _("%(who)s: service in the village begins on %(on)s."),
    "posting_ended": _("%(who)s leaves %(place)s on %(on)s: the seat is to be filled."),
    "paired": _("%(who)s is paired with %(place)s."),
    "pairing_removed": _("The pairing of %(who)s with %(place)s was entered by mistake and has been taken back."),
    "team_formed": _("A team is formed in %(place)s: its seats are to be filled."),
    "verdict_at_risk": _("%(who)s may miss the yearly minimum: %(done)s of %(required)s days done."),
    "verdict_impossible": _("%(who)s can no longer reach the yearly minimum: %(done)s of %(required)s days done."),
    "verdict_met": _("%(who)s has reached the yearly minimum of %(required)s days."),
    "verdict_on_track": _("%(who)s is on track again: %(done)s of %(required)s days done."),
    "training_at_risk": _("%(who)s may miss the yearly training: %(done)s of %(required)s days done."),
    "training_impossible": _("%(who)s can no longer reach the yearly training: %(done)s of %(required)s days done."),
    "training_met": _("%(who)s has completed the yearly training of %(required)s days."),
    "training_on_track": _("%(who)s is on track with training again: %(done)s of %(required)s days done."),
    "days_unconfirmed": _("%(days)s person-days are unconfirmed for more than %(allowed)s days."),
    "training_enrolled": _("You are enrolled in %(what)s, %(from)s to %(until)s."),
    "training_struck": _("You are no longer on the list of %(what)s."),
    "training_moved": _("%(what)s now takes place from %(from)s to %(until)s."),
    "training_cancelled": _("%(what)s of %(from)s is cancelled: %(why)s"),
    "training_open": _("%(what)s is open for enrolment until %(until)s."),
    "training_absent": _("Did not come to %(what)s of %(from)s: %(who)s. Say in the sheet where they were."),
    "notice_published": _("Public notice until %(until)s: %(what)s"),
    "notice_withdrawn": _("The public notice was withdrawn: %(what)s"),
    "notice_ended": _("The public notice has ended: %(what)s"),
    "objection_received": _("An objection holds up the approval of %(who)s."),
    "objection_settled": _("The objection to %(who)s was settled: %(state)s"),
    "result_objection": _("An objection was made to the result of %(who)s."),
    "letter_issued": _("The posting letter %(what)s has been issued."),
    "round_opened": _("%(what)s is open: nominations from %(from)s to %(until)s."),
    "round_ends": _("%(what)s: nominations end on %(until)s."),
    "seat_to_fill": _("%(place)s, %(seat)s: please nominate until %(until)s (%(what)s)."),
    "refill_sent": _("%(place)s, %(seat)s: empty since %(on)s. The refill is prepared: please nominate."),
    "transferred": _("The transfer of %(who)s after the term in %(place)s has been carried out."),
    "matching_to_review": _("%(what)s: %(count)s nominations made by matching wait for your review."),
    "matching_placed": _("%(what)s: %(count)s of your cadres are nominated by matching."),
    "matching_moved": _("%(what)s: matching changed where %(count)s of your cadres are nominated."),
    "months_locked": _("Attendance of %(months)s is locked: %(reason)s"),
    "months_unlocked": _("Attendance of %(months)s is unlocked: %(reason)s"),
    "discrepancy_opened": _("The spot check of %(who)s on %(on)s contradicts the sheet."),
    "discrepancy_settled": _("The discrepancy about %(who)s on %(on)s was settled: %(outcome)s."),
    "discrepancy_returned": _("The discrepancy about %(who)s on %(on)s was sent back: it is to be settled anew."),
    "sheet_to_correct": _("%(who)s on %(on)s: the check was right. Please correct the sheet and say why."),
    "leave_cancelled": _("%(who)s does not take the leave from %(on)s."),
    "leave_back": _("%(who)s is back from leave on %(on)s."),
    "report_out_told": _("%(who)s is out on report from %(from)s to %(until)s: %(to)s"),
    "report_out_changed": _("Report-out changed: %(who)s, %(from)s to %(until)s: %(to)s"),
    "report_out_cancelled": _("Report-out taken back: %(who)s, %(from)s to %(until)s"),
    "recall_duties": _("%(who)s: %(count)s duties of the recall are yours, the first due on %(until)s."),
    "recall_duty_late": _("%(who)s: a duty of the recall was due on %(until)s and is not done."),
    "dues_soon": _("Falling due: %(count)s, the first on %(until)s (%(what)s)."),
    "dues_late": _("Late in the offices below: %(count)s, the oldest since %(since)s (%(what)s)."),
    "meeting_called": _("You are called to %(what)s on %(on)s, %(place)s."),
    "meeting_moved": _("%(what)s now takes place on %(on)s, %(place)s."),
    "meeting_cancelled": _("%(what)s of %(on)s is cancelled: %(why)s"),
    "meeting_not_called": _("You are no longer called to %(what)s of %(on)s."),
    "matter_given": _("A matter raised is yours to settle until %(until)s: %(what)s"),
    "matter_ended": _("A matter raised has its outcome: %(what)s – %(outcome)s"),
    "grade_set": _("The yearly grade of %(who)s has been set."),
}


def tell(*, office, kind, params, key, area="", unit_id=None, account_id=None, link=""):
    """Leaves a notice for an office at a place, for a unit, or for an account. The same `key` tells once."""
    notice = Notice(
        office=office, area=area, unit_id=unit_id, account_id=account_id, kind=kind, params=params, key=key, link=link
    )
    tell_many([notice])


def tell_many(notices):
    """Leaves many notices in one statement; those already told are skipped. Each new one is also mailed. Returns how many."""
    known = set(Notice.objects.filter(key__in=[n.key for n in notices]).values_list("key", flat=True))
    fresh = [notice for notice in notices if notice.key not in known]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    batches = (fresh[at : at + A_BATCH] for at in range(0, len(fresh), A_BATCH))
    post_many("core.mail", {f"mail:{some[0].key}": {"notices": [notice.key for notice in some]} for some in batches})
    return len(fresh)


def sentence(notice):
    """The notice in the reader's language."""
    template = SENTENCES.get(notice.kind)
    try:
        return str(template) % {k: gettext(v) if v and isinstance(v, str) else v for k, v in notice.params.items()}
    except (KeyError, TypeError):
        return notice.kind
