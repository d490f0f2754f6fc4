"""What a search shows, beside the rules spelt out entry by entry over libraries made at random."""

import datetime as dt
import math
import random
from collections import Counter

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from blog.core.terms import forms_of, stemmed_language, term_of
from blog.posts.models import Byline, PaperMention, PostPage
from blog.search.models import SearchEntry, SearchTerm
from blog.search.query import parse_query
from tests.factories import make_author, make_event, make_paper, make_post, paper_list, prose

pytestmark = pytest.mark.django_db
WORDS = [
    "harbour", "harbours", "listening", "listen", "Wellen", "Welle", "modèle", "modeles", "café",
    "sound", "sounds", "deep", "light", "lights", "音楽", "情報", "x1", "of", "the", "ICLR",
]  # fmt: skip
RARE = ["zebra", "quartz", "Øresund", "naïveté", "2401.00007"]
LANGUAGES = ["en", "en", "de", "fr", "ja"]
KINDS = ["post", "paper", "author"]


def text(source, count):
    words = source.choices(WORDS, k=count)
    return " ".join([*words, source.choice(RARE)] if source.random() < 0.3 else words)


@pytest.fixture(params=[1, 2, 3])
def source(request, publication):
    """A library with drafts, private, expired and withdrawn posts, and what only those name."""
    source = random.Random(request.param)
    authors = [make_author(f"{text(source, 1).title()} Author {at}") for at in range(6)]
    events = [make_event(name, year) for name in ("ICLR", "Sound") for year in (2023, 2024)]
    papers = [
        make_paper(
            f"{text(source, 3)} paper {at}",
            abstract=text(source, 12),
            issued={"date-parts": [[2020 + at % 4]]},
            **{"container-title": f"Venue {at % 3}"},
        )
        for at in range(30)
    ]
    for at in range(24):
        post = make_post(
            title=f"{text(source, 2)} report {at}",
            language=source.choice(LANGUAGES),
            date=dt.datetime(2023, 5, 1, tzinfo=dt.UTC) + dt.timedelta(days=40 * (at // 2)),
            authors=source.sample(authors[:5], source.randint(0, 2)),
            categories=source.sample(["Audio", "Deep", "Light"], source.randint(0, 2)),
            event=source.choice([None, *events]),
            body=[
                prose(f"<p>{text(source, 20)}</p>"),
                paper_list(
                    source.sample(papers[:26], 3),
                    contributor=source.choice([None, *(author.pk for author in authors)]),
                ),
            ],
            live=at % 8 != 0,
        )
        hide(post, at)
    call_command("rebuild_search", verbosity=0)
    return source


def hide(post, number):
    if number % 8 == 1:
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    elif number % 8 == 2:
        PostPage.objects.filter(pk=post.pk).update(expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    elif number % 8 == 3:
        post.unpublish()


class Reference:
    """Every entry with its terms, read plainly."""

    def __init__(self):
        self.public = {post.pk: post for post in PostPage.objects.public()}
        self.entries = list(SearchEntry.objects.order_by("pk"))
        self.terms = {entry.pk: {} for entry in self.entries}
        for row in SearchTerm.objects.all():
            self.terms[row.entry_id][row.term] = row.weight
        self.shown = [entry for entry in self.entries if self.is_shown(entry)]

    def discussing(self, paper):
        rows = PaperMention.objects.filter(paper=paper, post__in=self.public)
        return set(rows.values_list("post", flat=True))

    def is_shown(self, entry):
        if entry.kind == "post":
            return entry.object_id in self.public
        if entry.kind == "paper":
            return bool(self.discussing(entry.object_id))
        by = Byline.objects.filter(author=entry.object_id, page__in=self.public)
        of = PaperMention.objects.filter(contributor=entry.object_id, post__in=self.public)
        return by.exists() or of.exists()

    def weight(self, entry, word, *, begins=False):
        language, own = stemmed_language(entry.language), self.terms[entry.pk]
        wanted = {form.term for form in forms_of(word) if form.language == language}
        found = [own[term] for term in wanted & own.keys()]
        if begins:
            typed = term_of(word, "")
            shorter = [typed[:-cut] for cut in range(1, 5) if len(typed) - cut > 3]
            found += [own[term] for term in own if term.startswith(typed) or term in shorter]
        return max(found, default=0.0)

    def find(self, typed, among=None):
        """(loose, unknown, entries best first)."""
        query = parse_query(typed)
        among = self.shown if among is None else among
        words = [(chunk, word) for chunk in query.chunks for word in chunk.words]
        if not words:
            return False, [], []
        begins = set()
        everywhere = [e for e in among if all(self.weight(e, word) for _c, word in words)]
        last = len(words) - 1
        if (
            not everywhere
            and len(words[last][1]) >= 3
            and not any(self.weight(e, words[last][1]) for e in among)
        ):
            begins = {last}
        weights = {
            e.pk: [self.weight(e, word, begins=at in begins) for at, (_c, word) in enumerate(words)]
            for e in self.entries
        }
        everywhere = [e for e in among if all(weights[e.pk])]
        loose = not everywhere and not any(chunk.quoted for chunk in query.chunks)
        found = [e for e in among if any(weights[e.pk])] if loose else everywhere
        if not loose:
            found = [e for e in found if all(has_phrase(e, chunk) for chunk in query.chunks)]
        sizes = [self.size(word, at, weights, len(words)) for at, (_c, word) in enumerate(words)]
        unknown = [
            chunk.text
            for at, (chunk, _w) in enumerate(words)
            if not any(weights[e.pk][at] for e in among)
        ]

        def rank(entry):
            own = weights[entry.pk]
            score = 0.0
            for weight, size in zip(own, sizes, strict=True):
                score += weight / math.log2(2 + size)
            matched = sum(map(bool, own)) if loose else 0
            return (
                min(own) < 10,
                -round(score + 1000 * matched, 6),
                KINDS.index(entry.kind),
                -entry.date.timestamp() if entry.date else math.inf,
                entry.object_id,
            )

        return loose, list(dict.fromkeys(unknown)), sorted(found, key=rank)

    def size(self, word, at, weights, count):
        terms = {form.term for form in forms_of(word)}
        rows = sum(len(terms & own.keys()) for own in self.terms.values())
        return (rows if count > 1 else 0) or sum(1 for own in weights.values() if own[at])

    def keys(self, entry, name):
        if name == "kind":
            return {
                entry.kind: {"post": "Reports", "paper": "Papers", "author": "Authors"}[entry.kind]
            }
        if name == "year":
            return {str(entry.year): str(entry.year)} if entry.year else {}
        if name == "language":
            return {entry.language: None} if entry.kind == "post" else {}
        if name == "event" and entry.kind == "paper":
            events = {self.public[pk].event for pk in self.discussing(entry.object_id)} - {None}
            return {f"{event.series.slug}-{event.year}": str(event) for event in events}
        return dict(entry.facets.get(name, ()))

    def narrow(self, entries, chosen):
        return [
            e
            for e in entries
            if all(self.keys(e, name).keys() & keys for name, keys in chosen.items())
        ]


def has_phrase(entry, chunk):
    columns = (entry.title_terms, entry.label_terms, entry.body_terms)
    return not chunk.phrases or any(
        phrase in column for phrase in chunk.phrases for column in columns
    )


def queries(source, count):
    for _number in range(count):
        words = source.choices(
            [*WORDS, *RARE, "nowhere", "paper", "report", "author"],
            k=source.choice([1, 1, 2, 2, 3, 5]),
        )
        if source.random() < 0.2:
            words[-1] = words[-1][: source.randint(2, 5)]
        typed = " ".join(words)
        if source.random() < 0.2:
            typed = f'"{typed}"'
        elif source.random() < 0.1:
            typed = typed.replace(" ", "-")
        yield typed.upper() if source.random() < 0.1 else typed


def chosen(source):
    offered = {
        "kind": KINDS, "year": ["2021", "2023", "2024"], "language": ["en", "de"],
        "event": ["iclr-2024", "sound-2023"], "category": ["deep"], "author": ["nobody"],
    }  # fmt: skip
    names = source.sample(sorted(offered), source.choice([0, 0, 1, 2]))
    return {
        name: set(source.sample(offered[name], source.randint(1, len(offered[name]))))
        for name in names
    }


def test_a_search_shows_what_the_rules_say(client, source):
    reference = Reference()

    for typed in queries(source, 120):
        asked = chosen(source)
        by_date = source.random() < 0.3
        parameters = {"q": typed} | {name: sorted(keys) for name, keys in asked.items()}
        loose, unknown, hits = reference.find(typed)
        known = {
            name: {key for e in hits for key in reference.keys(e, name)} & keys
            for name, keys in asked.items()
        }
        applied = {name: keys for name, keys in known.items() if keys}
        left = reference.narrow(hits, applied)
        if by_date:
            left.sort(key=lambda e: -e.date.timestamp() if e.date else math.inf)
        pages = max(1, math.ceil(len(left) / 10))
        page = source.randint(1, pages)

        path = f"/search/page/{page}/" if page > 1 else "/search/"
        answer = client.get(path, parameters | ({"sort": "date"} if by_date else {}))

        context, where = answer.context, (typed, asked, by_date, page)
        shown = [(hit.kind, hit.pk) for hit in context["page_of_results"]]
        expected = [(e.kind, e.pk) for e in left[10 * page - 10 : 10 * page]]
        assert (shown, where) == (expected, where)
        assert (context["count"], where) == (len(left), where)
        found = context["found"]
        assert (found.loose, list(found.unknown), where) == (loose, unknown, where)
        counts = {
            facet.name: {(value.key, value.count) for value in facet.values}
            for facet in context["facets"]
        }
        for name, own in counts.items():
            others = {other: keys for other, keys in applied.items() if other != name}
            told = Counter(
                key for e in reference.narrow(hits, others) for key in reference.keys(e, name)
            )
            assert (name, own, where) == (name, own & set(told.items()), where)
            assert len(own) == min(len(told), 8)


def test_a_list_of_papers_shows_what_the_rules_say(client, source):
    reference = Reference()
    papers = {e.object_id: e for e in reference.shown if e.kind == "paper"}
    last = {
        pk: max(reference.public[post].date for post in reference.discussing(pk)) for pk in papers
    }

    for typed in queries(source, 60):
        venue, year = source.choice(["", "", "Venue 1"]), source.choice(["", "", "2021"])
        among = [
            e for e in papers.values()
            if venue in ("", e.facets["venue"][0][1]) and year in ("", str(e.year))
        ]  # fmt: skip
        loose, _unknown, hits = reference.find(typed, among)
        expected = [] if loose else hits
        expected.sort(key=lambda e: (-last[e.object_id].timestamp(), e.title, e.object_id))

        page = client.get("/papers/", {"q": typed, "venue": venue, "year": year}).context[
            "page_of_papers"
        ]

        assert (typed, page.paginator.count) == (typed, len(expected))
        assert [paper.title for paper in page] == [e.title for e in expected[:30]]
