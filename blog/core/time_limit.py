"""How long one kind of background task may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

DEFAULT_SECONDS = 600.0
_Function = TypeVar("_Function", bound=Callable[..., Any])


def time_limit(*, minutes: float) -> Callable[[_Function], _Function]:
    """Stands below `@task()`. A worker whose task takes longer ends itself."""

    def mark(function: _Function) -> _Function:
        function.time_limit = minutes * 60  # type: ignore[attr-defined]
        return function

    return mark


def seconds_allowed(function: Callable[..., Any]) -> float:
    """Tasks of Wagtail's own have the default."""
    return float(getattr(function, "time_limit", DEFAULT_SECONDS))
