"""Migrations know nothing of blocks, and historical models lose none."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter

from blog.posts.models import PostPage
from tests.factories import make_post

BODY = [
    {"type": "heading", "id": "h1", "value": {"text": "Results", "level": "2"}},
    {"type": "prose", "id": "p1", "value": "<p>Ten papers.</p>"},
]


def test_the_migration_of_a_body_names_no_block():
    field = PostPage._meta.get_field("body")

    code, _imports = MigrationWriter.serialize(field)

    assert code == ("blog.core.stream_fields.CompactStreamField(blank=True, verbose_name='body')")


def test_a_cloned_field_keeps_its_blocks():
    field = PostPage._meta.get_field("body")

    assert list(field.clone().stream_block.child_blocks) == list(field.stream_block.child_blocks)


@pytest.mark.django_db
def test_a_data_migration_that_saves_a_post_keeps_every_block(publication):
    post = make_post(publication, title="Round-up")
    PostPage.objects.filter(pk=post.pk).update(body=BODY)
    state = MigrationLoader(connection).project_state()
    historical_post = state.apps.get_model("blog", "PostPage").objects.get(pk=post.pk)

    read_by_the_migration = historical_post.body
    historical_post.save()

    post.refresh_from_db()
    assert read_by_the_migration == BODY
    assert list(post.body.raw_data) == BODY
