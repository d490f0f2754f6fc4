"""Anchors from block ids: they stay when a title changes or entries change places."""

from __future__ import annotations

from wagtail.blocks import StructValue

from blog.core.html import safe_href


def anchor(block_id: str | None, prefix: str = "b") -> str:
    """ "p-1f0c9a3e" for the block with that UUID; ids in HTML must not start with a digit."""
    return f"{prefix}-{(block_id or '').replace('-', '')[:8]}" if block_id else ""


class EntryValue(StructValue):
    """A paper entry: what readers see is what the entry says, else what the record says."""

    @property
    def shown_title(self) -> str:
        paper = self.get("paper")
        return self.get("title") or (paper.title if paper else "")

    @property
    def shown_authors(self) -> list[str]:
        if self.get("authors"):
            return [self["authors"]]
        paper = self.get("paper")
        return paper.author_names if paper else []

    @property
    def contents_title(self) -> str:
        paper = self.get("paper")
        if paper and paper.short_title:
            return paper.short_title
        title = self.shown_title
        head = title.split(": ", 1)[0]
        return head if 3 <= len(head) <= 60 else title

    @property
    def shown_url(self) -> str:
        """Where the paper is to be read; an address that leads nowhere gives way to the record's."""
        paper = self.get("paper")
        return safe_href(self.get("url")) or (paper.url if paper else "")
