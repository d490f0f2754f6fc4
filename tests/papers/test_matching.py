"""Papers found or made, one by one and many at once."""

import random

import pytest
from django.db import transaction
from wagtail.search.backends import get_search_backend

from blog.papers.identifiers import Identifier
from blog.papers.matching import Work, find_or_create_paper, find_or_create_papers
from blog.papers.models import Paper, PaperAuthor
from blog.posts.mentions import rebuild_mentions
from blog.search.models import SearchEntry
from config.settings import base
from tests.factories import make_paper, make_post, prose

pytestmark = pytest.mark.django_db

TITLES = ["Harbour Signals", "harbour signals", "Harbour", "Café Chorus", "Lantern", "  "]
IDENTIFIERS = [Identifier("arxiv", f"2401.0000{at}") for at in range(4)] + [
    Identifier("doi", "10.1000/a"),
    Identifier("doi", "2401.00001"),
]


def some_works(seed: int) -> list[Work]:
    source = random.Random(seed)
    return [
        Work(
            {
                "type": "article",
                "title": source.choice(TITLES),
                "author": [{"family": source.choice(["Quill", "Verso"]), "given": "Ada"}],
            },
            tuple(source.choices(IDENTIFIERS, k=source.choice([0, 0, 1, 1, 2, 3]))),
            {"record": f"file {at}"},
        )
        for at in range(source.randint(1, 9))
    ]


def library() -> list[tuple]:
    """Everything that is stored of papers, but for the numbers of rows."""
    return [
        (
            paper.title,
            paper.slug,
            paper.citation_key,
            paper.csl,
            paper.provenance,
            [(row.scheme, row.value, row.sort_order) for row in paper.identifiers.order_by("pk")],
            sorted(PaperAuthor.objects.filter(paper=paper).values_list("family", "given")),
        )
        for paper in Paper.objects.order_by("pk")
    ]


@pytest.mark.parametrize("seed", range(100))
def test_many_at_once_are_stored_as_one_by_one(seed):
    make_paper("Harbour Signals")
    make_paper("Lantern", arxiv="2401.00002")
    works = some_works(seed)

    with transaction.atomic():
        singly = [
            find_or_create_paper(work.item, work.identifiers, provenance=work.provenance["record"])
            for work in works
        ]
        order = {paper.pk: at for at, paper in enumerate(Paper.objects.order_by("pk"))}
        meant, wanted = [(order[paper.pk], new) for paper, new in singly], library()
        transaction.set_rollback(True)
    together = find_or_create_papers(works)

    order = {paper.pk: at for at, paper in enumerate(Paper.objects.order_by("pk"))}
    assert [(order[paper.pk], new) for paper, new in together] == meant
    assert library() == wanted


def test_forty_cost_as_many_queries_as_four(settings, django_assert_max_num_queries):
    settings.TASKS = base.TASKS  # the worker's part is not counted
    works = [
        Work({"type": "article", "title": f"Title {at}"}, (Identifier("arxiv", f"2402.{at:05}"),))
        for at in range(44)
    ]

    with django_assert_max_num_queries(12):
        find_or_create_papers(works[:4])
    with django_assert_max_num_queries(12):
        find_or_create_papers(works[4:])


def test_what_is_stored_is_found_by_editors_and_by_readers(
    publication, django_capture_on_commit_callbacks
):
    works = [Work({"type": "article", "title": title}) for title in ("Zebra one", "Zebra two")]

    with django_capture_on_commit_callbacks(execute=True):
        stored = [paper for paper, _new in find_or_create_papers(works)]

    assert set(get_search_backend().search("zebra", Paper)) == set(stored)
    found = SearchEntry.objects.filter(kind="paper", title__startswith="Zebra")
    assert found.count() == 2


def test_posts_that_link_to_what_is_stored_mention_it(publication):
    link = '<p>As <a href="https://arxiv.org/abs/2401.00001">they showed</a>.</p>'
    post = make_post(publication, body=[prose(link)])
    rebuild_mentions(post)
    assert not post.mentions.exists()

    find_or_create_papers([Work({"type": "article", "title": "Shown"}, (IDENTIFIERS[1],))])

    assert [mention.paper.title for mention in post.mentions.all()] == ["Shown"]
