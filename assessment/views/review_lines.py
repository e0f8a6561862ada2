"""The rows of the review, joined, not drawn by a template: three hundred rows are thousands of cells."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from assessment import ties
from assessment.choosing import moment_of
from assessment.rows import seat_of
from assessment.scales import grade_name
from assessment.shown import also, ballots
from attendance.models import Standing
from core.access import DOORS
from core.templatetags.look import badge
from core.words import word
from core.workflow import steps_open

NONE = "–"
BOX = '<td class="queue-pick"><input type="checkbox" class="form-check-input" name="pick" value="{}" aria-label="{}"></td>'
TICKED = BOX.replace(" name=", " checked name=")


def lines(rows, actor, *, ticked=()):
    """The table rows of the review as HTML; `ticked`: the values of the boxes that were ticked."""
    draw = _Drawing(actor, set(ticked))
    return format_html_join("", "{}", ((draw.row(row),) for row in rows))


class _Drawing:
    """The words and addresses every row needs, looked up once a page."""

    def __init__(self, actor, ticked):
        self.actor, self.ticked, self.badges = actor, ticked, {}
        self.to_case = reverse("assessment", args=[0]).replace("0", "{}")
        door = DOORS.get("standings")
        self.to_days = reverse("standings") if door and actor.office in door.offices else ""
        names = ("village days", "training days", "unexcused absences", "ballots", "proposed grade", "also", "State")
        self.heads = {name: _(name) for name in names}
        self.verdicts = {value: badge(label, value) for value, label in Standing.Verdict.choices}

    def row(self, row):
        """One case: tick, who, facts, ballots, proposal, last places."""
        case = row.case
        cells = [
            self._tick(case),
            self._who(row),
            *self._facts(row),
            self._cell("proposed grade", self._proposal(row)),
        ]
        parts = format_html_join("", "{}", ((cell,) for cell in cells))
        tone = "row-wrong" if row.wrong else ""
        return format_html('<tr id="case-{}" data-case class="{}">{}</tr>', case.pk, tone, parts)

    def _tick(self, case):
        if not steps_open(case, self.actor):
            return format_html('<td class="queue-pick">{}</td>', "")
        value = f"{case.pk}-{moment_of(case)}"
        return format_html(TICKED if value in self.ticked else BOX, value, _("Choose %(name)s") % {"name": _name(case)})

    def _who(self, row):
        case, why = row.case, ""
        if row.wrong:
            why = format_html('<div class="field-error"><p>{}</p></div>', row.wrong)
        head = '<th scope="row"><a href="{}">{}</a><br><span class="person-note">{}</span>{}</th>'
        return format_html(head, self.to_case.format(case.pk), _name(case), _where(case), why)

    def _facts(self, row):
        facts, case = row.facts, row.case
        yield self._cell("village days", self._standing(facts.get("attendance"), case, ""))
        yield self._cell("training days", self._standing(facts.get("training"), case, "&kind=training"))
        absences = facts.get("unexcused_absences")
        to_absences = self.to_case.format(case.pk) + "#absences"
        told = NONE if absences is None else format_html('<a href="{}">{}</a>', to_absences, absences)
        yield self._cell("unexcused absences", told)
        yield self._cell("ballots", " · ".join(ballots(facts)) or NONE)
        yield self._cell("also", " · ".join(also(facts)) or NONE)

    def _standing(self, standing, case, query):
        if not standing:
            return NONE
        said = f"{standing['done']} / {standing['required']}"
        if self.to_days and case.posting_id:
            said = format_html('<a href="{}?posting={}{}">{}</a>', self.to_days, case.posting_id, query, said)
        return format_html("{} {}", said, self.verdicts[standing["verdict"]])

    def _proposal(self, row):
        case, judged = row.case, row.judged
        if not case.proposed:
            return self._grade(case, "")
        said = format_html('{}<p class="hint">{}</p>', self._grade(case, case.proposed), case.opinion)
        if judged and judged.because:
            cap = next(one for one in judged.findings if one.rule == judged.because)
            said += format_html(
                '<p class="hint">{}: {} {}</p>', _("best grade open"), self._grade(case, judged.grade), _cited(cap)
            )
        if case.grade:
            said += format_html('<p class="hint">{}: {}</p>', _("grade"), self._grade(case, case.grade))
        return said + self._fall(*row.falls)

    def _grade(self, case, grade):
        if not grade:
            return NONE
        name = grade_name(case, grade)
        if (name, grade) not in self.badges:
            self.badges[name, grade] = badge(name, grade)
        return self.badges[name, grade]

    def _fall(self, falls, rule):
        words = {
            ties.WITHIN: (_("within the places left"), "met"),
            ties.BEYOND: (_("beyond the places left"), "waiver"),
            ties.CHOICE: (_("equal: the county chooses"), "busy"),
        }
        if falls not in words:
            return ""
        said, tone = words[falls]
        why = f" ({rule_name(rule)})" if rule else ""
        return format_html('<p class="hint">{}</p>', badge(f"{said}{why}", tone))

    def _cell(self, name, inner):
        return format_html('<td data-label="{}"><div>{}</div></td>', self.heads[name], inner)


def rule_name(rule):
    """A tie rule, or the score, in words."""
    return _("score") if rule == ties.SCORE else word(rule, (ties.TIES,))


def _cited(cap):
    """The clause, or the county's rule, that caps."""
    provision = cap.provision
    return " ".join(part for part in (provision.name, provision.document_number or provision.clause) if part)


def _name(case):
    return case.posting.cadre.name if case.posting_id else str(case.team)


def _where(case):
    if case.team_id:
        return case.team.village.division.full_name.partition(" / ")[2]
    return f"{case.posting.team.village.division.name} · {seat_of(case)}"
