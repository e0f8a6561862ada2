"""Addresses of the ground floor and who may enter."""

from core import signin
from core.access import ANYONE, PUBLIC, door
from core.offices import DEPARTMENTS, Office
from core.views import account, divisions, health, holidays, machine, notices, users, watch

BOTH = ("GET", "POST")
POST = ("POST",)
ADMIN = (Office.SYSADMIN,)

WATCH = (Office.AUDITOR,)

urlpatterns = [
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
    # what this office was told
    door("notices/", notices.notice_list, name="notices"),
    door("notices/read/", notices.notices_read, name="notices-read", methods=POST),
    door("notices/<id:pk>/open/", notices.notice_open, name="notice-open", methods=POST),
    # public holidays bind everybody; the province keeps them
    door("holidays/", holidays.holiday_list, name="holidays"),
    door("holidays/change/", holidays.holiday_change, name="holiday-change", offices=holidays.KEEPERS, methods=POST),
    # the administrator watches the machine, the auditor the people; neither can change what they watch
    door("jobs/", watch.job_list, name="jobs", offices=ADMIN),
    door("records/", watch.record_list, name="records", offices=WATCH),
    door("records/export.csv", watch.record_export, name="record-export", offices=WATCH),
    door("records/check/", watch.record_check, name="record-check", offices=WATCH, methods=POST),
    # machines
    door("api/schema/", machine.schema, name="api-schema"),
    door("api/docs/", machine.docs, name="docs"),
    door("api/v1/me/", machine.me, name="api-me"),
    door("api/v1/notices/", machine.notice_list, name="api-notices"),
    door("api/v1/holidays/", machine.holiday_list, name="api-holidays"),
    door("api/v1/records/", machine.record_list, name="api-records", offices=WATCH),
]
