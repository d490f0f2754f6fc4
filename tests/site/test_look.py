"""What a group may choose of the look, and what keeps it legible."""

import io
import itertools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image
from wagtail.models import Site

from blog.images.models import CustomImage
from blog.site.look import ENOUGH, GROUNDS, adapted, contrast_on
from blog.site.models import PublicationSettings
from tests.factories import make_image, make_post, make_standard_page

pytestmark = pytest.mark.django_db


def choose(**fields) -> PublicationSettings:
    site = Site.objects.get(is_default_site=True)
    settings = PublicationSettings.for_site(site)
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.full_clean()
    settings.save()
    return settings


def read(client, address: str = "/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def source(name: str) -> str:
    return Path(finders.find(name)).read_text()


def sheets(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.select("link[rel=stylesheet]")]


# Colours


def test_any_colour_is_adapted_until_it_can_be_read_in_both_schemes():
    steps = range(0, 256, 51)
    colours = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in itertools.product(steps, repeat=3)]

    faint = [
        (colour, scheme)
        for colour in colours
        for scheme in ("light", "dark")
        if contrast_on(getattr(adapted(colour), scheme), scheme) < ENOUGH
    ]

    assert faint == []


def test_the_grounds_are_those_of_the_style_sheet():
    css = source("blog/css/tokens.css")
    found = {
        name: re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", css).groups()
        for name in ("paper", "leaf")
    }

    pairs = list(zip(found["paper"], found["leaf"], strict=True))
    assert pairs == [GROUNDS["light"], GROUNDS["dark"]]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"accent": "red"}, {"accent": "“red” is not a colour. Write # and six digits: #a5241b."}),
        (
            {"accent": "#ffcc00", "accent_night": "#ffcc00", "accent_exact": True},
            {"accent": "#ffcc00 on the light page has a contrast of 1.3 : 1, and text needs 4.5 : 1. "
             "Take a darker one, as #735a00, or let it be adapted."},
        ),
        (
            {"accent": "#1b4ba5", "accent_exact": True},
            {"accent_night": "#1b4ba5 on the dark page has a contrast of 2.1 : 1, and text needs "
             "4.5 : 1. Give a lighter one for the dark page, as #7eaafa, or let it be adapted."},
        ),
        ({"accent_night": "night"},
         {"accent_night": "“night” is not a colour. Write # and six digits: #a5241b."}),
    ],
)  # fmt: skip
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(publication, fields, told):
    with pytest.raises(ValidationError) as refused:
        choose(**fields)

    assert {field: messages[0] for field, messages in refused.value.message_dict.items()} == told


@pytest.mark.parametrize(
    ("fields", "light", "dark"),
    [
        ({"accent": "#1B4BA5"}, "#1b4ba5", "#7eaafa"),
        ({"accent": "#ffcc00"}, "#735a00", "#f2cf6c"),
        ({"accent": "#1b4ba5", "accent_night": "#99ccff", "accent_exact": True}, "#1b4ba5", "#99ccff"),
    ],
)  # fmt: skip
def test_pages_load_one_style_sheet_with_the_groups_colours_in_it(
    client, publication, fields, light, dark
):
    choose(**fields)

    [address] = sheets(read(client))
    answer = client.get(address)

    css = answer.content.decode()
    assert address.startswith(f"/look/{light[1:]}-{dark[1:]}-")
    assert "immutable" in answer["Cache-Control"]
    assert css.startswith("@layer reset, tokens, base, layout, components, theme;")
    assert css.rstrip().endswith(
        f"@layer theme{{:root{{--accent:{light};--rubric:{light}}}@supports (color:light-dark(red,red))"
        f"{{:root{{--rubric:light-dark({light},{dark})}}}}}}"
    )


def test_without_a_colour_of_its_own_a_page_loads_the_static_file(client, publication):
    assert sheets(read(client)) == ["/static/blog/site.css"]


