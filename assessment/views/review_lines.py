"""The rows of the review, joined, not drawn by a template: three hundred rows are thousands of cells."""

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from assessment import ties
from assessment.choosing import moment_of
from assessment.rows import seat_of
from assessment.scales import scale_name, words_of
from assessment.shown import also, ballots
from attendance.models import Standing
from core.access import DOORS
from core.policy import in_readers_language
from core.templatetags.look import badge
from core.words import word
from core.workflow import steps_open

NONE, NOTHING, ROW_WRONG = escape("–"), escape(""), escape("row-wrong")
BOX = '<td class="queue-pick"><input type="checkbox" class="form-check-input" name="pick" value="{}" aria-label="{}"></td>'
TICKED = BOX.replace(" name=", " checked name=")
NO_BOX = '<td class="queue-pick">{}</td>'
# what every row repeats is put in once a page, by %
ROW = (
    '<tr id="case-{pk}" data-case class="{tone}">{tick}'
    '<th scope="row"><a href="/assessments/{pk}/">{name}</a><br><span class="person-note">{where}</span>{why}</th>'
    '<td data-label="%(days)s"><div>{days}</div></td><td data-label="%(trained)s"><div>{trained}</div></td>'
    '<td class="num" data-label="%(absences)s"><a href="/assessments/{pk}/#absences">{absences}</a></td>'
    '<td data-label="%(ballots)s">{ballots}</td><td data-label="%(also)s">{also}</td>'
    '<td data-label="%(proposed)s"><div>{said}</div></td></tr>'
)
STANDING, LINKED = "{1} / {2} {3}", '<a href="%s?posting={0}%s">{1} / {2}</a> {3}'


def lines(rows, actor, *, ticked=()):
    """The table rows of the review as HTML; `ticked`: the values of the boxes that were ticked."""
    draw = _Drawing(actor, set(ticked))
    return format_html_join("", "{}", ((format_html(draw.line, **draw.cells(row)),) for row in rows))


class _Drawing:
    """The words and addresses every row needs, looked up once a page."""

    def __init__(self, actor, ticked):
        self.actor, self.ticked, self.badges, self.scales = actor, ticked, {}, {}
        self.choose = _("Choose %(name)s")
        heads = {"days": _("village days"), "trained": _("training days"), "absences": _("unexcused absences")}
        heads |= {"ballots": _("ballots"), "also": _("also"), "proposed": _("proposed grade")}
        self.line = ROW % {name: escape(words) for name, words in heads.items()}
        linked = actor.office in DOORS["standings"].offices
        to_days = reverse("standings")
        self.days, self.trained = (
            LINKED % (to_days, more) if linked else STANDING for more in ("", "&amp;kind=training")
        )
        self.verdicts = {value: badge(label, value) for value, label in Standing.Verdict.choices}

    def cells(self, row):
        """What stands in one row: tick, who, facts, ballots, proposal, last places."""
        case, facts, name = row.case, row.facts, _name(row.case)
        absences = facts.get("unexcused_absences")
        return {
            "pk": case.pk,
            "tone": ROW_WRONG if row.wrong else NOTHING,
            "tick": self._tick(case, name),
            "name": name,
            "where": _where(case),
            "why": format_html('<div class="field-error"><p>{}</p></div>', row.wrong) if row.wrong else NOTHING,
            "days": self._standing(facts.get("attendance"), case, self.days),
            "trained": self._standing(facts.get("training"), case, self.trained),
            "absences": NONE if absences is None else absences,
            "ballots": " · ".join(ballots(facts)) or NONE,
            "also": " · ".join(also(facts)) or NONE,
            "said": self._proposal(row),
        }

    def _tick(self, case, name):
        if not steps_open(case, self.actor):
            return format_html(NO_BOX, NOTHING)
        value = f"{case.pk}-{moment_of(case)}"
        return format_html(TICKED if value in self.ticked else BOX, value, self.choose % {"name": name})

    def _standing(self, standing, case, shape):
        if not standing:
            return NONE
        shape = shape if case.posting_id else STANDING
        said = standing["done"], standing["required"], self.verdicts[standing["verdict"]]
        return format_html(shape, case.posting_id, *said)

    def _proposal(self, row):
        if not row.case.proposed:
            return NONE
        return format_html_join("", "{}", ((part,) for part in self._said(row)))

    def _said(self, row):
        case, judged = row.case, row.judged
        yield format_html('{}<p class="hint">{}</p>', self._grade(case, case.proposed), case.opinion)
        if judged.because:
            cap = next(one for one in judged.findings if one.rule == judged.because)
            grade = self._grade(case, judged.grade)
            yield format_html('<p class="hint">{}: {} {}</p>', _("best grade open"), grade, _cited(cap))
        if case.grade:
            yield format_html('<p class="hint">{}: {}</p>', _("grade"), self._grade(case, case.grade))
        if row.falls[0]:
            yield self._fall(*row.falls)

    def _grade(self, case, grade):
        key = scale_name(case), grade
        if key not in self.badges:
            words = self.scales.setdefault(key[0], words_of(case))
            self.badges[key] = badge(in_readers_language(words[grade]), grade)
        return self.badges[key]

    def _fall(self, falls, rule):
        words = {
            ties.WITHIN: (_("within the places left"), "met"),
            ties.BEYOND: (_("beyond the places left"), "waiver"),
            ties.CHOICE: (_("equal: the county chooses"), "busy"),
        }
        said, tone = words[falls]
        return format_html('<p class="hint">{}</p>', badge(f"{said} ({rule_name(rule)})" if rule else said, tone))


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
