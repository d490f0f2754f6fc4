"""An edited body into the text that it came from: what nobody edited stays, byte for byte. No Django."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from blog.core.text import decoded, encoded
from blog.transfer.document import Block
from blog.transfer.export.definitions import kept_definitions, without_definitions
from blog.transfer.export.entry_places import entry_places, joined_entries, renumbered
from blog.transfer.export.words import merge_words
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import comparable

Spans = Sequence[Sequence[int] | None]


@dataclass(frozen=True, slots=True)
class _Change:
    """Old blocks [start, end) become new blocks [first, last)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Splicer:
    """`spans` are those of `old` in `source`, in bytes; `body_start` is where the body begins."""

    source: bytes
    body_start: int
    spans: Spans
    old: Sequence[Block]
    new: Sequence[Block]
    writer: BodyWriter

    def body(self) -> bytes:
        """The body with the edit in it, in the form closest to the source that reads back right."""
        source = self.source[self.body_start :]
        changes = self._changes()
        if not changes:
            return source
        if len(self.spans) != len(self.old) or any(span is None for span in self.spans):
            return self._anew()
        exact = self._reads_back(source, self.old)
        last: bytes | None = None
        for merge, tags, marked in (
            (True, False, False),
            (False, False, False),
            (False, True, False),
            (False, False, True),
            (False, True, True),
        ):
            text = self._spliced(changes, merge=merge, tags=tags, marked=marked)
            last = last or text
            if self._reads_back(text, self.new, changes=None if exact else changes):
                return text
        anew = self._anew()
        return anew if exact and self._reads_back(anew, self.new) else (last or anew)

    def _anew(self) -> bytes:
        return encoded("\n" + self.writer.document(self.new) + "\n")

    def _reads_back(
        self, text: bytes, blocks: Sequence[Block], changes: list[_Change] | None = None
    ) -> bool:
        """With `changes`, only what was changed must be found again: the rest was read with more
        than we have here."""
        found = _loose(self.writer.reader.blocks(decoded(text), dialect=self.writer.dialect))
        if changes is None:
            return found == _loose(self.writer.resolved(blocks))
        wanted = [block for change in changes for block in self.new[change.first : change.last]]
        return all(item in found for item in _loose(self.writer.resolved(wanted)))

    def _changes(self) -> list[_Change]:
        old, new = _keys(self.old), _keys(self.writer.resolved(self.new))
        found = [
            _Change(start, end, first, last)
            for tag, start, end, first, last in SequenceMatcher(
                None, old, new, autojunk=False
            ).get_opcodes()
            if tag != "equal"
        ]
        return [self._whole_units(change) for change in found]

    def _whole_units(self, change: _Change) -> _Change:
        """Widened to all blocks that one piece of the source gave."""
        start, end, first, last = change.start, change.end, change.first, change.last
        if start == end:
            return change
        while start and self.spans[start - 1] == self.spans[start] and first:
            start, first = start - 1, first - 1
        while end < len(self.old) and self.spans[end] == self.spans[end - 1]:
            end, last = end + 1, last + 1
        return _Change(start, end, first, last)

    def _spliced(self, changes: list[_Change], *, merge: bool, tags: bool, marked: bool) -> bytes:
        text = self.source
        sources = self._sources()
        new_keys = set(_keys(self.new))
        staying = [source for key, source in sources.items() if key in new_keys]
        for change in reversed(changes):
            start, end = self._place(change)
            old_text = decoded(text[start:end])
            if merge and change.end - change.start == change.last - change.first:
                new_text = self._merged(change, start)
            else:
                new_text = self._written(self.new[change.first : change.last], tags, marked)
            # What stays may refer to what stood between the lines that go.
            kept = kept_definitions(old_text, "\n\n".join([*staying, new_text]))
            new_text = "\n\n".join(part for part in (new_text, kept) if part)
            before = decoded(text[self.body_start : start])
            new_text = _spaced(before, new_text, decoded(text[end:]), old_text)
            if not new_text and not text[end:].strip():
                start = self.body_start + len(text[self.body_start : start].rstrip())
            elif not new_text:
                end += len(text[end:]) - len(text[end:].lstrip(b"\r\n"))
            text = text[:start] + encoded(new_text) + text[end:]
        return text[self.body_start :]

    def _sources(self) -> dict[str, str]:
        """Blocks that have a place of their own → what stands there, without definitions."""
        spans: Any = [tuple(span or ()) for span in self.spans]
        return {
            key: without_definitions(decoded(self.source[slice(*span)]))
            for key, span in zip(_keys(self.old), spans, strict=True)
            if spans.count(span) == 1
        }

    def _place(self, change: _Change) -> tuple[int, int]:
        spans: Any = self.spans
        if change.start < change.end:
            return spans[change.start][0], max(span[1] for span in spans[change.start : change.end])
        if change.start:
            at = max(span[1] for span in spans[: change.start])
            return at, at
        at = spans[0][0] if spans else len(self.source)
        return at, at

    def _merged(self, change: _Change, at: int) -> str:
        """Block by block, words by words; between the blocks the source as it is."""
        parts: list[str] = []
        spans: Any = self.spans
        for step in range(change.end - change.start):
            old, new = self.old[change.start + step], self.new[change.first + step]
            start, end = spans[change.start + step]
            if start < at:  # blocks of one piece of the source
                return self._written(self.new[change.first : change.last], False, False)
            parts.append(decoded(self.source[at:start]))
            source = decoded(self.source[start:end])
            if old.kind == new.kind:
                parts.append(self._list_merged(old, new, source) or self._words(old, new, source))
            else:
                parts.append(self.writer.block(new))
            at = end
        return "".join(parts)

    def _words(self, old: Block, new: Block, source: str) -> str:
        known = _links(old)
        base = self.writer.block(old, kept_links=known)
        return merge_words(base, self.writer.block(new, kept_links=known), source)

    def _list_merged(self, old: Block, new: Block, source: str) -> str:
        """Of a list of papers, what is the same is taken over entry by entry; "" for other blocks,
        and where the entries cannot be told from each other."""
        if old.kind != "paper_list":
            return ""
        entries, wanted = old.value["entries"], new.value["entries"]
        places = entry_places(source, entries)
        if not places or not wanted or _without_entries(old) != _without_entries(new):
            return ""
        known = dict(zip(_entry_keys(entries), places, strict=True))
        twins = {_name(entry): place for place, entry in enumerate(entries)}
        parts = []
        for key, entry in zip(_entry_keys(wanted), wanted, strict=True):
            twin = twins.get(_name(entry))
            if key in known:
                parts.append(source[slice(*known[key])])
            elif twin is not None:
                text = source[slice(*places[twin])]
                parts.append(self._words(_paper(entries[twin]), _paper(entry), text))
            else:
                parts.append(self._written([_paper(entry)], False, False))
        before = [source[slice(*place)] for place in places]
        if old.value["ranked"]:
            parts = renumbered(parts, before)
        return source[: places[0][0]] + joined_entries(parts, before)

    def _written(self, blocks: Sequence[Block], tags: bool, marked: bool) -> str:
        known = [links for block in self.old for links in _links(block)]
        moved = {} if tags or marked else self._sources()
        texts = [
            moved.get(key) or self.writer.block(block, tags=tags, marked=marked, kept_links=known)
            for key, block in zip(_keys(blocks), blocks, strict=True)
        ]
        return "\n\n".join(text for text in texts if text)


