"""Addresses of the ground floor and who may enter."""

from core import signin
from core.access import ANYONE, PUBLIC, door
from core.offices import DEPARTMENTS, EVERYONE, PERSONNEL
from core.views import account, divisions, health

BOTH = ("GET", "POST")

urlpatterns = [
    # before the log-in
    door("login/", signin.sign_in, name="login", offices=PUBLIC, methods=BOTH),
    door("language/", account.language, name="language", offices=PUBLIC, methods=("POST",)),
    door("healthz", health.health, name="healthz", offices=PUBLIC),
    # one's own account; whoever has no appointment can still change the password and leave
    door("logout/", signin.sign_out, name="logout", offices=ANYONE, methods=("POST",)),
    door("account/password/", account.password, name="password", offices=ANYONE, methods=BOTH),
    door("account/act-as/", account.act_as, name="act-as", methods=("POST",)),
    door("account/tokens/", account.token_list, name="tokens", methods=BOTH),
    door("account/tokens/<id:pk>/revoke/", account.token_revoke, name="token-revoke", methods=("POST",)),
    # cadres, system administrators and auditors lend nothing, but see what was lent to them
    door("account/delegations/", account.delegation_list, name="delegations", methods=BOTH),
    door("account/delegations/<id:pk>/end/", account.delegation_end, name="delegation-end", methods=("POST",)),
    # divisions are public knowledge; the departments change what they know better
    door("divisions/", divisions.search, name="divisions"),
    door("divisions/pick/", divisions.pick, name="divisions-pick"),
    door("divisions/<code:code>/children/", divisions.children, name="division-children"),
    door("divisions/<code:code>/", divisions.division, name="division"),
    door("divisions/<code:code>/change/", divisions.division, name="division-change", offices=DEPARTMENTS, methods=("POST",)),
    door("units/pick/", divisions.pick_unit, name="units-pick"),
]
