"""Small middlewares, each one sentence long."""

from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from core.actor import Actor
from core.clock import today
from core.errors import answer_for, bare_page, is_api
from core.tokens import token_actor

_FORM = ("application/x-www-form-urlencoded", "multipart/form-data")


def settle(get_response):
    """Nothing behind the login is ever cached, and fragments are told from pages."""

    def middleware(request):
        request.actor, request.appointments = None, []
        response = get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def language(get_response):
    """Chinese unless the reader chose otherwise; machines may ask by Accept-Language."""

    def middleware(request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if not chosen and is_api(request) and request.headers.get("Accept-Language", "").startswith("en"):
            chosen = "en"
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def plain_input(get_response):
    """Bodies over the limit get 413; NUL bytes and broken UTF-8 get 400, before anything reads them."""

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > _most(request):
            return bare_page_or_problem(request, 413 if length.isdigit() else 400)
        if not _plain(request):
            return bare_page_or_problem(request, 400)
        return get_response(request)

    return middleware


def _most(request):
    """Bytes of a body: files, which are streamed to disk, may be larger, from whoever may be logged in."""
    known = request.COOKIES.get(settings.SESSION_COOKIE_NAME) or request.headers.get("Authorization")
    uploads = request.content_type == _FORM[1] and known
    return settings.UPLOAD_MAX_SIZE if uploads else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def bare_page_or_problem(request, status):
    """An early refusal, before the session is known."""
    return answer_for(request, status) if is_api(request) else bare_page(request, status)


def _plain(request):
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    parts = [unquote_to_bytes(query), request.path_info.encode("utf-8", "surrogateescape")]
    if request.method not in ("GET", "HEAD") and request.content_type != _FORM[1]:
        parts.append(unquote_to_bytes(request.body) if request.content_type == _FORM[0] else request.body)
    return all(_readable(part) for part in parts)


def _readable(part):
    try:
        return "\x00" not in part.decode("utf-8") and b"\\u0000" not in part
    except UnicodeDecodeError:
        return False


def session_life(get_response):
    """A session ends after 30 idle minutes or twelve hours; an over-age password must be changed first."""

    def middleware(request):
        if request.user.is_authenticated:
            moment = int(timezone.now().timestamp())
            began = request.session.setdefault("began_at", moment)
            if moment - began > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            elif moment - request.session.get("seen_at", 0) > 60:
                request.session["seen_at"] = moment
            if _password_too_old(request):
                return answer_for(request, 403) if is_api(request) else HttpResponseRedirect("/account/password/")
        return get_response(request)

    return middleware


def _password_too_old(request):
    """Whether the password must be changed first: it is over age, or was set by someone else (no day)."""
    user, open_pages = request.user, ("/account/password/", "/login/", "/logout/", "/language/", settings.STATIC_URL)
    if not user.is_authenticated or request.path.startswith(open_pages):
        return False
    if user.password_set_on is None:
        return True
    return (today() - user.password_set_on).days > settings.PASSWORD_MAX_AGE_DAYS


def actor(get_response):
    """Who is acting: a machine's token, or the person in the appointment they chose."""

    def middleware(request):
        if is_api(request) and request.headers.get("Authorization"):
            request.actor = token_actor(request)
        elif request.user.is_authenticated:
            request.appointments = [_as_actor(request, held) for held in request.user.held]
            chosen = request.session.get("appointment")
            mine = [a for a in request.appointments if a.appointment_id == chosen] or request.appointments
            request.actor = mine[0] if mine else None
        return get_response(request)

    return middleware


def _as_actor(request, held):
    return Actor(
        user_id=request.user.pk,
        name=request.user.name,
        appointment_id=held["id"],
        office=held["office"],
        area=held["area"] or "",
        unit_id=held["unit"],
        place=held["place"] or "",
        giver_id=held["giver"],
        ip=request.META.get("REMOTE_ADDR"),
    )
