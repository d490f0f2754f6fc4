import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Revision, Site

from blog.authors.models import Author
from blog.core.errors import RapporteurError
from blog.demo.content import PAGES, POSTS
from blog.demo.load import database_is_empty, load_demo, reset_demo
from blog.demo.models import DemoDecision
from blog.images.models import CustomImage
from blog.papers.models import Event, EventSeries, Paper
from blog.posts.alt_text import missing_alts
from blog.posts.models import Category, PaperMention, PostPage, PostSeries, StandardPage
from blog.posts.walk import walk
from blog.site.models import PublicationSettings
from tests.factories import (
    image_block,
    make_author,
    make_post,
    make_publication,
    make_standard_page,
)

pytestmark = [
    pytest.mark.usefixtures("loaded"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]

MODELS = (PostPage, StandardPage, Author, Paper, Event, EventSeries, PostSeries, Category, CustomImage,
          Revision, PaperMention)  # fmt: skip


def everything() -> dict[str, list]:
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}
    for row in rows["PostPage"] + rows["StandardPage"]:
        row["body"] = row["body"].get_prep_value()
    return rows


def test_all_posts_are_public_in_the_order_of_their_dates():
    posts = PostPage.objects.live().order_by("date")
    assert [post.slug for post in posts] == [
        post.slug for post in sorted(POSTS, key=lambda post: post.date)
    ]
    assert {post.date.year for post in posts} == {2022, 2023, 2024, 2025, 2026}
    assert StandardPage.objects.live().count() == len(PAGES)


def test_each_round_up_shows_ten_papers_with_an_identifier():
    for slug, event in (
        ("icml-2024-ten-papers", "ICML 2024"),
        ("ismir-2025-ten-papers", "ISMIR 2025"),
    ):
        post = PostPage.objects.get(slug=slug)
        assert str(post.event) == event
        listed = post.mentions.filter(kind="listed").select_related("paper")
        assert listed.count() == 10
        assert post.mentions.filter(kind="bonus").exists()
        for mention in listed:
            assert mention.paper.identifiers.exists()
            assert mention.paper.venue == event
            assert mention.contributor in [byline.author for byline in post.bylines.all()]


def test_no_picture_lacks_its_alternative_text():
    posts = PostPage.objects.all()
    assert sum(placed.kind == "image" for post in posts for placed in walk(post.body)) > 10
    assert [missing for post in posts for missing in missing_alts(post)] == []


def test_every_body_would_pass_the_editors_form():
    for page in [*PostPage.objects.all(), *StandardPage.objects.all()]:
        assert len(page.body.stream_block.clean(page.body)) == len(page.body)


def test_blocks_have_ids_of_their_own():
    ids = [placed.id for post in PostPage.objects.all() for placed in walk(post.body)]
    assert "" not in ids
    assert len(set(ids)) == len(ids)


def test_dates_keep_the_clock_of_their_authors():
    post = PostPage.objects.get(slug="night-train-to-vienna")
    assert post.written_date.isoformat() == "2024-07-20T23:55:00+02:00"
    assert post.date == dt.datetime(2024, 7, 20, 21, 55, tzinfo=dt.UTC)


def test_particulars_that_a_visitor_should_meet():
    assert PostPage.objects.get(featured=True).slug == "ismir-2025-ten-papers"
    assert max(len(post.title) for post in PostPage.objects.all()) > 100
    assert PostSeries.objects.get().posts.count() == 2
    group = PostPage.objects.get(language="es").translation_group
    assert PostPage.objects.filter(translation_group=group).count() == 2
    assert not PostPage.objects.get(slug="tide-2027").thumbnail


def test_guests_and_members_have_portraits_and_no_accounts():
    assert Author.objects.filter(kind="person").count() == 3
    assert not Author.objects.filter(portrait=None).exists()
    assert not Author.objects.exclude(user=None).exists()
    assert not get_user_model().objects.exists()


