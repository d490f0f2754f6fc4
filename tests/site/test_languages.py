"""Pages speak their own language, lists the site's; nobody asks the visitor."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from blog.authors.bylines import Credit, format_byline
from blog.core.dates import day_of_year, full_day, partial_day, short_day, span_of_days
from blog.site.models import PublicationSettings
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


def speak(language: str) -> None:
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.language = language
    settings.save()


def read(client, address: str, **headers) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, headers=headers).content, "html.parser")


def byline(page: BeautifulSoup) -> str:
    return " ".join(page.select_one(".byline__names").get_text(" ").split()).replace(" ,", ",")


@pytest.mark.parametrize(
    ("language", "line", "skip"),
    [
        ("en", "By Ada Quill, Bruno Verso and C. Folio 1 May 2024 · 1 minute", "Skip to the text"),
        ("es", "Por Ada Quill, Bruno Verso y C. Folio 1 de mayo de 2024 · 1 minuto",
         "Saltar al texto"),
        ("ca", "Per Ada Quill, Bruno Verso i C. Folio 1 de maig de 2024 · 1 minut", "Vés al text"),
        ("de", "Von Ada Quill, Bruno Verso und C. Folio 1. Mai 2024 · 1 Minute",
         "Zum Text springen"),
        ("fr", "Par Ada Quill, Bruno Verso et C. Folio 1er mai 2024 · 1 minute", "Aller au texte"),
    ],
)  # fmt: skip
def test_a_post_speaks_its_own_language(client, publication, language, line, skip):
    authors = [make_author(name) for name in ("Ada Quill", "Bruno Verso", "C. Folio")]
    date = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    make_post(slug="spoken", language=language, authors=authors, date=date)

    page = read(client, "/spoken/", accept_language="fr-FR,fr;q=0.9")

    assert page.html["lang"] == language
    assert page.select_one(".skip").text == skip
    time = page.select_one(".dateline time").extract().text
    minutes = page.select_one(".dateline").extract().get_text()
    assert f"{byline(page)} {time} · {minutes}" == line


@pytest.mark.parametrize(
    ("language", "last", "joined"),
    [
        ("es", "Irene Rubio", "Ada Quill e Irene Rubio"),
        ("es", "Íñigo Sanz", "Ada Quill e Íñigo Sanz"),
        ("es", "Hilda Romero", "Ada Quill e Hilda Romero"),
        ("es", "Yves Marin", "Ada Quill e Yves Marin"),
        ("es", "Ian Folio", "Ada Quill y Ian Folio"),
        ("es", "Yolanda Vega", "Ada Quill y Yolanda Vega"),
        ("es", "Hiedra Vega", "Ada Quill y Hiedra Vega"),
        ("ca", "Irene Rubio", "Ada Quill i Irene Rubio"),
        ("de", "Irene Rubio", "Ada Quill und Irene Rubio"),
        ("fr", "Irene Rubio", "Ada Quill et Irene Rubio"),
        ("en", "Irene Rubio", "Ada Quill and Irene Rubio"),
    ],
)
def test_and_sounds_well_before_the_last_name(client, publication, language, last, joined):
    authors = [make_author("Ada Quill"), make_author(last)]
    make_post(slug="two", language=language, authors=authors)

    page = read(client, "/two/")

    with translation.override(language):
        assert format_byline([Credit("Ada Quill"), Credit(last)]) == joined
    page.select_one(".dateline").extract()
    assert " ".join(page.select_one(".byline__names").text.split()[1:]) == joined


@pytest.mark.parametrize(
    ("stored", "language", "read_as"),
    [
        ("2024-07-08", "en", "8 July 2024"),
        ("2024-07", "es", "julio de 2024"),
        ("2024-08", "ca", "agost de 2024"),
        ("2024", "de", "2024"),
        ("2024-13", "fr", "2024-13"),
        ("", "en", ""),
    ],
)
def test_a_partial_date_reads_as_its_language_writes_it(stored, language, read_as):
    with translation.override(language):
        assert partial_day(stored) == read_as


LISTS = ["/", "/authors/", "/categories/", "/papers/", "/events/", "/archive/", "/search/",
         "/nowhere/"]  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_a_list_speaks_the_language_of_the_site_whoever_asks(client, publication, address):
    make_post(language="fr")
    speak("ca")
    first = client.get(address, headers={"accept-language": "de"})
    second = client.get(address, headers={"accept-language": "es"})

    page = BeautifulSoup(first.content, "html.parser")
    assert first.content == second.content
    assert (page.html["lang"], page.select_one(".skip").text) == ("ca", "Vés al text")
    assert not first.has_header("Vary") or "Accept-Language" not in first["Vary"]


def test_a_post_in_a_language_that_the_interface_has_not_speaks_the_site_s(client, publication):
    speak("de")
    make_post(slug="arabic", title="أوراق", language="ar")

    page = read(client, "/arabic/")

    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.select_one(".skip").text == "Zum Text springen"


def test_a_new_post_opens_in_the_language_of_its_publication(admin_client, publication):
    speak("es")
    address = reverse("wagtailadmin_pages:add", args=["blog", "postpage", publication.pk])

    page = BeautifulSoup(admin_client.get(address).content, "html.parser")

    assert page.select_one("[name=language]")["value"] == "es"


def test_the_admin_speaks_the_language_of_its_user(admin_client, publication):
    speak("de")
    user = get_user_model().objects.get(username="admin")
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=user, preferred_language="fr")

    assert "Qu’est-ce qui m’attend" in admin_client.get("/admin/").content.decode()


MARCH = dt.date(2024, 3, 7)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("7 March 2024", "7 March", "7 Mar", "7–11 March 2024", "7 March – 2 April 2024")),
        ("es", ("7 de marzo de 2024", "7 de marzo", "7 mar", "7–11 de marzo de 2024",
                "7 de marzo – 2 de abril de 2024")),
        ("ca", ("7 de març de 2024", "7 de març", "7 març", "7–11 de març de 2024",
                "7 de març – 2 d’abril de 2024")),
        ("de", ("7. März 2024", "7. März", "7. März", "7.–11. März 2024",
                "7. März – 2. April 2024")),
        ("fr", ("7 mars 2024", "7 mars", "7 mars", "7–11 mars 2024", "7 mars – 2 avril 2024")),
    ],
)  # fmt: skip
def test_days_are_written_as_each_language_writes_them(language, expected):
    with translation.override(language):
        found = (
            full_day(MARCH),
            day_of_year(MARCH),
            short_day(MARCH),
            span_of_days(MARCH, dt.date(2024, 3, 11)),
            span_of_days(MARCH, dt.date(2024, 4, 2)),
        )
    assert found == expected


def test_days_that_cross_a_year_name_both():
    first, last = dt.date(2024, 12, 30), dt.date(2025, 1, 2)
    assert span_of_days(first, last) == "30 December 2024 – 2 January 2025"


def test_plurals_and_bylines_follow_the_language():
    credits = [Credit("Ada Quill"), Credit("Bruno Verso")]
    with translation.override("ca"):
        assert format_byline(credits) == "Ada Quill i Bruno Verso"
        counts = [
            translation.ngettext("%(count)s paper", "%(count)s papers", n) % {"count": n}
            for n in (0, 1, 2)
        ]
    assert counts == ["0 articles", "1 article", "2 articles"]
