"""Addresses of the ground floor and who may enter."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from core import api, signin
from core.access import ANYONE, PUBLIC, door
from core.offices import DEPARTMENTS, PERSONNEL, Office
from core.views import (
    account,
    daily,
    divisions,
    health,
    help,
    import_api,
    imports,
    notice_api,
    notices,
    outbox,
    policy,
    records,
    users,
    work,
)

BOTH = ("GET", "POST")
POST = ("POST",)
ADMIN = (Office.SYSADMIN,)
KEEPERS = (Office.SYSADMIN, Office.PROVINCE)  # of the holidays
RULE_WRITERS = (Office.COUNTY, Office.LEADERSHIP)
AUDITOR = (Office.AUDITOR,)
WRITERS = tuple(office for office in PERSONNEL if office != Office.CADRE)  # who may hand tables in; the kind says which

urlpatterns = [
    path("", include("core.webhooks_urls")),
    path("", include("core.catalogue_urls")),
    # before the log-in
    door("login/", signin.sign_in, name="login", offices=PUBLIC, methods=BOTH),
    door("language/", account.language, name="language", offices=PUBLIC, methods=POST),
    door("healthz", health.health, name="healthz", offices=PUBLIC),
    # one's own account; whoever has no appointment can still change the password and leave
    door("logout/", signin.sign_out, name="logout", offices=ANYONE, methods=POST),
    door("account/password/", account.password, name="password", offices=ANYONE, methods=BOTH),
    door("account/act-as/", account.act_as, name="act-as", methods=POST),
    door("account/tokens/", account.token_list, name="tokens", methods=BOTH),
    door("account/tokens/<id:pk>/revoke/", account.token_revoke, name="token-revoke", methods=POST),
    # cadres, system administrators and auditors lend nothing, but see what was lent to them
    door("account/delegations/", account.delegation_list, name="delegations", methods=BOTH),
    door("account/delegations/<id:pk>/end/", account.delegation_end, name="delegation-end", methods=POST),
    # divisions are public knowledge; the departments change what they know better
    door("divisions/", divisions.search, name="divisions"),
    door("divisions/pick/", divisions.pick, name="divisions-pick"),
    door("divisions/<code:code>/children/", divisions.children, name="division-children"),
    door("divisions/<code:code>/", divisions.division, name="division"),
    door(
        "divisions/<code:code>/change/", divisions.division, name="division-change", offices=DEPARTMENTS, methods=POST
    ),
    door("units/pick/", divisions.pick_unit, name="units-pick"),
    # accounts and offices: the system administrator, inside the own area
    door("users/", users.user_list, name="users", offices=ADMIN),
    door("users/new/", users.user_new, name="user-new", offices=ADMIN, methods=BOTH),
    door("users/<id:pk>/", users.user, name="user", offices=ADMIN, methods=BOTH),
    door("users/<id:pk>/appoint/", users.user_appoint, name="user-appoint", offices=ADMIN, methods=POST),
    door("users/<id:pk>/active/", users.user_active, name="user-active", offices=ADMIN, methods=POST),
    door("users/<id:pk>/reset/", users.user_reset, name="user-reset", offices=ADMIN, methods=POST),
    door("users/<id:pk>/unlock/", users.user_unlock, name="user-unlock", offices=ADMIN, methods=POST),
    door("users/<id:pk>/tokens/", users.user_tokens, name="user-tokens", offices=ADMIN, methods=POST),
    door("appointments/<id:pk>/end/", users.appointment_end, name="appointment-end", offices=ADMIN, methods=POST),
    # the policy is public to every office; only the county and its leadership group office enter rules
    door("policy/", policy.policy, name="policy"),
    door("help/", help.help_page, name="help"),
    door("policy/<key:key>/", policy.provision, name="provision"),
    door("county-rules/", policy.rule_list, name="county-rules"),
    door("county-rules/new/", policy.rule_new, name="county-rule-new", offices=RULE_WRITERS, methods=BOTH),
    door("county-rules/<id:pk>/end/", policy.rule_end, name="county-rule-end", offices=RULE_WRITERS, methods=BOTH),
    # notices of the office one is acting in; opening one marks it read, so it is a POST
    door("notices/", notices.notice_list, name="notices"),
    door("notices/kind/<key:kind>/", notices.notices_of_kind, name="notices-of-kind"),
    door("notices/<id:pk>/", notices.notice, name="notice", methods=POST),
    door("notices/read/", notices.notices_read, name="notices-read", methods=POST),
    door("account/notices/", notices.notice_choices, name="notice-choices", methods=BOTH),
    door("holidays/", daily.holiday_list, name="holidays"),
    door("holidays/set/", daily.holiday_set, name="holiday-set", offices=KEEPERS, methods=POST),
    door("holidays/load/", daily.holiday_load, name="holiday-load", offices=KEEPERS, methods=POST),
    door("holidays/<day:day>/remove/", daily.holiday_remove, name="holiday-remove", offices=KEEPERS, methods=POST),
    door("jobs/", daily.job_list, name="jobs", offices=ADMIN),
    door("jobs/messages/<id:pk>/again/", outbox.resend, name="message-again", offices=ADMIN, methods=POST),
    door("api/v1/messages/given-up/", outbox.given_up, name="api-messages-given-up", offices=ADMIN),
    door("api/v1/messages/<id:pk>/again/", outbox.api_resend, name="api-message-again", offices=ADMIN, methods=POST),
    # one's own background work; files are handed in here by machines and given out by what they belong to
    door("work/", work.job_list, name="work"),
    door("work/<id:pk>/", work.job, name="job"),
    door("work/<id:pk>/file/", work.job_file, name="job-file"),
    # tables handed in belong to the very office that did; an empty one is nobody's secret
    door("imports/", imports.import_list, name="imports", offices=WRITERS),
    door("imports/new/", imports.import_new, name="import-new", offices=WRITERS, methods=BOTH),
    door("imports/blank/<key:kind>/", imports.import_blank, name="import-blank", offices=WRITERS),
    door("imports/<id:pk>/", imports.sheet, name="import", offices=WRITERS),
    door("imports/<id:pk>/file/", imports.import_file, name="import-file", offices=WRITERS),
    door("imports/<id:pk>/marked/", imports.import_marked, name="import-marked", offices=WRITERS),
    door("imports/<id:pk>/check/", imports.import_check, name="import-check", offices=WRITERS, methods=POST),
    door("imports/<id:pk>/enter/", imports.import_enter, name="import-enter", offices=WRITERS, methods=POST),
    door("imports/<id:pk>/undo/", imports.import_undo, name="import-undo", offices=WRITERS, methods=POST),
    door("api/v1/imports/", import_api.imports, name="api-imports", offices=WRITERS, methods=BOTH),
    door("api/v1/imports/<id:pk>/", import_api.sheet, name="api-import", offices=WRITERS),
    door("api/v1/imports/<id:pk>/rows/", import_api.rows, name="api-import-rows", offices=WRITERS),
    door("api/v1/imports/<id:pk>/marked/", import_api.marked, name="api-import-marked", offices=WRITERS),
    door("api/v1/imports/<id:pk>/check/", import_api.check, name="api-import-check", offices=WRITERS, methods=POST),
    door("api/v1/imports/<id:pk>/enter/", import_api.enter, name="api-import-enter", offices=WRITERS, methods=POST),
    door("api/v1/imports/<id:pk>/undo/", import_api.undo, name="api-import-undo", offices=WRITERS, methods=POST),
    door("api/v1/jobs/<id:pk>/", work.api_job, name="api-job"),
    door("api/v1/files/", work.api_file_new, name="api-file-new", offices=PERSONNEL, methods=POST),
    # the record is the auditor's alone, and nobody changes it
    door("records/", records.record_list, name="records", offices=AUDITOR),
    door("records/file/", records.record_file, name="records-file", offices=AUDITOR),
    door("records/verify/", records.record_verify, name="records-verify", offices=AUDITOR, methods=POST),
    # machines
    door("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    door("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="docs"),
    door("api/v1/me/", api.me, name="api-me"),
    door("api/v1/divisions/", api.divisions, name="api-divisions"),
    door("api/v1/policy/", api.policy, name="api-policy"),
    door("api/v1/help/", api.help_topics, name="api-help"),
    # POST is refused to all but the county's two offices by the deed itself
    door("api/v1/county-rules/", api.rules, name="api-county-rules", methods=BOTH),
    door("api/v1/notices/", notice_api.notice_list, name="api-notices"),
    door("api/v1/notices/lines/", notice_api.line_list, name="api-notice-lines"),
    door("api/v1/notices/read/", notice_api.notices_read, name="api-notices-read", methods=POST),
    door("api/v1/notices/choices/", notice_api.choices, name="api-notice-choices", methods=("GET", "PUT")),
    door("api/v1/notices/<id:pk>/read/", notice_api.notice_read, name="api-notice-read", methods=POST),
]
