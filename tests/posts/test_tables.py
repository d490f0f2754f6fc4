"""Tables: one caption, and a first column that names its rows, wherever a table goes."""

import importlib
import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blog.posts.models import PostPage
from blog.transfer.document import Block
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect
from blog.transfer.writing.stream import from_stream, to_stream
from tests.factories import make_post

TABLE = {
    "caption": "Errors",
    "columns": [{"heading": "Model", "align": "text"}, {"heading": "WER", "align": "number"}],
    "rows": [["kNN", "8.4"], ["SVM", "<b>6.1</b>"]],
}


def block(outer: str, inner: str, **fields) -> dict:
    columns = [{"type": "text", "heading": "A"}]
    table = {"columns": columns, "rows": [{"values": ["a"]}], "caption": inner}
    value = {"caption": outer, "table": table} | fields
    return {"type": "table", "value": value, "id": "2f1b7cf0-1111-4c4c-9d9d-000000000001"}


@pytest.mark.django_db
def test_a_caption_that_no_page_showed_becomes_the_one_readers_see(publication):
    inside = {
        "type": "bonus_section",
        "value": {"heading": "More", "blocks": [block("", "Inner")]},
        "id": "2f1b7cf0-1111-4c4c-9d9d-000000000002",
    }
    post = make_post(body=[block("Outer", "undefined"), block("Outer", "Inner"), inside])
    migration = importlib.import_module("blog.migrations.0029_table_captions")
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([("blog", "0029_table_captions")])

    migration.move_captions(state.apps, None)

    right = [("Outer", ""), ("Outer · Inner", ""), ("Inner", "")]
    stored = PostPage.objects.get(pk=post.pk)
    assert captions(stored.body.get_prep_value()) == right
    assert captions(json.loads(stored.get_latest_revision().content["body"])) == right


def captions(body: list[dict]) -> list[tuple[str, str]]:
    tables = [*body[:2], body[2]["value"]["blocks"][0]]
    return [(item["value"]["caption"], item["value"]["table"]["caption"]) for item in tables]


@pytest.mark.parametrize("marks", [{}, {"row_headers": True}])
@pytest.mark.parametrize("caption", ["", "Errors of “two” models"])
def test_a_table_goes_to_hugo_and_comes_back_as_it_was(marks, caption):
    dialect = Dialect()
    before = [Block("table", TABLE | marks | {"caption": caption})]

    text = BodyWriter.for_dialect(dialect).document(before)

    after = Reader(bare_site(dialect)).blocks(text)
    assert comparable(after) == comparable(before)
    assert ("rowheaders" in text) == bool(marks)


def test_a_table_stored_before_rows_had_headers_counts_as_it_did():
    class NoRows:
        def prepare_papers(self, entries) -> None: ...

    imported = [Block("table", TABLE)]
    stored = to_stream(imported, NoRows(), seed="a")
    older = [
        stored[0] | {"value": {k: v for k, v in stored[0]["value"].items() if k != "row_headers"}}
    ]

    assert from_stream(stored, None) == imported
    assert from_stream(older, None) == imported
    assert from_stream([block("", "", row_headers=True)], None)[0].value["row_headers"] is True


@pytest.mark.django_db
def test_the_cells_of_the_first_column_name_their_rows(client, publication):
    make_post(slug="table", body=[block("", "", row_headers=True)])
    for address in ("/table/", "/feed.json"):
        text = client.get(address).content.decode().replace("\\", "")
        assert '<th scope="row">a</th>' in text, address