def test_the_publication_has_a_name_a_menu_and_a_footer():
    settings = PublicationSettings.for_site(Site.objects.get(is_default_site=True))
    assert settings.name == "The Third Row"
    assert [item.value["label"] for item in settings.menu][-1] == "About"
    assert "invented" in settings.footer


def test_its_pages_can_be_read(client):
    for address in ("/tide-2027/", "/papers/", "/papers/genie/", "/events/ismir/2025/"):
        assert client.get(address).status_code == 200, address
    text = client.get("/events/ismir/2025/").content.decode()
    assert "Daejeon" in text


def test_a_second_run_changes_nothing():
    before = everything()
    outcome = load_demo()
    assert not outcome.changed
    assert "already" in outcome.message
    assert everything() == before


def test_if_empty_is_silent_where_somebody_has_written():
    before = everything()
    out = StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    assert out.getvalue() == ""
    assert everything() == before
    assert not database_is_empty()


def test_whether_the_demo_was_wanted_is_remembered_and_not_guessed():
    DemoDecision.objects.all().delete()
    call_command("load_demo", "--if-empty", verbosity=0)
    for page in PostPage.objects.all():
        page.delete()
    StandardPage.objects.all().delete()
    with_own_name = Site.objects.get(is_default_site=True).root_page.specific
    with_own_name.title = "Our own"
    with_own_name.save()

    call_command("load_demo", "--if-empty", verbosity=0)

    assert PostPage.objects.count() == 0
    assert DemoDecision.objects.get().with_demo is False, "somebody had written before"


def test_reset_makes_the_demo_anew_and_leaves_other_pages_alone():
    mine = make_post(title="Mine", authors=[make_author("Ada Quill")])
    edited = PostPage.objects.get(slug="the-walk")
    edited.title = "The run"
    edited.save_revision().publish()
    counts = {model: model.objects.count() for model in MODELS[2:9]}

    outcome = reset_demo()

    assert outcome.changed
    assert PostPage.objects.get(pk=mine.pk).title == "Mine"
    assert PostPage.objects.get(slug="the-walk").title == "The walk"
    assert PostPage.objects.count() == len(POSTS) + 1
    assert {model: model.objects.count() for model in counts} == counts


def test_reset_keeps_what_another_page_uses():
    picture = CustomImage.objects.get(title="Wheel at dusk")
    author = Author.objects.get(display_name="Otto van Bodkin")
    make_post(title="Mine", authors=[author], body=[image_block(picture)])
    lines: list[str] = []

    reset_demo(lines.append)

    assert CustomImage.objects.get(title="Wheel at dusk").pk == picture.pk
    assert Author.objects.get(display_name="Otto van Bodkin").pk == author.pk
    assert any(line.startswith("Kept: ") and "Mine" in line for line in lines)


def test_reset_refuses_when_another_page_took_an_address():
    PostPage.objects.get(slug="tide-2027").delete()
    make_standard_page(title="Our own tide", slug="tide-2027")
    before = everything()

    with pytest.raises(RapporteurError, match=r"“Our own tide” lives at /tide-2027/"):
        reset_demo()
    assert everything() == before


def test_reset_does_not_touch_a_publication_that_the_demo_did_not_make():
    for page in make_publication().get_children():
        page.delete()
    make_post(title="Mine")

    with pytest.raises(CommandError, match="was not made by load_demo"):
        call_command("load_demo", "--reset", stdout=StringIO())
    assert [post.title for post in PostPage.objects.all()] == ["Mine"]


def test_a_publication_with_pages_of_its_own_is_left_alone():
    for page in make_publication().get_children():
        page.delete()
    make_post(title="Mine")
    out = StringIO()

    call_command("load_demo", stdout=out)

    assert "1 page(s) of its own; nothing was changed" in out.getvalue()
    assert [post.title for post in PostPage.objects.all()] == ["Mine"]


def test_it_makes_a_publication_where_there_is_none():
    Site.objects.all().delete()
    make_publication().delete()

    load_demo()

    site = Site.objects.get(is_default_site=True)
    assert site.root_page.get_children().live().count() == len(POSTS) + len(PAGES)