@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [
        ("/look/a5241b-ef8b7c-00000000.css", 200, "public, max-age=300"),
        ("/look/a5241b-ef8b7c.css", 404, None),
        ("/look/a5241b-ef8b7c-0000000g.css", 404, None),
        ("/look/red;}-ef8b7c-00000000.css", 404, None),
    ],
)
def test_only_colours_are_taken_from_an_address(client, publication, address, status, kept):
    answer = client.get(address, follow=True)

    assert (answer.status_code, answer.get("Cache-Control")) == (status, kept)


# Face, width, scheme


def test_choices_stand_on_the_page_and_nothing_else_does(client, publication):
    usual = read(client).html.attrs
    choose(face="sans", width="wide", scheme="dark")

    chosen = read(client)

    assert usual == {"lang": "en"}
    assert chosen.html.attrs == {
        "lang": "en", "data-face": "sans", "data-width": "wide", "data-theme": "dark"
    }  # fmt: skip
    assert chosen.select_one("meta[name=color-scheme]")["content"] == "dark"


def test_every_choice_is_known_to_the_style_sheet():
    css = source("blog/css/tokens.css")
    known = set(re.findall(r'\[data-(?:face|width)="(\w+)"\]', css))

    assert known == {"book", "sans", "narrow", "wide"}


# Logo


@pytest.mark.parametrize(
    ("fields", "name", "alt"),
    [
        ({"logo_place": "beside"}, "The Room", ""),
        ({"logo_place": "beside", "logo_alt": "A door"}, "The Room", "A door"),
        ({"logo_place": "instead"}, "", "The Room"),
        ({"logo_place": "instead", "logo_alt": "The Room, a door"}, "", "The Room, a door"),
    ],
)
def test_a_logo_stands_beside_the_name_or_says_it(client, publication, fields, name, alt):
    choose(name="The Room", logo=make_image(size=(300, 150)), logo_size="large", **fields)

    masthead = read(client, "/archive/").select_one("a.masthead__name")

    image = masthead.img
    assert (masthead.text.strip(), image["alt"]) == (name, alt)
    assert (image["width"], image["height"]) == ("300", "150")
    assert image["class"] == ["logo", "logo--large"]


def test_a_logo_whose_file_is_gone_leaves_the_name(client, publication):
    logo = make_image(size=(300, 150))
    choose(name="The Room", logo=logo, logo_place="instead")
    logo.renditions.all().delete()
    logo.file.storage.delete(logo.file.name)

    masthead = read(client, "/archive/").select_one("a.masthead__name")

    assert (masthead.text, masthead.img) == ("The Room", None)


def test_a_logo_becomes_the_icon_of_the_site(client, publication):
    choose(logo=make_image(size=(200, 200)), logo_as_icon=True)

    icon = read(client).select_one("link[rel=icon]")
    pictures = [
        Image.open(io.BytesIO(client.get(f"/icons/{size}.png").content)) for size in (32, 192)
    ]

    assert (icon["href"], icon["type"]) == ("/icons/32.png", "image/png")
    small, large = pictures
    assert small.getpixel((16, 16))[3] == 255
    assert large.convert("RGB").getpixel((2, 2)) == (0xFB, 0xF8, 0xF2)
    assert client.get("/icons/192.png").content == client.get("/icons/192.png").content


def test_an_svg_logo_is_its_own_icon(client, publication):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20z"/></svg>'
    logo = CustomImage(title="mark", default_alt="A mark")
    logo.file.save("mark.svg", ContentFile(svg), save=False)
    logo.width, logo.height = 20, 20
    logo.save()
    choose(logo=logo, logo_as_icon=True)

    icon = read(client).select_one("link[rel=icon]")

    assert (icon["href"], icon["type"]) == (logo.file.url, "image/svg+xml")
    assert Image.open(io.BytesIO(client.get("/icons/192.png").content)).size == (192, 192)


# The menu


def labels(client, address: str) -> dict[str, str]:
    return {link["href"]: link.text for link in read(client, address).select(".nav a")}


