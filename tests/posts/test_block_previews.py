"""Each block shows an editor what it is before it is chosen."""

import pytest
from django.urls import reverse
from wagtail.blocks import StreamBlock

from blog.posts.blocks import PostBody

pytestmark = pytest.mark.django_db


def all_blocks(block, seen=None):
    """Every block that an editor can choose, at any depth, once by name and kind."""
    seen = {} if seen is None else seen
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, StreamBlock):
            seen.setdefault((name, type(child).__name__), child)
        all_blocks(child, seen)
    if hasattr(block, "child_block"):
        all_blocks(block.child_block, seen)
    return seen


BLOCKS = all_blocks(PostBody())


def test_the_walk_finds_them_all():
    assert {"prose", "paper", "paper_list", "bonus_section", "image", "divider"} <= {
        name for name, _kind in BLOCKS
    }


@pytest.mark.parametrize("block", BLOCKS.values(), ids=[name for name, _kind in BLOCKS])
def test_it_has_a_name_an_icon_a_word_of_help_and_a_preview(admin_client, publication, block):
    assert str(block.label)
    assert block.meta.icon != "placeholder"
    assert f'id="icon-{block.meta.icon}"' in admin_client.get(reverse("wagtailadmin_sprite")).text
    assert block.get_description()
    assert block.is_previewable
    answer = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "/static/blog/" in page
    body = page.partition("<body")[2]
    assert len(body) > 200
