import datetime as dt
import io
import shutil

import pytest
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from blog.site import card_fonts
from blog.site.card_fonts import chain
from blog.site.cards import Card, draw_card
from blog.site.models import PublicationSettings
from tests.factories import (
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    paper_list,
    picture_file,
)

LONG = "Ten papers that we could not put down, and three that we should have: " * 2
PAPER = (0xFB, 0xF8, 0xF2)


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def ink_of(picture, box):
    """How many pixels in a box are clearly no paper."""
    return sum(picture.crop(box).convert("L").histogram()[:180])


def is_paper(pixel):
    """JPEG may be off by one."""
    return max(abs(a - b) for a, b in zip(pixel, PAPER, strict=True)) < 3


@pytest.mark.parametrize(
    "title",
    [
        "Hello",
        LONG,
        "W" * 200,
        "音楽情報処理" * 20,
        "مؤتمر الموسيقى " * 12,
        "🎧🎹 Loud 🎷",
        "",
        "\x00\u200f",
    ],
)
def test_every_title_fits_its_card(title):
    picture = opened(draw_card(Card(title, "The Room", "ICLR 2024", "Ada Quill", "10 papers")))

    assert picture.size == (1200, 630)
    for margin in ((0, 0, 66, 630), (1134, 0, 1200, 630), (0, 0, 1200, 50), (0, 600, 1200, 630)):
        assert ink_of(picture, margin) == 0
    assert bool(ink_of(picture, (72, 150, 1128, 470))) == bool(title.strip("\x00\u200f"))


def test_a_long_title_is_set_smaller_and_a_longer_one_is_cut():
    def size(title):
        from blog.site.cards import _fitted

        fonts, lines = _fitted(title, 1056, 330)
        return fonts.size, lines[-1][-1]

    assert size("Hello")[0] > size(LONG)[0]
    assert size(LONG * 4) == (42, "…")


def test_what_no_font_can_draw_is_written_in_latin_letters_or_left_out():
    fonts = chain("serif", 48)

    # Deseret is in no usual font.
    drawn = "".join(run.text for run in fonts.runs("a \U00010400\ue123\x07 b"))

    assert "\ue123" not in drawn
    assert "\x07" not in drawn
    assert drawn.startswith("a ")
    assert drawn.endswith(" b")


@pytest.fixture
def usual_font():
    """One with Cyrillic letters, which every machine with a browser has."""
    return card_fonts.find_font(("DejaVuSans.", "LiberationSans-Regular", "NotoSans-Regular"))


@pytest.fixture
def machine(monkeypatch, tmp_path, settings):
    """One without any font; `machine(path)` names a font in CARD_FONTS."""
    caches = (card_fonts._font_files, card_fonts.chain)
    monkeypatch.setattr(card_fonts, "FOLDERS", (str(tmp_path),))

    def with_fonts(*places):
        settings.CARD_FONTS = list(places)
        for cache in caches:
            cache.cache_clear()

    with_fonts()
    yield with_fonts
    monkeypatch.undo()
    with_fonts()


def test_a_space_after_an_emoji_is_as_wide_as_any_other():
    fonts = chain("serif", 48)

    if fonts.emoji:
        assert [(run.text, run.font) for run in fonts.runs("🎧 a")] == [("🎧", -1), (" a", 0)]
    assert fonts.width("a 🎧 a") - fonts.width("a🎧a") == pytest.approx(2 * fonts.width(" "), abs=1)


def test_a_title_without_a_font_is_left_out_rather_than_guessed(machine):
    japanese = Card("ウィーンからの報告", "The Room", "音楽", "山田 花子", "10 papers")

    assert draw_card(japanese) == draw_card(Card("The Room", "", "", "", "10 papers"))
    assert draw_card(Card("The Room 音", "音")) == draw_card(Card("", ""))
    assert card_fonts.chain("serif", 48).runs("Ÿ Ж")[0].text == "Y Zh"


def test_a_font_of_ones_own_draws_what_the_others_cannot(usual_font, machine, tmp_path):
    folder = tmp_path.parent / "own"
    folder.mkdir()
    shutil.copy(usual_font, folder / "Own.ttf")
    (folder / "Broken.ttf").write_bytes(b"no font")
    bare = draw_card(Card("Жизнь", "The Room"))
    bare_key = Card("Жизнь", "The Room").key

    for place in (str(folder / "Own.ttf"), str(folder)):
        machine(place)
        runs = card_fonts.chain("serif", 48).runs("Жизнь")

        assert [(run.text, run.font) for run in runs] == [("Жизнь", 0)]
        assert draw_card(Card("Жизнь", "The Room")) != bare
        assert Card("Жизнь", "The Room").key != bare_key
    machine("/no/such/place")
    assert draw_card(Card("Жизнь", "The Room")) == bare


