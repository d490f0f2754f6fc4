"""What the imports noted of the site that a publication was before."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

from blog.core.memory import memory_of_request
from blog.transfer.models import ImportRecord


def former_site() -> Mapping[str, Any]:
    """The `reading` of an ImportRecord; asked for once while a request is answered."""
    memory = memory_of_request() or SimpleNamespace()
    if not hasattr(memory, "former_site"):
        noted = ImportRecord.objects.exclude(reading={}).values_list("reading", flat=True)
        memory.former_site = noted.first() or {}
    return cast(Mapping[str, Any], memory.former_site)
