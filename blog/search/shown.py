"""Which entries a stranger may be shown below a page: what the public lists say at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from blog.authors.models import Author
from blog.papers.models import Event
from blog.posts.models import Byline, PaperMention
from blog.search.catalogue import Catalogue, catalogue
from blog.search.entries import NO_ENTRIES, Entries, Labelled, entries
from blog.search.places import bits_of, places_in
from blog.site.public import public_posts

# Hardly ever do more sites share a database.
_MOST_SITES = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """`bits` are public posts, and the papers that they discuss; `post_counts` how many discuss a
    paper, by its place; `at_event` the papers that posts from an event discuss."""

    index: Entries
    known: Catalogue
    root: str
    bits: int
    post_counts: Mapping[int, int]
    at_event: Mapping[int, int]

    def of(self, bits: int) -> int:
        """Those that may be shown; by one query when there are authors among them."""
        authors = bits & self.index.of_kind["author"]
        return bits & self.bits | (self._credited(authors) if authors else 0)

    def _credited(self, bits: int) -> int:
        """Asked each time: a byline may change where neither index nor list of papers does."""
        posts = public_posts().filter(path__startswith=self.root).values("pk")
        credited = Byline.objects.filter(author=OuterRef("pk"), page__in=posts)
        contributed = PaperMention.objects.filter(contributor=OuterRef("pk"), post__in=posts)
        asked = [self.index.object_ids[place] for place in places_in(bits)]
        authors = Author.objects.filter(Exists(credited) | Exists(contributed), pk__in=asked)
        return self.index.bits_of("author", authors.values_list("pk", flat=True))

    def facets_of(self, bits: int) -> Mapping[str, Labelled]:
        """What these can be narrowed by; by one query when there are papers among them."""
        if not bits & self.index.of_kind["paper"] or not self.at_event:
            return self.index.facets
        events = {key: dict(own) for key, own in self.index.facets.get("event", {}).items()}
        rows = Event.objects.filter(pk__in=self.at_event).values_list(
            "pk", "series__slug", "series__acronym", "year"
        )
        for pk, slug, acronym, year in rows:
            own = events.setdefault(f"{slug}-{year}", {})
            label = f"{acronym} {year}"
            own[label] = own.get(label, 0) | self.at_event[pk]
        return {**self.index.facets, "event": events}


EMPTY = Shown(NO_ENTRIES, Catalogue(), "", 0, {}, {})
# Of one state of index and catalogue: what is left of a former one would hold all of it in memory.
_kept: tuple[Entries, Catalogue, dict[str, Shown]] = (NO_ENTRIES, EMPTY.known, {})


def shown_below(root: str) -> Shown:
    """Of the site below the page whose path is `root`. Made anew when its parts are."""
    global _kept
    index, known = entries(), catalogue()
    kept = _kept
    if kept[0] is not index or kept[1] is not known or len(kept[2]) > _MOST_SITES:
        kept = (index, known, {})
        _kept = kept
    if root not in kept[2]:
        kept[2][root] = _read(index, known, root)
    return kept[2][root]


def _read(index: Entries, known: Catalogue, root: str) -> Shown:
    posts = known.posts_below(root)
    counts: dict[int, int] = {}
    at_event: dict[int, list[int]] = defaultdict(list)
    for paper, place in index.place_of_object["paper"].items():
        own = [post for post in known.discussed_in.get(paper, ()) if post in posts]
        if own:
            counts[place] = len(own)
            for event in {known.posts[post].event for post in own} - {None}:
                at_event[event].append(place)
    return Shown(
        index=index,
        known=known,
        root=root,
        bits=index.bits_of("post", posts) | bits_of(counts, len(index)),
        post_counts=counts,
        at_event={event: bits_of(own, len(index)) for event, own in at_event.items()},
    )
