"""The settings of look-ups, read in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from blog.core.http import Client, Limits


@dataclass(frozen=True)
class Configuration:
    client: Client
    bases: Mapping[str, str]
    source_seconds: float
    total_seconds: float
    per_hour: int


def configuration() -> Configuration:
    seconds = settings.LOOKUP_SOURCE_SECONDS
    return Configuration(
        client=Client(
            user_agent(),
            Limits(read=seconds, total=seconds, max_bytes=settings.LOOKUP_MAX_BYTES),
            settings.LOOKUP_TRUSTED_ORIGINS,
        ),
        bases=settings.LOOKUP_SOURCES,
        source_seconds=seconds,
        total_seconds=settings.LOOKUP_TOTAL_SECONDS,
        per_hour=settings.LOOKUPS_PER_HOUR,
    )


def user_agent() -> str:
    """Who asks and where to complain: what keeps arXiv and Crossref from blocking all of us."""
    contact = f"; mailto:{settings.LOOKUP_CONTACT}" if settings.LOOKUP_CONTACT else ""
    agent = f"Rapporteur (+{settings.WAGTAILADMIN_BASE_URL}{contact})"
    return "".join(char for char in agent if " " <= char <= "~")