def _spaced(before: str, text: str, after: str, replaced: str) -> str:
    """A blank line where text is put beside text; where it takes the place of some, none is
    missing that was there."""
    if not text or replaced:
        return text
    lead = "" if not before or before.endswith("\n\n") else "\n" * (2 - before[-1:].count("\n"))
    if not before.strip():
        lead = ""
    tail = "" if not after.strip() or after.startswith("\n\n") else "\n\n"
    return f"{lead}{text}{tail}"


def _keys(blocks: Sequence[Block]) -> list[str]:
    return [json.dumps(item, sort_keys=True, ensure_ascii=False) for item in comparable(blocks)]


def _links(block: Block) -> list[Any]:
    if block.kind == "paper":
        return [block.value["links"]]
    if block.kind == "paper_list":
        return [entry["links"] for entry in block.value["entries"]]
    if block.kind == "bonus_section":
        inside = [Block(item["kind"], item["value"]) for item in block.value["blocks"]]
        return [links for item in inside for links in _links(item)]
    return []


def _paper(entry: Mapping[str, Any]) -> Block:
    return Block("paper", entry)


def _name(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry["title"], entry["url"]


def _entry_keys(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return _keys([_paper(entry) for entry in entries])


def _without_entries(block: Block) -> str:
    bare = {**block.value, "entries": [], "expected_count": None}
    return _keys([Block(block.kind, bare)])[0]


def _loose(blocks: Sequence[Block]) -> list[Any]:
    """Without what is derived from the commentary: an edit there may derive another thing. Two
    texts that stand below each other are read as one."""
    plain = json.loads(json.dumps(comparable(blocks), ensure_ascii=False))
    _drop_derived(plain)
    return with_joined_prose(plain)


def with_joined_prose(blocks: list[Any]) -> list[Any]:
    found: list[Any] = []
    for kind, value in blocks:
        if kind == "prose" and found and found[-1][0] == "prose":
            found[-1] = [kind, {"html": found[-1][1]["html"] + value["html"]}]
        else:
            found.append([kind, value])
    return found


def _drop_derived(value: Any) -> None:
    if isinstance(value, dict):
        if "commentary" in value:
            value.pop("links", None)
            value.pop("award", None)
        if "expected_count" in value:
            value.pop("expected_count")
        for item in value.values():
            _drop_derived(item)
    elif isinstance(value, list):
        for item in value:
            _drop_derived(item)
