"""Posts that are one text in several languages at their source are tied as such here."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from blog.posts.models import PostPage
from blog.posts.translations import tie_stored
from blog.transfer.models import ImportRecord, ImportSource


def tie_translations(groups: Iterable[Iterable[str]], new: set[str], origin: ImportSource) -> None:
    """`groups` are paths of files, `new` those that have just become pages: what an editor untied
    stays untied. Two posts in one language are no translations of each other."""
    for paths in groups:
        known = set(paths)
        if known & new:
            _tie(known, origin)


@transaction.atomic
def _tie(paths: set[str], origin: ImportSource) -> None:
    pages = ImportRecord.objects.filter(origin=origin, path__in=paths).values("page")
    first, *others = [
        *PostPage.objects.filter(pk__in=pages).order_by("translation_group", "pk")
    ] or [None]
    seen = {first.language} if first else set()
    for post in others:
        if post.translation_group is None and post.language not in seen:
            tie_stored(post, first)
        seen.add(post.language)
