"""Grades in the official words of the person's own scale: 称职 for civil servants, 合格 for staff of institutions."""

from datetime import date

from django import template

from assessment.noticeboard import scale_name
from assessment.rules import scale_of
from attendance.models import Standing
from core.policy import Provision, in_readers_language, policy_in_force
from core.templatetags.look import badge

register = template.Library()
SCALE = "assessment.grades"


@register.simple_tag
def grade_words(case, grade):
    """A grade as a coloured mark in the words of the case's own scale; an en dash when there is none."""
    return badge(in_readers_language(words_of(case)[grade]), grade) if grade else "–"


@register.simple_tag
def shown_grade(case):
    """A grade as a coloured mark in its frozen words, where the case came with them (`noticeboard.with_words`)."""
    return badge(in_readers_language(case.scales[scale_name(case)][case.grade]), case.grade)


def words_of(case):
    """{grade: {zh, en}} of the scale that applies to the assessed person: the frozen one once the grade is set."""
    frozen = case.provisions.get(SCALE)
    policy = {SCALE: Provision.from_json(frozen)} if frozen else policy_in_force(case.area, date(case.year, 12, 31))
    sent = case.posting.pairing
    return scale_of("civil_servants" if sent is None or sent.unit.kind == "organ" else "institutions", policy)


@register.simple_tag
def grade_choices(case):
    """[(grade, words)] of the scale that applies to the assessed person, best first."""
    return [(grade, in_readers_language(words)) for grade, words in words_of(case).items()]


@register.simple_tag
def verdict_words(verdict):
    """A stored standing's verdict in words and colour."""
    return badge(Standing.Verdict(verdict).label, verdict)
