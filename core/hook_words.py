"""What a group robot is told, and how its program wants it written. No database."""

import base64
import hashlib
import hmac
import json
import re
from collections import Counter
from urllib.parse import quote_plus

from django.conf import settings
from django.utils.translation import gettext, ngettext

from core.notice_groups import Group, group_of
from core.notices import sentence

MOST_LINES = 15
_LONGEST = {"wecom": 1900, "dingtalk": 6000, "json": 20000}  # bytes of a text; WeCom takes 2,048
_NUMBERS = re.compile(r"(?<!\d)(\d{6})(\d{8,11})([\dXx])(?!\d)|(?<!\d)1\d{10}(?!\d)")


def text_of(webhook, notices):
    """The message in the robot's language: sentences, or only how many of each kind. Personal numbers never leave."""
    lines = _sentences(notices) if webhook.names else _counts(notices)
    lines = [gettext("Zhucun: %(place)s") % {"place": webhook.name}, *lines, f"{settings.SITE_URL}/notices/"]
    return _short("\n".join(_NUMBERS.sub("***", line) for line in lines), _LONGEST[webhook.shape])


def test_text(webhook):
    """The message that only tries whether the robot is there."""
    return gettext("Zhucun: this is a test message for %(place)s.") % {"place": webhook.name}


def _sentences(notices):
    rest = len(notices) - MOST_LINES
    more = ngettext("and %(count)s more notice", "and %(count)s more notices", rest) % {"count": rest}
    return [sentence(notice) for notice in notices[:MOST_LINES]] + ([more] if rest > 0 else [])


def _counts(notices):
    found = Counter(group_of(notice.kind) for notice in notices)
    return [f"{group.label}: {found[group]}" for group in Group if found[group]]


def _short(text, most):
    raw = text.encode()
    return text if len(raw) <= most else raw[: most - 3].decode(errors="ignore") + "…"


def wired(webhook, number, text, moment):
    """(query to add, body, headers) of a message in the shape of the robot's program."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if webhook.shape == "json":
        body = json.dumps({"id": number, "text": text, "sent_at": moment.isoformat()}, ensure_ascii=False).encode()
        at = str(int(moment.timestamp()))
        signed = hmac.new(webhook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        return "", body, {**headers, "X-Zhucun-Timestamp": at, "X-Zhucun-Signature": f"sha256={signed}"}
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    return _dingtalk_sign(webhook.secret, moment) if webhook.shape == "dingtalk" else "", body, headers


def _dingtalk_sign(secret, moment):
    """DingTalk's signature: timestamp and secret, hashed with the secret; nothing where the robot asks for none."""
    if not secret:
        return ""
    at = str(int(moment.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256).digest()
    return f"timestamp={at}&sign={quote_plus(base64.b64encode(digest))}"


def fault_in(webhook, status, answer):
    """Why an answer is no success; "" when it is. Both programs answer 200 and say in the body what went wrong."""
    if not 200 <= status < 300:
        return f"HTTP {status}"
    if webhook.shape == "json":
        return ""
    try:
        code = json.loads(answer).get("errcode")
    except (ValueError, AttributeError):
        return gettext("the answer was not understood")
    return "" if code == 0 else f"errcode {str(code)[:12]}"
