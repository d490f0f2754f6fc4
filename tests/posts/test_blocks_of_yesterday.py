"""A block that was stored before one of its fields existed, in every output."""

import copy
import uuid

import pytest
from django.core.management import call_command
from django.db.models import JSONField, Value
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from blog.images.pipeline import build_renditions
from blog.posts.blocks import PostBody
from blog.posts.blocks.choosers import DocumentChooserBlock, ImageChooserBlock, PageChooserBlock
from blog.posts.models import PostPage
from blog.posts.related import rebuild
from tests.factories import make_author, make_image, make_paper, make_post
from tests.posts.test_recordings import WEBM, make_document

pytestmark = pytest.mark.django_db
KINDS = [*PostBody().child_blocks]
OUTPUTS = (
    "/whole/", "/whole/index.md", "/whole/cite.bib", "/whole/card.jpg", "/",
    "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/llms.txt", "/search/?q=whole",
)  # fmt: skip


def whole_block(kind, rows):
    """As an editor's form stores it today, with something in every field."""
    return {"type": kind, "value": whole_value(PostBody().child_blocks[kind], rows),
            "id": str(uuid.uuid4())}  # fmt: skip


def whole_value(block, rows):
    if isinstance(block, StructBlock) and block.name == "media":
        return {"file": rows["file"], "src": "", "title": "The sea", "poster": rows["image"],
                "captions": None, "captions_language": "en", "no_speech": True,
                "transcript": "<p>Nobody.</p>", "caption": "", "credit": ""}  # fmt: skip
    if isinstance(block, StructBlock):
        return {name: whole_value(child, rows) for name, child in block.child_blocks.items()}
    if isinstance(block, StreamBlock):
        # One block inside is enough: each kind is stripped on its own.
        return [{"type": "prose", "value": "<p>Inside.</p>", "id": str(uuid.uuid4())}]
    if isinstance(block, ListBlock):
        item = whole_value(block.child_block, rows)
        return [{"type": "item", "value": item, "id": str(uuid.uuid4())} for _ in range(2)]
    if isinstance(block, ImageChooserBlock | DocumentChooserBlock | PageChooserBlock):
        return rows[{ImageChooserBlock: "image", DocumentChooserBlock: "file"}.get(
            type(block), "post")]  # fmt: skip
    named = {"paper": rows["paper"], "contributor": rows["author"], "link": "/about/",
             "url": "https://example.org/", "source": "https://example.org/", "latex": "x^2",
             "expected_count": 2, "pixels": 40, "start": 3, "id": "aqz-KE-bpKQ",
             "table": {"columns": [{"type": "text", "heading": "A"}], "caption": "",
                       "rows": [{"values": ["one"]}, {"values": ["two"]}]}}  # fmt: skip
    default = block.get_prep_value(block.get_default())
    return named.get(block.name, default or f"<p>{block.name}</p>")


def without_each_field(value, path=""):
    """(path of the field, the value without it) for each field at any depth."""
    # Of a list the first item: the others are like it.
    inner = value.items() if isinstance(value, dict) else enumerate(value[:1])
    for key, child in inner:
        place = f"{path}/{key}"
        if isinstance(value, dict) and key != "type":
            yield place, {name: each for name, each in value.items() if name != key}
        if isinstance(child, dict | list):
            for deeper, less in without_each_field(child, place):
                copied = copy.copy(value)
                copied[key] = less
                yield deeper, copied


@pytest.fixture
def rows(publication):
    image = make_image(size=(40, 30))
    build_renditions(image.pk)
    return {
        "paper": make_paper("Vocos").pk,
        "author": make_author("Ada Quill").pk,
        "image": image.pk,
        "file": make_document("sea.webm", WEBM).pk,
        "post": make_post(title="Another").pk,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_output_lives_without_any_field(admin_client, client, tmp_path, rows, kind):
    whole = whole_block(kind, rows)
    lesser = [whole | {"id": str(uuid.uuid4())} | block for block in _stripped(whole)]
    post = make_post(title="Whole", slug="whole")
    # As it lies in the database of an earlier version, past every form.
    PostPage.objects.filter(pk=post.pk).update(body=Value([whole, *lesser], JSONField()))
    stored = PostPage.objects.get(pk=post.pk)

    answers = {address: client.get(address).status_code for address in OUTPUTS}
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk]))

    assert answers == dict.fromkeys(OUTPUTS, 200)
    assert edit.status_code == 200
    stored.save_revision()
    call_command("rebuild_search")
    call_command("export_hugo", tmp_path / "site")
    assert list(rebuild())[-1] == 2


def _stripped(whole):
    if not isinstance(whole["value"], dict):
        return [{"value": None}]
    return [
        {"value": less}
        for path, less in without_each_field(whole["value"])
        # What is in an entry of a list is stripped in an entry by itself.
        if not path.startswith("/entries/0/value/")
    ]


def test_the_sample_has_all_fields_and_loses_each(rows):
    """Otherwise the test above would hold nothing."""
    whole = whole_block("paper_list", rows)["value"]
    paths = {path for path, _less in without_each_field(whole)}

    assert {"/intro", "/entries", "/entries/0/value", "/entries/0/value/links/0/value/url",
            "/entries/0/value/more/0/id"} <= paths  # fmt: skip
    assert set(PostBody().child_blocks["paper_list"].child_blocks) == set(whole)
