import datetime as dt

import pytest

from blog.core.publishing import Change, touched_addresses
from tests.factories import make_post, prose
from tests.posts.test_post_links import post_link

TIDES = "<p>The tide table of the harbour, and its gulls.</p>"


@pytest.mark.django_db
def test_a_changed_post_touches_the_pages_that_name_it(publication):
    def write(slug, day, *body, **fields):
        date = dt.datetime(2024, 5, day, tzinfo=dt.UTC)
        return make_post(slug=slug, title=slug.title(), date=date, body=list(body), **fields)

    group = "5f0c1c1e-0d0b-5a53-9c52-7a1d6c2b9e41"
    write("alike", 1, prose(TIDES))
    write("before", 2)
    post = write("post", 3, prose(TIDES), translation_group=group)
    write("after", 4)
    write("twin", 5, translation_group=group, language="es")
    write("linking", 6, post_link(post))
    write("stranger", 7)

    touched = touched_addresses(Change("published", "blog.PostPage", post.pk))

    assert {"/post/", "/alike/", "/before/", "/after/", "/twin/", "/linking/"} <= set(touched)
    assert "/stranger/" not in touched
