"""Stills of embedded videos come when an operator asks for them, and only then."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blog.images.models import CustomImage
from blog.posts.models import PostPage
from tests.factories import make_image, make_paper, make_post, paper_entry, picture_file
from tests.outside import error, outside_world, reply, reply_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(settings):
    with outside_world() as found:
        settings.EMBED_SOURCES = {
            "youtube": f"{found.address}/vi/{{id}}/{{size}}.jpg",
            "vimeo": f"{found.address}/oembed/{{id}}",
        }
        settings.LOOKUP_TRUSTED_ORIGINS = [found.address]
        yield found


def still(width):
    return reply(picture_file(size=(width, width // 2), form="JPEG").read(), "image/jpeg")


def embed(ident, provider="youtube", poster=None):
    value = {"provider": provider, "id": ident, "title": "", "caption": "", "poster": poster}
    return {"type": "embed", "value": value, "id": str(uuid.uuid4())}


def posters(post):
    return [block["value"]["poster"] for block in post.body.get_prep_value()]


def fetch(**options):
    out = StringIO()
    call_command("embeds", "fetch-posters", stdout=out, **options)
    return out.getvalue().splitlines()


def test_what_has_no_still_gets_one_in_the_page_and_its_draft(publication, outside):
    outside.on("/vi/one/maxresdefault.jpg", still(800))
    outside.on("/vi/two/maxresdefault.jpg", error(404))
    outside.on("/vi/two/hqdefault.jpg", still(480))
    outside.on("/oembed/7", reply_json({"thumbnail_url": f"{outside.address}/seven.jpg"}))
    outside.on("/seven.jpg", still(640))
    own = make_image()
    post = make_post(
        body=[embed("one"), embed("two"), embed("7", "vimeo"), embed("x", poster=own.pk)]
    )
    inside = make_post(body=[paper_entry(make_paper(), more=[embed("one")])])
    draft = PostPage.objects.get(pk=post.pk)
    draft.title = "A newer draft"
    draft.save_revision()

    said = fetch()

    assert said == ["vimeo 7: fetched", "youtube one: fetched", "youtube two: fetched",
                    "3 fetched, 0 failed."]  # fmt: skip
    post = PostPage.objects.get(pk=post.pk)
    widths = [CustomImage.objects.get(pk=pk).width for pk in posters(post)]
    assert widths == [800, 480, 640, 640]
    assert posters(post)[3] == own.pk
    assert posters(post.get_latest_revision_as_object()) == posters(post)
    assert post.get_latest_revision_as_object().title == "A newer draft"
    more = PostPage.objects.get(pk=inside.pk).body.get_prep_value()[0]["value"]["more"]
    assert more[0]["value"]["poster"] == posters(post)[0]
    assert fetch() == ["0 fetched, 0 failed."]


def test_a_dry_run_asks_nobody(publication, outside):
    make_post(body=[embed("one")])

    assert fetch(dry_run=True) == ["youtube one: 1 page(s)"]
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        error(500),
        reply("<html>", "text/html"),
        reply(b"GIF89a no picture", "image/jpeg"),
        reply(b"\xff\xd8\xff" * 9, "image/jpeg"),
    ],
)
def test_what_cannot_be_fetched_is_said_and_stops_nothing_else(publication, outside, answer):
    outside.on("/vi/bad/maxresdefault.jpg", answer)
    outside.on("/vi/bad/hqdefault.jpg", answer)
    outside.on("/vi/good/maxresdefault.jpg", still(800))
    post = make_post(body=[embed("bad"), embed("good")])

    with pytest.raises(CommandError, match="Some stills were not fetched"):
        fetch()

    found = posters(PostPage.objects.get(pk=post.pk))
    assert (found[0], bool(found[1])) == (None, True)


@pytest.mark.parametrize(
    "named", ["http://169.254.169.254/latest", "file:///etc/passwd", "", None, 7]
)
def test_an_answer_that_leads_elsewhere_is_not_followed(publication, outside, named):
    outside.on("/oembed/7", reply_json({"thumbnail_url": named}))
    make_post(body=[embed("7", "vimeo")])

    with pytest.raises(CommandError):
        fetch()
    assert not CustomImage.objects.exists()
