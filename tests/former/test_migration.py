"""What was public before the table of addresses was there."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.contrib.redirects.models import Redirect

from blog.posts.models import Category, PublicAddress
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry

NAME = ("blog", "0030_former_addresses")


def migrate_to(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])


@pytest.mark.django_db(transaction=True)
def test_addresses_of_published_posts_are_entered_and_redirects_taken_over(publication):
    author, paper, event = make_author("Ada Quill"), make_paper("Roads"), make_event()
    post = make_post(
        address="2020/way", authors=[author], event=event, categories=["Music"],
        body=[paper_entry(paper)],
    )  # fmt: skip
    withdrawn = make_post(slug="withdrawn", authors=[make_author("Bruno Verso")])
    withdrawn.unpublish()
    make_post(slug="draft", authors=[make_author("Nobody Yet")], live=False)
    entered = sorted(PublicAddress.objects.values_list("path", flat=True))
    [before] = [
        node.key for node in MigrationExecutor(connection).loader.graph.node_map[NAME].parents
        if node.key[0] == "blog"
    ]  # fmt: skip

    migrate_to(before)
    Redirect.objects.create(old_path="/old-way", redirect_page=post, is_permanent=True)
    Redirect.objects.create(old_path="/authors/aq", redirect_link="/authors/ada-quill/")
    Redirect.objects.create(old_path="/by-hand", redirect_link="https://example.org/")
    migrate_to(NAME)

    paths = sorted(PublicAddress.objects.values_list("path", flat=True))
    assert paths == sorted([*entered, "old-way", "authors/aq"])
    assert PublicAddress.objects.get(path="categories/music").category == Category.named("Music")
    assert PublicAddress.objects.get(path="authors/aq").author == author
    assert PublicAddress.objects.get(path="old-way").page_id == post.pk
    assert [each.old_path for each in Redirect.objects.all()] == ["/by-hand"]
    migrate_to(MigrationExecutor(connection).loader.graph.leaf_nodes("blog")[0])
