"""The environment of a production site, read with one list of sentences on all that is wrong in it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEY_LENGTH, _KEY_SIGNS = 50, 5
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


class Environment(environ.Env):
    """django-environ's reader, which notes what it cannot read, to say it all at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def refuse_problems(self) -> None:
        if self.problems:
            raise ImproperlyConfigured("\n".join(dict.fromkeys(self.problems)))

    def text(self, name: str) -> str:
        return str(self.str(name, default="")).strip()

    def required(self, name: str, hint: str) -> str:
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is not set. {hint}")
        return value

    def bool(self, name: str, default: bool = False) -> bool:  # type: ignore[override]
        value = self.text(name).lower()
        if value and value not in _TRUE + _FALSE:
            self._note(name, "Write 1 or 0")
            return default
        return value in _TRUE if value else default

    def int(self, name: str, default: int) -> int:  # type: ignore[override]
        value = self.text(name)
        if value and not value.isdecimal():
            self._note(name, f"Write a whole number without a unit, such as {default}")
            return default
        return int(value) if value else default

    def float(self, name: str, default: float) -> float:  # type: ignore[override]
        value = self.text(name)
        if value and not re.fullmatch(r"\d+(\.\d+)?", value):
            self._note(name, f"Write a number without a unit, such as {default:g}")
            return default
        return float(value) if value else default

    def secret_key(self) -> str:
        hint = "Set SECRET_KEY to a random text of 50 characters or more."
        value = self.required("SECRET_KEY", hint)
        if value and (len(value) < _KEY_LENGTH or len(set(value)) < _KEY_SIGNS):
            self.problems.append(f"SECRET_KEY is too short or too uniform. {hint}")
        return value

    def hosts(self) -> list[str]:
        hint = "Set ALLOWED_HOSTS to the names you serve, with commas: lab.example.org."
        value = self.required("ALLOWED_HOSTS", hint)
        hosts = [host.strip() for host in value.split(",") if host.strip()]
        for host in hosts:
            if "*" in host or "/" in host or not re.fullmatch(r"\.?[\w.-]+|\[[\da-fA-F:]+\]", host):
                self.problems.append(f"ALLOWED_HOSTS names “{host}”, which is no host. {hint}")
        return hosts or ["localhost"]

    def address(self, name: str, default: str = "", *, with_path: bool = True) -> str:
        """Of something that speaks HTTP, without a slash at its end."""
        value = (self.text(name) or default).rstrip("/")
        parts = _split(value)
        if value and (
            parts is None
            or parts.scheme not in ("http", "https")
            or not parts.hostname
            or (parts.path and not with_path)
        ):
            example = default or "https://lab.example.org"
            self._note(name, f"Write an address such as {example}")
        return value

    def database(self) -> dict[str, Any]:
        hint = (
            "Set DATABASE_URL to postgres://user:password@host/name, or to sqlite:////path/to/file."
        )
        value = self.required("DATABASE_URL", hint)
        if not value:
            return {"ENGINE": ""}
        parts = _split(value)
        if parts is None or parts.fragment or _BARE_PERCENT.search(parts.netloc):
            self.problems.append(
                "DATABASE_URL cannot be read. In its password, write signs such as @ : / # % as "
                "%40 %3A %2F %23 %25."
            )
            return {"ENGINE": ""}
        if parts.scheme not in ("postgres", "postgresql", "sqlite") or not parts.path.strip("/"):
            self.problems.append(f"DATABASE_URL names no database. {hint}")
            return {"ENGINE": ""}
        return dict(self.db_url("DATABASE_URL"))

    def mail(self) -> dict[str, Any]:
        """Without a server none is sent: what is printed instead, links that set a password among
        it, would stay in a log."""
        value = self.text("EMAIL_URL")
        if not value:
            return {"EMAIL_BACKEND": NO_MAIL}
        parts = _split(value)
        hint = "smtp+tls://user:password@host:587"
        if parts is None or parts.fragment or _BARE_PERCENT.search(parts.netloc):
            self.problems.append(
                "EMAIL_URL cannot be read. In its password, write signs such as @ : / # % as "
                "%40 %3A %2F %23 %25."
            )
        elif parts.scheme not in ("smtp", "smtps", "smtp+tls", "smtp+ssl") or not parts.hostname:
            self.problems.append(f"EMAIL_URL names no mail server. Set it to {hint}.")
        else:
            return dict(self.email_url("EMAIL_URL"))
        return {"EMAIL_BACKEND": NO_MAIL}

    def _note(self, name: str, hint: str) -> None:
        self.problems.append(f"{name} is “{self.text(name)}”. {hint}.")


def _split(value: str) -> Any:
    """None for what cannot be taken apart, such as a port of letters."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (raises)
    except ValueError:
        return None
    return parts
