"""The parts pages are drawn with."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from core.findings import found
from core.forms import Form
from core.policy import policy_in_force
from core.refusals import Refused
from core.templatetags import wording


class Sample(Form):
    """Two fields, one of them required."""

    name = forms.CharField(label="Name", help_text="As on the card.")
    way = forms.ChoiceField(label="Way", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")], required=False)


def draw(source, path="/", **context):
    request = RequestFactory().get(path)
    with override("en"):
        return Template("{% load look %}" + source).render(Context({"request": request, **context}))


def age_finding(age):
    limit = policy_in_force("63", date(2026, 7, 20))["selection.max_age"]
    return found("age", age <= limit.value, limit, age=age, limit=limit.value)


def test_a_field_ties_its_error_and_its_help_to_itself():
    page = draw("{% field form.name %}", form=Sample({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_the_summary_leads_to_the_wrong_field():
    assert '<a href="#id_name">Name</a>' in draw('{% include "_errors.html" %}', form=Sample({"name": ""}))


def test_a_refused_form_quotes_the_clause():
    form = Sample({"name": "x"})
    form.is_valid()
    form.refuse(Refused("Too old", provision=age_finding(46).provision))
    page = draw('{% include "_form.html" %}', form=form)
    assert "Too old" in page
    assert "一般不超过45周岁" in page


def test_every_form_carries_a_key_of_its_own():
    assert draw("{% once_token %}") != draw("{% once_token %}")


def test_choices_are_a_group_with_a_legend():
    page = draw("{% field form.way %}", form=Sample())
    assert "<fieldset" in page
    assert "<legend" in page
    assert page.count('type="radio"') == 2


def test_a_finding_gives_words_clause_and_facts():
    page = draw("{% finding one %}", one=age_finding(46))
    assert "<details open>" in page
    assert "Needs a waiver" in page
    assert "一般不超过45周岁" in page
    assert "<dd>46</dd>" in page


def test_a_stored_finding_looks_like_a_fresh_one():
    fresh = age_finding(45)
    assert draw("{% finding one %}", one=fresh.as_json()) == draw("{% finding one %}", one=fresh)


def test_what_was_typed_is_never_markup():
    assert "<b>" not in draw(
        "{% badge v %}{% stat v v %}{% empty v %}{{ v|shown }}{{ v|worded }}{{ v|masked }}", v="<b>"
    )


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        ("630122199001011120", "6301**********1120"),
        ("13812341234", "138****1234"),
        ("王五", "王*"),
        ("6301****1120", "6301****1120"),
        (None, ""),
    ],
)
def test_personal_numbers_are_masked(number, seen):
    assert wording.masked(number) == seen


def test_a_link_keeps_the_rest_of_the_query():
    assert draw("{% query_with page=2 %}", "/?q=a&page=1") == "?q=a&amp;page=2"


def test_a_column_head_turns_its_order_round():
    page = draw('{% sort_head "name" "Name" %}', "/?sort=name&page=3")
    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-name"' in page


def test_the_day_of_a_moment_is_the_day_in_shanghai():
    assert ">2026-01-01<" in wording.day(datetime(2025, 12, 31, 23, 30, tzinfo=UTC))


def test_moments_are_told_in_shanghai_time():
    assert "2026-01-01 07:30" in wording.moment(datetime(2025, 12, 31, 23, 30, tzinfo=UTC))


def test_codes_are_said_as_the_policy_says_them():
    with override("zh-hans"):
        assert wording.worded(["party_affairs"], [SimpleNamespace(key="village.needs")]) == "党群工作"


def test_links_to_closed_doors_are_not_drawn():
    assert draw('{% link_to "users" as to %}[{{ to }}]') == "[]"


def test_the_way_back_never_leads_elsewhere():
    request = RequestFactory().get("/", headers={"referer": "https://elsewhere.example/"})
    assert draw("[{% came_from %}]", request=request) == "[]"