def test_the_menu_speaks_the_language_of_the_page(client, publication):
    about = make_standard_page(slug="about", title="About us")
    make_post(slug="polsko", language="es")
    choose(
        menu=[
            ("address", {"address": "/papers/", "label": "", "labels": []}),
            ("address", {"address": "https://example.org/", "label": "Home",
                         "labels": [{"language": "es", "label": "Inicio"}]}),
            ("page", {"page": about, "label": "", "labels": [{"language": "es", "label": "Quiénes somos"}]}),
        ]
    )  # fmt: skip

    assert labels(client, "/archive/") == {
        "/papers/": "Papers", "https://example.org/": "Home", "/about/": "About us"
    }  # fmt: skip
    assert labels(client, "/polsko/") == {
        "/papers/": "Artículos", "https://example.org/": "Inicio", "/about/": "Quiénes somos"
    }  # fmt: skip


def test_an_address_without_a_name_of_its_own_needs_a_label(publication):
    block = PublicationSettings._meta.get_field("menu").stream_block

    def clean(address: str, label: str = ""):
        value = block.to_python(
            [{"type": "address", "value": {"address": address, "label": label, "labels": []}}]
        )
        return block.clean(value)

    assert clean("/papers/")[0].value["label"] == ""
    assert clean("https://example.org/", "Elsewhere")[0].value["label"] == "Elsewhere"
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        clean("https://example.org/")
    assert "Only lists of this site have a name of their own" in str(refused.value.as_json_data())


# A theme of one's own


@pytest.fixture
def theme(settings, tmp_path):
    """`theme(css)` writes the file that a group would."""
    folder = tmp_path / "theme"
    folder.mkdir()
    settings.THEME_DIR = folder
    settings.STATICFILES_DIRS = [("theme", str(folder))]
    finders.get_finder.cache_clear()
    yield lambda css: (folder / "theme.css").write_text(css)
    finders.get_finder.cache_clear()


def test_a_theme_is_the_last_word_of_the_one_style_sheet(client, publication, theme):
    theme("/* ours */\n@layer theme { :root { --measure: 40rem; } }\n")

    css = client.get("/static/blog/site.css")
    text = b"".join(css.streaming_content).decode() if css.streaming else css.content.decode()

    assert text.endswith("/* ours */\n@layer theme { :root { --measure: 40rem; } }\n")


def test_a_theme_that_is_taken_away_is_gone(theme, settings, tmp_path):
    theme("@layer theme { :root { --measure: 40rem; } }")
    before = source("blog/site.css")
    (tmp_path / "theme" / "theme.css").unlink()

    after = source("blog/site.css")

    assert "--measure: 40rem" in before
    assert "--measure: 40rem" not in after


def test_what_a_theme_names_beside_itself_is_found_from_the_coloured_sheet(
    client, publication, theme
):
    theme("@layer theme { @font-face { font-family: Ours; src: url('../theme/ours.woff2') } "
          ".x { background: url(data:image/gif;base64,R0lGOD) } .y { background: url(/media/y.png) } }")  # fmt: skip
    choose(accent="#1b4ba5")

    css = client.get(sheets(read(client))[0]).content.decode()

    assert re.findall(r"url\([^)]*\)", css) == [
        'url("/static/theme/ours.woff2")', "url(data:image/gif;base64,R0lGOD)", "url(/media/y.png)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("@layer theme { :root { --accent: #123456; } }", []),
        ("@layer theme { :root { --accent: #123456; }", ["2 braces are opened and 1 closed."]),
        ("/* } */ @layer theme { }", []),
        ("@import 'x.css';", ["@import is not read where other rules stand before it, and here they do."]),
        ("a { background: url(https://example.org/x.png) }",
         ["it names an address on another host, which the security policy refuses."]),
    ],
)  # fmt: skip
def test_a_fault_in_a_theme_is_named_at_start(theme, css, told, settings):
    theme(css)

    found = [message for message in run_checks() if message.id == "rapporteur.W003"]

    assert [message.msg for message in found] == [
        f"{settings.THEME_DIR / 'theme.css'}: {what}" for what in told
    ]
    assert all(message.hint for message in found)
