"""What the posts of one run took from each other: addresses to live at, and addresses that lead on.

The database says the same while a run goes on. A dry run undoes every post, so that nobody waits for
its end; this is then what later posts meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Claims:
    """`moved`: pages that may have left the place where the database still has them, and the address
    at which they are going to live."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    moved: dict[int, str] = field(default_factory=dict)

    def settle(
        self, source_id: str, title: str, url_path: str, redirects: Iterable[str] = ()
    ) -> None:
        """The post of this name is whole and lives there."""
        self.pages[url_path] = (source_id, title)
        for path in redirects:
            self.redirects.setdefault(path, source_id)

    def holder(self, url_path: str, but: str) -> str:
        """The title of another post that took this address; "" for none."""
        source_id, title = self.pages.get(url_path, ("", ""))
        return title if source_id != but else ""

    def leads_elsewhere(self, path: str, source_id: str) -> bool:
        return self.redirects.get(path, source_id) != source_id
