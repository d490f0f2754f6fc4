"""Forms for posts, as the open editor sends them."""

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from blog.posts.models import PostPage


def form_of(post, blocks, **more) -> dict:
    """What the editor posts for a post with these blocks: `(type, value, id)`."""
    rows = streamfield([(kind, value) for kind, value, _ in blocks])
    for at, (_, _, block_id) in enumerate(blocks):
        rows[str(at)]["id"] = block_id
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    fields = {
        "title": post.title,
        "slug": post.slug,
        "standfirst": "",
        "language": "en",
        "licence": "",
        "address": "",
        "date": "",
        "date_offset": "0",
        "categories": "",
        "event": "",
        "series": "",
        "thumbnail": "",
        "thumbnail_alt": "",
        "external_canonical": "",
        "former_guid": "",
        "seo_title": "",
        "search_description": "",
        "body": rows,
        "bylines": empty,
        "comments": empty,
    }
    return nested_form_data(fields | more)


def save(client, post, blocks, **more) -> dict:
    """Saved by itself, as the open editor does it."""
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    answer = client.post(
        address, form_of(post, blocks, **more), headers={"accept": "application/json"}
    )
    return answer.json()


def draft(post) -> PostPage:
    return PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
