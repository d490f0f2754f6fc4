"""How often somebody may try to sign in: by address, by name and address, and slower on a known device.

A name alone never locks anybody out: a stranger could do that to every account.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_failure_limit
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import get_random_string

COOKIE = "known_device"
# Many people share an address; one that tries that many times the limit is no household.
ADDRESS_FACTOR = 3
# A known device waits 1, 2, 4 … seconds from this failure on, and never longer than a minute.
_SLOW_AFTER, _LONGEST_WAIT = 5, 60
_COOKIE_SECONDS = 365 * 24 * 3600
_SALT = "known-device"


class SignInHandler(AxesDatabaseHandler):
    """Axes' own, with a higher limit for addresses and with known devices."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        if device := known_device(request, credentials):
            # Axes stores it with the failure, in place of what the browser says of itself.
            request.axes_user_agent = device  # type: ignore[attr-defined]
            is_to_wait = _seconds_to_wait(self._of_device(request, credentials)) > 0
            return int(get_failure_limit(request, credentials)) if is_to_wait else 0
        by_name, by_address = (
            attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return int(max(by_name, by_address // ADDRESS_FACTOR))

    def reset_user_attempts(self, request: HttpRequest, credentials: Any = None) -> int:
        """Of this name: with an account of their own people could clear all that their address did."""
        by_name, _by_address = self.filter_user_attempts(request, credentials)
        return int(by_name.delete()[0])

    def _of_device(self, request: HttpRequest, credentials: Any) -> Any:
        by_name, _by_address = self.get_user_attempts(request, credentials)
        return by_name.filter(user_agent=request.axes_user_agent)  # type: ignore[attr-defined]


def _seconds_to_wait(attempts: Any) -> float:
    row = attempts.aggregate(sum=Sum("failures_since_start"), last=Max("attempt_time"))
    if (row["sum"] or 0) < _SLOW_AFTER:
        return 0
    wait = min(2 ** min(row["sum"] - _SLOW_AFTER, 10), _LONGEST_WAIT)
    return float((row["last"] + dt.timedelta(seconds=wait) - timezone.now()).total_seconds())


def known_device(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """A name for the browser, when this account has signed in with it before; else ""."""
    try:
        cookie = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_COOKIE_SECONDS)
    except signing.BadSignature:
        return ""
    is_same = cookie["account"] == get_client_username(request, credentials)
    return f"known device {cookie['device']}" if is_same else ""


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="remember-device")


def _signed_in(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    if request is not None:
        request.signed_in_as = user.get_username()  # type: ignore[attr-defined]


class KnownDeviceMiddleware:
    """Leaves a cookie, for the admin alone, in a browser that has just signed in."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        if account := getattr(request, "signed_in_as", ""):
            value = {"account": account, "device": get_random_string(20)}
            response.set_cookie(
                COOKIE,
                signing.dumps(value, salt=_SALT),
                max_age=_COOKIE_SECONDS,
                path="/admin/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def refuse(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """The answer to somebody who has tried too often."""
    is_known = bool(known_device(request, credentials))
    minutes = 1 if is_known else 60 * settings.AXES_COOLOFF_TIME
    answer = render(request, "blog/admin/sign_in_refused.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(60 * minutes)
    return answer
