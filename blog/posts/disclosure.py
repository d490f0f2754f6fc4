"""Does somebody who writes about a paper stand among its authors? Then readers should be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.authors.bylines import Credit, format_byline
from blog.papers.author_names import same_name
from blog.papers.names import parse_name


def writers_among_authors(item: Mapping[str, Any], credits: Iterable[Credit]) -> list[Credit]:
    """Those of the credits who are authors of the work `item`, by ORCID iD, else by name."""
    names = item.get("author") or []
    return [credit for credit in credits if any(is_same(credit, name) for name in names)]


def is_same(credit: Credit, name: Mapping[str, str]) -> bool:
    """Two ORCID iDs decide. Otherwise the names do, with initials and without particles."""
    if credit.orcid and name.get("ORCID"):
        return credit.orcid == name["ORCID"]
    own = credit.csl_name
    if own.get("literal") and not credit.organisation:
        own = parse_name(credit.name)
    return same_name(own, name)


def proposed_disclosure(writers: Sequence[Credit], contributor: Credit | None) -> str:
    """What the entry could say, in the language that is spoken; "" when there is nothing to say."""
    if not writers:
        return ""
    if contributor and [writer.name for writer in writers] == [contributor.name]:
        return _("I am a co-author of this paper.")
    return ngettext(
        "%(names)s is a co-author of this paper.",
        "%(names)s are co-authors of this paper.",
        len(writers),
    ) % {"names": format_byline(writers)}
