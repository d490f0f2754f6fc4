"""What the imports noted of the sites that a publication was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.db.models import OuterRef, Subquery

from blog.core.memory import memory_of_request
from blog.transfer.models import ImportRecord, ImportSource


@dataclass(frozen=True, slots=True)
class FormerSite:
    """`reading` is that of one of its ImportRecords; below `prefix` lie all its addresses."""

    origin: int | None = None
    prefix: str = ""
    reading: Mapping[str, Any] = field(default_factory=dict)

    def inner(self, path: str) -> str | None:
        """The path as it was on that site; None for one outside of it."""
        if not self.prefix:
            return path
        below = f"{path}/".startswith(f"{self.prefix}/")
        return path.removeprefix(self.prefix).strip("/") if below else None

    def at_home(self, path: str) -> str | None:
        """The path as it is here of an address that holds the path of the site's home; None for
        another one."""
        base = self.reading.get("base")
        if not base or not f"{path}/".startswith(f"{base}/"):
            return None
        return f"{self.prefix}{path.removeprefix(base)}".strip("/")


def former_sites() -> list[FormerSite]:
    """The first imported goes first, and one of which nothing is known stands for none; asked for
    once while a request is answered."""
    memory = memory_of_request() or SimpleNamespace()
    if not hasattr(memory, "former_sites"):
        memory.former_sites = _stored_sites()
    return list(memory.former_sites)


def _stored_sites() -> list[FormerSite]:
    noted = ImportRecord.objects.filter(origin=OuterRef("pk")).exclude(reading={}).order_by("pk")
    sources = ImportSource.objects.annotate(reading=Subquery(noted.values("reading")[:1]))
    sites = [
        FormerSite(pk, prefix, reading or {})
        for pk, prefix, reading in sources.values_list("pk", "prefix", "reading")
    ]
    return sites if any(not site.prefix for site in sites) else [*sites, FormerSite()]