def test_the_same_card_is_the_same_bytes():
    card = Card("Hello 音楽 🎧", "The Room", byline="Ada Quill", picture_key="hall")
    photo = picture_file().read()

    assert draw_card(card, photo) == draw_card(card, photo)


def test_a_picture_stands_beside_the_text_and_a_damaged_one_is_left_out():
    card = Card("Hello", "The Room", picture_key="hall")

    with_picture = opened(draw_card(card, picture_file().read()))
    without = opened(draw_card(card, b"no picture"))

    assert not is_paper(with_picture.getpixel((1000, 600)))
    assert is_paper(without.getpixel((1190, 600)))


@pytest.fixture
def report(publication):
    return make_post(
        title="Hello Vienna",
        slug="vienna",
        authors=[make_author("Ada Quill", portrait=make_image())],
        categories=["Audio"],
        event=make_event("ICLR", 2024),
        thumbnail=make_image(focal_point_x=10, focal_point_y=10),
        body=[paper_list([make_paper("Deep Listening")])],
    )


ADDRESSES = [
    "/card.jpg",
    "/vienna/card.jpg",
    "/authors/ada-quill/card.jpg",
    "/papers/card.jpg",
    "/papers/deep-listening/card.jpg",
    "/events/iclr/2024/card.jpg",
    "/categories/audio/card.jpg",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_have_cards_that_are_sent_once(client, report, address):
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert opened(first.content).size == (1200, 630)
    assert first["Content-Type"] == "image/jpeg"
    assert again.status_code == 304
    assert client.post(address).status_code == 405


def test_the_card_that_a_page_names_is_there(client, report):
    for address in ("/", "/vienna/", "/authors/ada-quill/", "/papers/", "/papers/deep-listening/",
                    "/events/iclr/2024/", "/events/", "/categories/audio/"):  # fmt: skip
        page = client.get(address).content.decode()
        card = page.split('property="og:image" content="http://localhost')[1].split('"')[0]
        assert client.get(card).status_code == 200


def test_a_kept_card_is_drawn_anew_when_what_it_shows_changes(client, report):
    before = client.get("/vienna/card.jpg").content
    same = client.get("/vienna/card.jpg").content

    report.title = "Goodbye Vienna"
    report.save_revision().publish()

    assert same == before
    assert client.get("/vienna/card.jpg").content != before


def test_a_post_whose_picture_is_gone_has_a_card_still(client, report):
    report.thumbnail.file.storage.delete(report.thumbnail.file.name)

    card = opened(client.get("/vienna/card.jpg").content)

    assert is_paper(card.getpixel((1190, 600)))


def test_cards_carry_the_colour_of_the_group(client, report):
    before = client.get("/vienna/card.jpg").content
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.update_or_create(site=site, defaults={"accent": "#1b4ba5"})

    assert client.get("/vienna/card.jpg").content != before


def test_what_is_not_public_has_no_card(client, publication):
    secrets = {"authors": [make_author("No Body")], "event": make_event("SECRET"),
               "body": [paper_list([make_paper("Secret Paper")])], "categories": ["Secret"]}  # fmt: skip
    make_post(slug="draft", live=False, **secrets)
    private = make_post(slug="private", **secrets)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = make_post(slug="expired", **secrets)
    type(expired).objects.filter(pk=expired.pk).update(
        expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )

    for page in ("draft", "private", "expired", "authors/no-body", "events/secret/2024",
                 "papers/secret-paper", "categories/secret", "nowhere", "a//b"):  # fmt: skip
        assert client.get(f"/{page}/card.jpg").status_code == 404


def test_a_card_leaves_out_a_picture_of_a_private_collection(client, publication):
    private = Collection.get_first_root_node().add_child(name="Unpublished")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    images = [None, make_image(collection=private), make_image()]
    cards = []
    for image in images:
        post = make_post(title="Hall", slug="hall", date=dt.datetime(2024, 5, 1, tzinfo=dt.UTC),
                         thumbnail=image, thumbnail_decorative=True)  # fmt: skip
        cards.append(client.get("/hall/card.jpg").content)
        post.delete()

    assert cards[1] == cards[0] != cards[2]
