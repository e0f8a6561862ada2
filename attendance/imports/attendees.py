"""Attendance lists of a training session 参训人员名单, handed in by its organiser: who came, and for how many of its days."""

from collections import defaultdict
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance import actions, halves
from attendance.actions import Mark
from attendance.models import Attendee, Training
from attendance.training_rows import serving
from core import sealed
from core.forms import Form
from core.imports.kinds import Column, Kind, register
from core.models import SheetRow
from core.offices import DEPARTMENTS
from core.refusals import Conflict
from core.sheets import cells
from teams.imports.places import folded, once, stem
from teams.models import Posting

Verdict = SheetRow.Verdict
NOT_HERE = _("Nobody of this name serves in your area on the days of the session.")
SEVERAL = _("Several people of this name serve then: give the village or the ID number.")


class SessionForm(Form):
    """Which session the list is of."""

    session = forms.ModelChoiceField(None, label=_("Training session"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Training.objects.visible_to(self.actor).filter(area=self.actor.area, ends_on__lte=self.on)
        self.fields["session"].queryset = own.exclude(state=Training.State.CANCELLED).order_by("-ends_on", "-pk")


COLUMNS = (
    Column("name", _("Name"), ("姓名", "参训人员", "学员姓名"), cells.text, required=True, sample="张三"),
    Column(
        "village",
        _("Village"),
        ("所驻村", "村", "驻村", "行政村", "村名", "派驻村"),
        cells.text,
        words=_("Needed where several people bear the name."),
        sample="红卫村",
    ),
    Column(
        "unit", _("Dispatching unit"), ("派出单位", "单位", "选派单位", "工作单位"), cells.text, sample="海东市水务局"
    ),
    Column("id_number", _("ID number"), ("身份证号", "身份证号码", "公民身份号码"), cells.id_number, secret=True),
    Column(
        "days",
        _("Days attended"),
        ("参训天数", "实到天数", "天数"),
        cells.number,
        words=_("Empty: all of it. Fewer days are laid on its first half days; 0: did not come."),
        sample="2",
    ),
)


class Serving:
    """The postings of the organiser's area that serve during the session, by name and by ID number: one query."""

    def __init__(self, session, by):
        rows = serving(Posting.objects.visible_to(by), session).filter(area__startswith=session.area)
        self.by_name, self.by_index = defaultdict(list), {}
        for row in rows.select_related("cadre", "team__village__division", "pairing__unit"):
            self.by_name[folded(row.cadre.name)].append(row)
            self.by_index[row.cadre.id_index] = row

    def find(self, draft):
        """The posting a row means, or None after noting why not."""
        name, number = folded(draft.values.get("name", "")), draft.values.get("id_number")
        if number:
            found = [row for row in [self.by_index.get(sealed.index(number))] if row]
            if found and folded(found[0].cadre.name) != name:
                draft.problem("id_number", _("Name and ID number do not belong together."))
                return None
        else:
            found = [row for row in self.by_name.get(name, ()) if _fits(row, draft.values)]
        if len(found) != 1:
            draft.problem("name", SEVERAL if found else NOT_HERE)
            return None
        return found[0]


def _fits(posting, values):
    village, unit = values.get("village"), values.get("unit")
    if village and stem(village) != stem(posting.team.village.division.name):
        return False
    sender = posting.pairing.unit.name if posting.pairing else ""
    return not (unit and sender) or folded(unit) == folded(sender)


def judge(sheet, drafts, by, on):
    """Finds everybody among those who serve then; says what would change on the session's list."""
    session = Training.objects.visible_to(by).get(pk=sheet.asked["session"])
    known = {row.posting_id: row for row in Attendee.objects.filter(training=session)}
    people, seen = Serving(session, by), {}
    for draft in drafts:
        missed = _missed(draft, session)
        posting = people.find(draft) if draft.good or missed is not None else None
        if posting is None or missed is None or not once(draft, seen, posting.pk, "name"):
            continue
        draft.values |= {"posting": posting.pk, "missed": missed}
        _compare(draft, known.get(posting.pk), session, missed)


def _missed(draft, session):
    """The halves not attended, or None after noting what is wrong with the days."""
    days = draft.values.get("days")
    if days is None:
        return []
    wanted = Decimal(str(days))
    if wanted % halves.HALF or not 0 <= wanted <= session.days:
        draft.problem(
            "days", _("Whole and half days, at most the %(days)s of the session.") % {"days": f"{session.days:g}"}
        )
        return None
    return session.halves[int(wanted * 2) :]


def _compare(draft, row, session, missed):
    """New on the list, changed, or as it stands."""
    if row is None:
        return
    draft.target = row.pk
    came = len(missed) < len(session.halves)
    same = row.attended == came and (not came or sorted(row.missed) == sorted(missed))
    draft.verdict = Verdict.SAME if same else Verdict.CHANGED
    if not same and row.attended is not None:
        total = session.days
        before = total - len(row.missed) * halves.HALF if row.attended else 0
        draft.changes = {"days": [str(before), str(total - len(missed) * halves.HALF)]}


def enter(sheet, row, values, by, on):
    """Marks the person; what stood there before is kept for taking it back."""
    session = Training.objects.get(pk=sheet.asked["session"])
    came = len(values["missed"]) < len(session.halves)
    mark = Mark(values["posting"], came, tuple(values["missed"]) if came else ())
    before = actions.note_attendance(session, mark, by=by, on=on, reason=str(sheet))
    line = Attendee.objects.get(training=session, posting=values["posting"])
    return line.pk, {**before, "entered": [line.attended, list(line.missed)]}


def undo(sheet, row, by, on):
    """Puts back what stood there; refused when it has been corrected since."""
    line = Attendee.objects.select_related("training").get(pk=row.target)
    if [line.attended, list(line.missed)] != row.before["entered"]:
        raise Conflict(_("It has been changed since."))
    actions.take_back_note(line.training, line.posting_id, row.before, by=by, on=on, reason=str(sheet))


register(
    Kind(
        "attendees",
        _("Attendance lists of training"),
        DEPARTMENTS,
        COLUMNS,
        judge,
        enter,
        undo,
        page=SessionForm,
        back=("trainings", _("Training")),
    )
)
