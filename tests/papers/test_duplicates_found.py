"""Which stored papers are perhaps one, and how soon that is known."""

import random
import time

import pytest
from django.urls import reverse

from blog.papers.duplicates import likely_duplicates
from blog.papers.models import Paper, PaperIdentifier
from blog.papers.why_alike import why_alike
from tests.factories import make_paper

pytestmark = pytest.mark.django_db


def named(pairs):
    return [(one.title, other.title) for one, other in pairs]


def test_spellings_at_either_end_and_in_the_middle_are_found_and_parts_of_a_series_are_not():
    titles = [
        "Modelling harmony in polyphonic vocal music",
        "Modeling harmony in polyphonic vocal music",
        "A Colour Study for Many Hands and Voices",
        "A Color Study for Many Hands and Voices!",
        "Listening Together across Distances: Part 1",
        "Listening Together across Distances: Part 2",
        "Genie",
        "Genies",
        "RTFS-Net: Recurrent Modelling",
        "RTFS Net – Recurrent Modeling",
        "Something else entirely",
    ]
    for title in titles:
        make_paper(title)

    assert named(likely_duplicates()) == [
        (titles[0], titles[1]), (titles[2], titles[3]), (titles[8], titles[9])]  # fmt: skip


PREPRINT = {"type": "article", "container-title": ""}
LONG_AGO = {"issued": {"date-parts": [[2009]]}}
BY_OTHERS = {"author": [{"given": "Carla", "family": "Folio"}]}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            ("Choirs That Have Never Met, Heard Together", PREPRINT),
            ("Hearing Choirs That Never Met", {}),
            [
                "The titles share these words: choirs, that, never.",
                "One is a preprint, the other has been published.",
                "The authors are the same.",
            ],
        ),
        (
            ("Deep Listening", {}),
            ("Deep Listening (Extended Abstract)", {}),
            [
                "The titles are the same but for signs and accents.",
                "One title says which version of the paper it is.",
                "The authors are the same.",
            ],
        ),
        (
            ("Extended Abstract: Deep Listening", {}),
            ("Deep Listening", LONG_AGO),
            [
                "The titles are the same but for signs and accents.",
                "One title says which version of the paper it is.",
                "The authors are the same.",
            ],
        ),
        (
            ("LUTE", {}),
            ("LUTE: A Loud and Useful Tone Engine", {}),
            ["One title is the other without what follows its colon.", "The authors are the same."],
        ),
        (
            ("Deep Listening", {}),
            ("Deep Listening", LONG_AGO),
            ["The titles are the same but for signs and accents.", "The authors are the same."],
        ),
        (
            ("Deep Listening", {}),
            ("Deep Listening", {"author": [], **PREPRINT}),
            [
                "The titles are the same but for signs and accents.",
                "One is a preprint, the other has been published.",
            ],
        ),
        (("Deep Listening", {}), ("Deep Listening", BY_OTHERS), None),
        (("Deep Listening", {}), ("Deep Listening", {"author": [], **LONG_AGO}), None),
        (("LUTE", {}), ("LUTE: A Loud and Useful Tone Engine", BY_OTHERS), None),
        # Both published: two papers of one group about one subject.
        (
            ("Choirs That Have Never Met, Heard Together", {}),
            ("Hearing Choirs That Never Met", {}),
            None,
        ),
        (
            ("Choirs, Part 1: That Have Never Met", PREPRINT),
            ("Choirs, Part 2: That Have Never Met", {}),
            None,
        ),
    ],
)
def test_authors_and_years_are_asked_as_well_as_titles(one, other, reasons):
    for title, record in (one, other):
        make_paper(title, **record)

    pairs = likely_duplicates()

    assert [why_alike(*pair) for pair in pairs] == ([] if reasons is None else [reasons])


@pytest.mark.parametrize(
    ("one", "other", "record", "said"),
    [
        (("arxiv", "2401.99001"), ("doi", "10.48550/arxiv.2401.99001"), {}, "arXiv 2401.99001"),
        (("acl", "2023.acl-long.1"), ("doi", "10.18653/v1/2023.acl-long.1"), {},
         "ACL 2023.acl-long.1"),
        (("doi", "10.1145/3383313.3412217"), ("arxiv", "2009.99001"),
         {"DOI": "10.1145/3383313.3412217"}, "DOI 10.1145/3383313.3412217"),
    ],
)  # fmt: skip
def test_two_titles_with_one_identifier_are_found(admin_client, one, other, record, said):
    first, second = make_paper("Deep Listening"), make_paper("What We Hear", issued={}, **record)
    for paper, (scheme, value) in ((first, one), (second, other)):
        paper.identifiers.all().delete()
        PaperIdentifier.objects.create(paper=paper, scheme=scheme, value=value)

    assert named(likely_duplicates()) == [("Deep Listening", "What We Hear")]
    page = admin_client.get(reverse("paper_duplicates")).content.decode()
    assert f"Both have {said}." in page


def test_five_thousand_papers_are_compared_in_under_a_second():
    """Against the clock of this process, because others share the machine."""
    chance = random.Random(5)
    words = [
        "".join(chance.choices("abcdeilmnorstu", k=chance.randint(3, 10))) for _ in range(4000)
    ]
    weights = [1 / (rank + 5) for rank in range(4000)]
    titles = [
        " ".join(chance.choices(words, weights, k=chance.randint(4, 12))) for _ in range(4980)
    ]
    titles += [f"{title}s" for title in titles[:20]]
    Paper.objects.bulk_create(
        Paper(title=title, slug=f"p{at}", citation_key=f"k{at}", issued_year=2020 + at % 3,
              csl={"type": "article", "title": title})
        for at, title in enumerate(titles)
    )  # fmt: skip

    began = time.process_time()
    found = named(likely_duplicates())
    taken = time.process_time() - began

    assert found == [(title, f"{title}s") for title in titles[:20]]
    assert taken < 1, f"{taken:.2f} s"
