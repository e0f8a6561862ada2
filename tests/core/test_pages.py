"""Every page of the ground floor opens for those it is made for, and costs few queries."""

import pytest

PAGES = {
    "county": [
        "/divisions/",
        "/divisions/?q=川口",
        "/divisions/630222/",
        "/divisions/630222/children/",
        "/policy/",
        "/policy/attendance.days_per_year/",
        "/county-rules/",
        "/county-rules/new/",
        "/notices/",
        "/holidays/",
        "/account/tokens/",
        "/account/delegations/",
        "/account/password/",
        "/api/docs/",
        "/api/schema/",
        "/api/v1/me/",
        "/api/v1/divisions/?q=ck",
        "/api/v1/policy/",
        "/api/v1/county-rules/",
        "/api/v1/notices/",
    ],
    "unit": ["/policy/", "/county-rules/", "/notices/", "/divisions/pick/?q=63"],
    "cadre": ["/policy/", "/notices/", "/account/tokens/"],
    "sysadmin": ["/users/", "/users/new/", "/jobs/", "/holidays/", "/units/pick/?q=水务"],
    "auditor": ["/records/", "/records/?who=county&since=2026-01-01", "/records/file/", "/records/file/?format=csv"],
}


@pytest.mark.parametrize(("office", "address"), [(o, a) for o, many in PAGES.items() for a in many])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_opens(client_of, django_assert_max_num_queries, office, address, language):
    client = client_of(office)
    client.cookies["language"] = language
    client.get("/notices/")
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


KEYS = [
    "attendance.days_per_year",
    "attendance.prorate",
    "attendance.counted_statuses",
    "attendance.leave_levels",
    "assessment.absence_caps",
    "assessment.excellent_share",
    "assessment.pools",
    "assessment.notice_days",
    "assessment.use_lowest",
]


@pytest.mark.parametrize("key", KEYS)
def test_the_editor_fits_every_open_provision_and_gives_back_what_it_was_given(client_of, key):
    client = client_of("county")
    form = client.get(f"/county-rules/new/?key={key}").context["form"]
    editor = form.editor
    typed = {name: field.initial for name, field in editor.fields.items()}
    from core.shapes import plain

    assert plain(editor.value(typed)) == plain(client.get(f"/county-rules/new/?key={key}").context["text"].value)
