"""What speaks for two records being one paper, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from blog.papers.author_names import same_name
from blog.papers.csl import effective_type
from blog.papers.duplicates import shared_identifiers
from blog.papers.likeness import (
    Description,
    are_alike,
    describe,
    is_renamed,
    is_short_form,
    names_version,
)
from blog.papers.models import Paper
from blog.papers.schemes import label_of


def why_alike(one: Paper, other: Paper) -> list[str]:
    """Empty when nothing does; an identifier that both have comes first."""
    reasons = [
        _("Both have %(identifier)s.") % {"identifier": f"{label_of(shared)} {shared.value}"}
        for shared in sorted(shared_identifiers(one, other), key=str)[:1]
    ]
    described = describe(one.csl), describe(other.csl)
    reasons += _about_titles(*described)
    if names_version(one.title) != names_version(other.title):
        reasons.append(_("One title says which version of the paper it is."))
    kinds = [effective_type(paper.csl) == "article" for paper in (one, other)]
    if kinds[0] != kinds[1]:
        reasons.append(_("One is a preprint, the other has been published."))
    if described[0].authors and described[0].authors == described[1].authors:
        return [*reasons, _("The authors are the same.")]
    names = [paper.csl.get("author") or [{}] for paper in (one, other)]
    if same_name(names[0][0], names[1][0]):
        reasons.append(_("The first author is the same."))
    return reasons


def _about_titles(one: Description, other: Description) -> Iterator[str]:
    titles = one.title, other.title
    if titles[0] == titles[1]:
        yield _("The titles are the same but for signs and accents.")
    elif are_alike(*titles):
        words = [
            " ".join(w for w in a.split() if w not in b.split()) for a, b in (titles, titles[::-1])
        ]
        differing = {"one": words[0] or "–", "other": words[1] or "–"}
        yield _("The titles differ in a word or a spelling: %(one)s / %(other)s.") % differing
    elif is_short_form(one, other):
        yield _("One title is the other without what follows its colon.")
    elif is_renamed(one, other):
        shared = [word for word in titles[0].split() if word in other.words and len(word) > 3]
        yield _("The titles share these words: %(words)s.") % {"words": ", ".join(shared)}
