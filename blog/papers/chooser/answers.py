"""What to show for a pasted text: a paper that is stored, a record that was found, a form to fill."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.core.errors import RapporteurError
from blog.papers.chooser.forms import RecordForm, form_for
from blog.papers.csl import author_names, issued_text, venue
from blog.papers.identifiers import Identifier
from blog.papers.lookup.ask import Failure, Found, Outcome, find_by_title, look_up
from blog.papers.matching import match_paper
from blog.papers.models import Paper
from blog.papers.pasted import Piece
from blog.papers.records import identifiers_of
from blog.papers.similar import similar_papers

_slots = threading.BoundedSemaphore(settings.LOOKUPS_AT_ONCE)


class BusyError(RapporteurError):
    """All look-ups that this process may run at once are running."""


@contextmanager
def a_slot() -> Iterator[None]:
    """Not waited for: a thread that waits is one that readers miss."""
    if not _slots.acquire(blocking=False):
        raise BusyError(_("Others are looking papers up."), mend=_("Try again in a moment."))
    try:
        yield
    finally:
        _slots.release()


@dataclass
class Candidate:
    """One record that may become a paper, and the stored papers that may be it already."""

    form: RecordForm
    found: Found

    @property
    def title(self) -> str:
        return str(self.found.item["title"])

    @property
    def details(self) -> str:
        item = self.found.item
        names = author_names(item)
        authors = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        return " · ".join(part for part in (authors, venue(item), issued_text(item)[:4]) if part)

    @property
    def is_old(self) -> bool:
        return (timezone.now() - self.found.at).days >= 1

    @cached_property
    def similar(self) -> list[Paper]:
        return similar_papers(self.found.item)


@dataclass
class Reply:
    """`known` is stored already; else `candidates` were found; else `form` waits to be filled."""

    text: str
    known: Paper | None = None
    candidates: list[Candidate] = field(default_factory=list)
    form: RecordForm | None = None
    failures: tuple[Failure, ...] = ()
    problem: RapporteurError | None = None


def known_or_read(piece: Piece, *, prefix: str | None = None) -> Reply | None:
    """The answer that needs nobody's help; None when a source has to be asked."""
    problem = piece.problem or _broken_doi(piece)
    if problem:
        return Reply(piece.text, problem=problem, form=form_for({}, (), {}, prefix=prefix))
    known = match_paper({"title": ""}, piece.identifiers) if piece.identifiers else None
    if known:
        return Reply(piece.text, known=known)
    if piece.item:
        found = Found(piece.item, piece.identifiers, _("the pasted record"), timezone.now())
        return Reply(piece.text, candidates=[_candidate(found, prefix)])
    return None


def _broken_doi(piece: Piece) -> RapporteurError | None:
    """What begins as a DOI and is none is no title to search for either."""
    if not (piece.is_title and re.match(r"(?:doi:\s*)?10\.\d{4,9}/", piece.text, re.IGNORECASE)):
        return None
    message = _("“%(text)s” is no identifier that we know. Write a link, a DOI or arXiv:…")
    return RapporteurError(message % {"text": piece.text[:100]})


def ask_sources(
    piece: Piece, user: Any, *, again: bool = False, prefix: str | None = None
) -> Reply:
    with a_slot():
        if piece.is_title:
            outcome = find_by_title(piece.text, user=user, again=again)
        else:
            outcome = look_up(piece.identifiers[0], user=user, again=again)
    return _reply(piece, outcome, prefix)


def _reply(piece: Piece, outcome: Outcome, prefix: str | None) -> Reply:
    for found in outcome.found:
        # What was asked for by its DOI may be stored under its arXiv number.
        known = match_paper(found.item, found.identifiers)
        if known:
            return Reply(piece.text, known=known, failures=outcome.failures)
    candidates = [_candidate(found, prefix) for found in outcome.found]
    form = None if candidates else by_hand(piece, prefix=prefix)
    return Reply(piece.text, candidates=candidates, form=form, failures=outcome.failures)


def _candidate(found: Found, prefix: str | None) -> Candidate:
    form = form_for(found.item, found.identifiers, found.provenance, prefix=prefix)
    return Candidate(form, found)


def by_hand(piece: Piece, *, prefix: str | None = None) -> RecordForm:
    """An empty form, with what the pasted text says already."""
    item = {"title": piece.text, "type": "paper-conference"} if piece.is_title else {}
    form = form_for(item, piece.identifiers, {}, prefix=prefix)
    form.initial["record"] = ""
    return form


def reply_with(found_item: dict[str, Any], provenance: dict[str, Any]) -> Reply:
    """The record of a candidate that the editor took."""
    stamp: dict[str, str] = next(iter(provenance.values()), {})
    identifiers: tuple[Identifier, ...] = tuple(identifiers_of(found_item))
    found = Found(found_item, identifiers, stamp.get("source", ""), timezone.now())
    form = form_for(found_item, identifiers, provenance)
    return Reply("", candidates=[Candidate(form, found)])
