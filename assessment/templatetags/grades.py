"""Grades and verdicts in words and colour."""

from fractions import Fraction

from django import template

from assessment.scales import grade_name, scale_name, words_of
from attendance.models import Standing
from core.policy import in_readers_language
from core.templatetags.look import badge
from core.words import word

register = template.Library()


@register.simple_tag
def grade_words(case, grade):
    """A grade as a coloured mark in the words of the case's own scale; an en dash when there is none."""
    return badge(grade_name(case, grade), grade) if grade else "–"


@register.simple_tag
def shown_grade(case):
    """A grade as a coloured mark in its frozen words, where the case came with them (`noticeboard.with_words`)."""
    return badge(in_readers_language(case.scales[scale_name(case)][case.grade]), case.grade)


@register.simple_tag
def grade_choices(case):
    """[(grade, words)] of the scale that applies to the case, best first."""
    return [(grade, in_readers_language(words)) for grade, words in words_of(case).items()]


@register.filter
def percent(share):
    """An exact share, as it is frozen, in per cent."""
    return f"{float(Fraction(share)) * 100:.1f}%"


@register.filter
def score_part(name):
    """A part of the score in words."""
    return word(name, ("assessment.weights",))


@register.simple_tag
def verdict_words(verdict):
    """A stored standing's verdict in words and colour."""
    return badge(Standing.Verdict(verdict).label, verdict)
