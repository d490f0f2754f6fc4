import json
from collections.abc import Iterator
from typing import Any

import pytest

from blog.core.prose import canonical_prose, is_carried
from blog.demo.content import PAGES, POSTS
from blog.demo.content.icml import TOY_RANK
from blog.demo.content.kit import Ref, paragraphs
from blog.demo.content.people import MEETINGS, WRITERS
from blog.demo.pictures.catalogue import PICTURES
from blog.demo.recordings.catalogue import RECORDINGS
from blog.demo.rows import RECORDS
from blog.documents.kinds import is_what_it_says
from blog.papers.identifiers import Identifier, parse_identifier, url_of
from blog.posts.alt_text import says_nothing
from blog.posts.blocks import PostBody
from blog.posts.blocks.papers import LINK_KINDS
from blog.posts.mathematics import check_latex

WRITTEN = (*PAGES, *POSTS)
BLOCKS = PostBody().child_blocks.keys()


def every(value: Any) -> Iterator[Any]:
    yield value
    members = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for member in members:
        yield from every(member)


def parts(kind: type) -> list[Any]:
    return [part for page in WRITTEN for part in every(list(page.body)) if isinstance(part, kind)]


def values(kind: str) -> list[dict]:
    return [
        part["value"]
        for part in parts(dict)
        if part.keys() == {"type", "value"} and part["type"] == kind
    ]


def records() -> list[dict]:
    return json.loads(RECORDS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_is_used(kind):
    assert values(kind)


def test_two_round_ups_of_ten_are_one_ranked_and_one_not():
    lists = values("paper_list")
    assert sorted((value["ranked"], len(value["entries"])) for value in lists) == [
        (False, 10),
        (True, 10),
    ]
    papers = [entry["paper"] for value in lists for entry in value["entries"]]
    assert len(set(papers)) == 20


def test_each_entry_of_a_list_is_signed_and_says_something():
    for value in values("paper_list"):
        for entry in value["entries"]:
            assert entry["contributor"].kind == "author"
            assert len(entry["commentary"].split()) > 30


def test_texts_name_only_what_there_is():
    known = {
        "paper": {record["item"]["id"] for record in records()},
        "image": {picture.name for picture in PICTURES},
        "author": {writer.key for writer in WRITERS},
        "document": {recording.name for recording in RECORDINGS},
        "post": {post.slug for post in POSTS},
    }
    assert all(ref.key in known[ref.kind] for ref in parts(Ref))
    assert {ref.key for ref in parts(Ref) if ref.kind == "paper"} == known["paper"]
    meetings = {(meeting.acronym, meeting.year) for meeting in MEETINGS}
    assert {post.event for post in POSTS if post.event} == meetings


def test_each_record_says_who_when_where_and_how_we_know():
    for record in records():
        item = record["item"]
        assert item["author"], item["id"]
        assert item["issued"]["date-parts"][0][0] in (2024, 2025)
        assert item["container-title"]
        assert "/" in record["source"]
        assert record["identifiers"]


def test_identifiers_are_in_their_normal_form_and_belong_to_one_paper_each():
    found = [Identifier(*pair) for record in records() for pair in record["identifiers"]]
    assert len(set(found)) == len(found)
    for identifier in found:
        assert parse_identifier(url_of(identifier)) == identifier


def test_prose_goes_through_the_editor_without_a_change():
    html = [part for part in parts(str) if part.startswith(("<p>", "<ul>", "<ol>"))]
    assert len(html) > 60
    for part in html:
        assert is_carried(part), part
        assert canonical_prose(part) == part


def test_the_shorthand_for_notes_and_formulas():
    assert paragraphs("One $x < y$.⟦A <i>note</i>.⟧\n\nTwo.") == (
        '<p>One <embed embedtype="math" latex="x &lt; y"/>.'
        '<embed embedtype="footnote" note="A &lt;i&gt;note&lt;/i&gt;."/></p><p>Two.</p>'
    )


def test_formulas_can_be_set():
    assert len(values("math")) > 2
    for value in values("math"):
        check_latex(value["latex"])


def test_links_of_entries_have_a_known_kind():
    kinds = dict(LINK_KINDS)
    links = [part for part in parts(dict) if part.keys() == {"kind", "url", "label"}]
    assert len(links) > 8
    assert all(link["kind"] in kinds and link["url"].startswith("https://") for link in links)


def test_code_of_the_essay_and_the_napkin_compiles():
    python = [value["code"] for value in values("code") if value["language"] == "python"]
    assert TOY_RANK in python
    for source in python:
        compile(source, "listing", "exec")


def test_the_essay_prints_what_it_says(capsys):
    from blog.demo.content.essay import BOOTSTRAP

    exec(compile(BOOTSTRAP, "paired_bootstrap.py", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out.strip() == "0.1621"


def test_recordings_are_what_they_say_and_the_same_on_every_run():
    for recording in RECORDINGS:
        content = recording.make()
        assert is_what_it_says(recording.file_name, content[:4096]), recording.name
        assert content == recording.make()


def test_pictures_in_texts_are_described_or_called_decorative():
    described = {picture.name: picture.alt for picture in PICTURES}
    assert not any(says_nothing(alt) for alt in described.values())
    pictures = values("image")
    assert any(value["decorative"] for value in pictures)
    assert {value["width"] for value in pictures} == {"text", "wide", "upright", "diagram"}


def test_a_post_and_its_translation_are_tied():
    pairs: dict[str, set[str]] = {}
    for post in POSTS:
        if post.translation:
            pairs.setdefault(post.translation, set()).add(post.language)
    assert list(pairs.values()) == [{"de", "en"}, {"en", "es"}, {"ca", "en"}]
