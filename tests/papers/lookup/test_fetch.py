"""`papers fetch` fills what stored papers lack and overwrites nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from blog.papers.lookup import fetch
from blog.papers.models import Paper
from tests.factories import make_paper
from tests.outside import error, sample

pytestmark = pytest.mark.django_db
TITLE = "Listening in Tongues: Attention for Polyphonic Transcription of naïve Choirs"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(fetch, "PAUSE_SECONDS", 0)


@pytest.fixture
def bare(outside):
    """A paper of which only title and number are known."""
    outside.on("/arxiv/", sample("arxiv.xml"))
    paper = make_paper("Our title", arxiv="2402.98765", author=[], issued={})
    paper.venue = "ICML 2024"
    paper.save()
    return paper


def run(*arguments):
    out = io.StringIO()
    call_command("papers", "fetch", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_what_a_paper_lacks_is_filled_and_what_was_written_stays(bare):
    said = run("--missing")

    paper = Paper.objects.get(pk=bare.pk)
    assert (paper.title, paper.venue) == ("Our title", "ICML 2024")
    assert (paper.authors_text, paper.issued) == (
        "Ada Quill, Bruno de la Verso, Plato",
        "2024-02-29",
    )
    assert paper.csl["author"][1]["non-dropping-particle"] == "de la"
    assert paper.abstract.startswith("We listen to choirs")
    assert {paper.provenance[name]["source"] for name in ("author", "issued", "abstract")} == {
        "arXiv"
    }
    assert said == (
        "our-title: abstract, author, issued from arXiv\n"
        "1 filled, 0 complete, 0 unknown, 0 failed\n"
    )


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_title_that_a_link_gave_is_put_right_and_what_an_editor_wrote_is_not(bare, is_edited):
    bare.provenance = {"title": {"source": "link", "said": "Our title"}}
    bare.title = "The editor's title" if is_edited else "Our title"
    bare.save()

    said = run("--missing")

    paper = Paper.objects.get(pk=bare.pk)
    assert paper.title == paper.csl["title"] == ("The editor's title" if is_edited else TITLE)
    assert said.startswith(f"our-title: abstract, author, issued{'' if is_edited else ', title'} ")
    assert "1 complete" in run(paper.slug)


def test_a_dry_run_says_the_same_and_stores_nothing(bare):
    said = run("--dry-run", "--json")

    assert json.loads(said) == {
        "papers": [{"slug": "our-title", "title": "Our title", "outcome": "filled",
                    "filled": ["abstract", "author", "issued"], "source": "arXiv", "problems": []}],
        "totals": {"filled": 1, "complete": 0, "unknown": 0, "failed": 0},
    }  # fmt: skip
    assert Paper.objects.get(pk=bare.pk).authors_text == ""


def test_only_what_lacks_something_is_asked_for_with_missing(outside, bare):
    make_paper("Complete", arxiv="2401.00001")

    assert run("--missing", "--dry-run").startswith("our-title: ")
    assert len(outside.asked) == 1


def test_a_second_run_asks_nobody_and_changes_nothing(outside, bare):
    run()
    asked = len(outside.asked)

    assert run().splitlines()[-1] == "0 filled, 1 complete, 0 unknown, 0 failed"
    assert len(outside.asked) == asked


def test_a_source_that_fails_is_named_and_the_exit_status_says_so(outside):
    outside.on("/", error(503))
    make_paper("Our title", arxiv="2402.98765")

    with pytest.raises(CommandError) as info:
        run()
    assert str(info.value) == "1 paper could not be looked up."


def test_a_slug_that_no_paper_has_is_an_error(db):
    with pytest.raises(CommandError) as info:
        run("nothing-like-it")
    assert "nothing-like-it" in str(info.value)
