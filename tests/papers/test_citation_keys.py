"""A paper's key: provisional until it can be made of author and year, then kept; and what it was."""

import pytest

from blog.papers.bibtex import format_bibtex
from blog.papers.matching import find_or_create_paper, paper_called
from blog.papers.models import Paper
from blog.posts.merging import merge
from tests.factories import make_paper, make_post, paper_entry

pytestmark = pytest.mark.django_db


def unknown(title):
    return make_paper(title, author=[], issued={})


def completed(paper, *, authors="Ada Quill, Bruno Verso", issued="2024"):
    paper.authors_text, paper.issued = authors, issued
    paper.save()
    return Paper.objects.get(pk=paper.pk)


def test_a_key_is_made_of_author_and_year_as_soon_as_both_are_known_and_then_kept():
    paper = unknown("Deep Listening")
    keys = [paper.citation_key]

    keys.append(completed(paper, issued="").citation_key)
    keys.append(completed(paper).citation_key)
    keys.append(completed(paper, authors="Carla Folio", issued="2025").citation_key)

    assert keys == ["anonymousdeep", "anonymousdeep", "quill2024deep", "quill2024deep"]
    # No public page has shown the first one.
    assert Paper.objects.get().former_keys == []


def test_many_papers_at_once_get_provisional_keys_too():
    paper, _is_new = find_or_create_paper({"type": "article", "title": "Deep Listening"}, [])

    assert completed(paper).citation_key == "quill2024deep"


def test_a_provisional_key_that_a_public_page_has_shown_stays_as_an_alias(client):
    paper = unknown("Deep Listening")
    url = make_post(title="One paper", body=[paper_entry(paper)]).url
    assert client.get(f"{url}papers.bib").content.startswith(b"@inproceedings{anonymousdeep,")

    paper = completed(paper)

    text = client.get(f"{url}papers.bib").content.decode()
    assert text.startswith("@inproceedings{quill2024deep,\n  ids ")
    assert "= {anonymousdeep},\n" in text
    assert "ids" not in client.get(f"{url}papers.json").json()[0]
    assert paper_called("anonymousdeep") == paper_called("quill2024deep") == paper


def test_no_other_paper_is_given_a_key_that_one_had_before():
    shown = unknown("Deep Listening")
    make_post(body=[paper_entry(shown)])
    completed(shown)

    assert unknown("Deep Listening").citation_key == "anonymousdeepb"


def test_the_key_of_a_merged_paper_stays_as_an_alias():
    first, second, third = (make_paper(f"{word} Listening") for word in ("Deep", "Wide", "High"))
    merge(third, second)
    merge(second, first)

    merged = Paper.objects.get()

    assert merged.citation_key == "quill2024deep"
    assert merged.former_keys == ["quill2024wide", "quill2024high"]
    assert "= {quill2024wide, quill2024high},\n" in format_bibtex([merged.citation_item])
    assert paper_called("quill2024high") == merged


def test_a_record_that_gains_author_and_year_by_merging_takes_the_key_of_both():
    known, bare = make_paper("Deep Listening"), unknown("Deep Listening")

    merge(known, bare)

    merged = Paper.objects.get()
    assert (merged.citation_key, merged.former_keys) == ("quill2024deep", [])


def test_a_former_revision_brings_no_former_key_back():
    paper = unknown("Deep Listening")
    revision = paper.save_revision()
    completed(paper)

    revision.refresh_from_db()
    restored = revision.as_object()

    assert restored.citation_key == "quill2024deep"
    assert restored.has_provisional_key is False
