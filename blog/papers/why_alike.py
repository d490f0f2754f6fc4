"""What speaks for two records being one paper, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from blog.papers.author_names import same_name
from blog.papers.csl import effective_type
from blog.papers.duplicates import shared_identifiers
from blog.papers.models import Paper
from blog.papers.schemes import label_of
from blog.papers.similar import are_alike, plain_words


def why_alike(one: Paper, other: Paper) -> list[str]:
    """Empty when nothing does; an identifier that both have comes first."""
    reasons = [
        _("Both have %(identifier)s.") % {"identifier": f"{label_of(shared)} {shared.value}"}
        for shared in sorted(shared_identifiers(one, other), key=str)[:1]
    ]
    titles = plain_words(one.title), plain_words(other.title)
    if titles[0] == titles[1]:
        reasons.append(_("The titles are the same but for signs and accents."))
    elif are_alike(*titles):
        words = [
            " ".join(w for w in a.split() if w not in b.split()) for a, b in (titles, titles[::-1])
        ]
        reasons.append(
            _("The titles differ in a word or a spelling: %(one)s / %(other)s.")
            % {"one": words[0] or "–", "other": words[1] or "–"}
        )
    kinds = [effective_type(paper.csl) == "article" for paper in (one, other)]
    if kinds[0] != kinds[1]:
        reasons.append(_("One is a preprint, the other has been published."))
    names = [paper.csl.get("author") or [{}] for paper in (one, other)]
    if same_name(names[0][0], names[1][0]):
        reasons.append(_("The first author is the same."))
    return reasons
