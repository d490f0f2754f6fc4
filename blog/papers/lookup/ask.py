"""Identifier or title → records, from the cache or from the first source that knows.

cache → arXiv, Crossref or OpenReview → DataCite → the `citation_*` tags of the paper's page. What
an editor pastes or types comes after that, and is none of this module's business.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.core.addresses import host_of
from blog.core.errors import FetchError, RapporteurError
from blog.core.http import Answer
from blog.core.text import fold
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier, url_of
from blog.papers.lookup import cache
from blog.papers.lookup.configuration import Configuration, configuration
from blog.papers.lookup.models import LookupReply
from blog.papers.lookup.sentences import sentence
from blog.papers.lookup.sources import SOURCES, Source
from blog.papers.records import identifiers_of

_MOST = 500
_SHORTEST_WAIT = 0.3
# Asking again would change nothing.
_FINAL_CODES = ("unknown", "private", "port", "credentials", "scheme", "address", "pdf")


class TooManyLookups(RapporteurError):
    """A user who has asked as much as an hour allows."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record and who said it. `identifiers` begin with the one that was asked for."""

    item: CslItem
    identifiers: tuple[Identifier, ...]
    source: str
    at: dt.datetime

    @property
    def provenance(self) -> dict[str, dict[str, str]]:
        stamp = {"source": self.source, "at": self.at.isoformat(timespec="seconds")}
        return {field: stamp for field in self.item if field not in ("id", "type")}


@dataclass(frozen=True, slots=True)
class Failure:
    source: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, best first, and why each source that was asked before gave nothing."""

    found: tuple[Found, ...]
    failures: tuple[Failure, ...]


def look_up(
    identifier: Identifier, *, user: AbstractBaseUser | None = None, again: bool = False
) -> Outcome:
    """`again` passes by what is kept and asks the sources anew."""
    settings = configuration()
    asked = _Asking(settings, user, again)
    for source in SOURCES:
        address = source.address(settings.bases[source.name], identifier)
        if not address:
            continue
        read = _reader(source, identifier)
        items = asked.ask(source, identifier, address, read)
        if items:
            return Outcome((_found(source, identifier, items[0]),), tuple(asked.failures))
    return Outcome((), tuple(asked.failures))


def _reader(source: Source, identifier: Identifier) -> Callable[[Answer], list[CslItem]]:
    def read(answer: Answer) -> list[CslItem]:
        item = source.read(answer, identifier)
        return [item] if item.get("title") else []

    return read


def _found(source: Source, identifier: Identifier, item: CslItem) -> Found:
    reply = cache.known_reply(source.name, identifier)
    known = [identifier, *identifiers_of(item)]
    # A preprint's record names the DOI under which it appeared, which is an identifier of it too.
    return Found(
        item,
        tuple(dict.fromkeys(known)),
        _label(source, identifier),
        reply.asked_at if reply else timezone.now(),
    )


def find_by_title(
    title: str, *, user: AbstractBaseUser | None = None, again: bool = False
) -> Outcome:
    """Works of this title, or nearly; both arXiv and Crossref are asked."""
    settings = configuration()
    asked = _Asking(settings, user, again)
    question = Identifier("title", fold(title)[:_MOST])
    found = []
    for source in SOURCES:
        if not source.search or not source.read_found:
            continue
        address = source.search(settings.bases[source.name], title)
        for item in asked.ask(source, question, address, source.read_found):
            identifiers = tuple(identifiers_of(item))
            if identifiers and _is_about(title, item):
                found.append(Found(item, identifiers, source.label, timezone.now()))
    return Outcome(tuple(_each_once(found)), tuple(asked.failures))


def _is_about(title: str, item: CslItem) -> bool:
    """All words of the shorter title are in the longer one: sources answer with anything alike."""
    wanted, given = ({*fold(text).replace(":", " ").split()} for text in (title, item["title"]))
    return wanted <= given or given <= wanted


def _each_once(found: list[Found]) -> Iterator[Found]:
    seen: set[Identifier] = set()
    for one in found:
        if not seen & set(one.identifiers):
            yield one
        seen |= set(one.identifiers)


def _label(source: Source, identifier: Identifier) -> str:
    return source.label or host_of(url_of(identifier)) or url_of(identifier)


class _Asking:
    """One look-up: its clock, its user, and what went wrong on the way."""

    def __init__(self, settings: Configuration, user: AbstractBaseUser | None, again: bool) -> None:
        self.settings, self.user, self.again = settings, user, again
        self.failures: list[Failure] = []
        self.ends = time.monotonic() + settings.total_seconds
        self.is_counted = False

    def ask(
        self,
        source: Source,
        question: Identifier,
        address: str,
        read: Callable[[Answer], list[CslItem]],
    ) -> list[CslItem]:
        """The kept or the new items; [] after noting why there are none."""
        known = cache.known_reply(source.name, question)
        kept = known.items if known else []
        if known and not (self.again and kept):
            return kept or self._note_reply(_label(source, question), known)
        return self._ask_anew(source, question, address, read) or kept

    def _ask_anew(
        self,
        source: Source,
        question: Identifier,
        address: str,
        read: Callable[[Answer], list[CslItem]],
    ) -> list[CslItem]:
        label = _label(source, question)
        host = source.name if source.label else label[:255]
        pause = cache.active_pause(host)
        if pause:
            return self._note(label, pause.code, pause.status, pause.until)
        left = self.ends - time.monotonic()
        if left < _SHORTEST_WAIT:
            return self._note(label, "late")
        self._refuse_too_many()
        seconds = min(left, self.settings.source_seconds)
        paused_until = None
        try:
            answer = self.settings.client.fetch(address, accept=source.accept, seconds=seconds)
            reply = cache.keep_items(source.name, question, read(answer), self.user)
        except FetchError as error:
            paused_until = cache.keep_pause(host, error)
            reply = cache.keep_failure(source.name, question, error, self.user)
        return reply.items or self._note_reply(label, reply, paused_until)

    def _refuse_too_many(self) -> None:
        """Before the first request only: a look-up that began is brought to its end."""
        counted, self.is_counted = self.is_counted, True
        if (
            self.user
            and not counted
            and cache.asked_in_the_last_hour(self.user) >= self.settings.per_hour
        ):
            raise TooManyLookups(
                _("You have looked up %(count)d papers within an hour, as many as may be.")
                % {"count": self.settings.per_hour},
                mend=_("Wait a while, or fill in the fields by hand."),
            )

    def _note_reply(
        self, label: str, reply: LookupReply, paused_until: dt.datetime | None = None
    ) -> list[CslItem]:
        is_final = reply.code in _FINAL_CODES or reply.status in (404, 410)
        until = None if is_final else paused_until or reply.expires
        return self._note(label, reply.code, reply.status, until)

    def _note(
        self, label: str, code: str, status: int = 0, until: dt.datetime | None = None
    ) -> list[CslItem]:
        kind = "unknown" if status in (404, 410) else code
        self.failures.append(Failure(label, kind, sentence(label, code, status, until)))
        return []
