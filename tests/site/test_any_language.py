"""Any language of BCP 47 is a language of a post; the interface speaks those that it has."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import translation

from blog.core.dates import clock_offsets, day_of_year, full_day, short_day, span_of_days
from blog.core.language_tags import direction, normalise_tag
from blog.core.languages import spoken_language
from blog.posts.models import PostPage
from blog.posts.translations import own_name
from blog.transfer.hugo.dates import parse_date
from tests.factories import make_author, make_post, prose
from tests.transfer.edit_form import opened, send_back
from tests.transfer.trees import write_tree

SAMPLE = "tests/samples/hugo_languages"


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("PL", "pl"),
        ("pt-br", "pt-BR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es_419", "es-419"),
        ("sr-latn", "sr-Latn"),
        ("ca-valencia", "ca-valencia"),
        ("gsw", "gsw"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("klingon!", ""),
        ("", ""),
        ("e", ""),
        ("en-", ""),
        ("x" * 40, ""),
    ],
)
def test_a_tag_is_written_as_the_standard_writes_it(typed, tag):
    assert normalise_tag(typed) == tag


def test_a_language_runs_as_its_script_does():
    tags = [
        "pl",
        "ar",
        "fa-IR",
        "ur",
        "yi",
        "dv",
        "ckb",
        "az-Arab",
        "ar-Latn",
        "ks-Deva",
        "zh-Hant",
    ]

    assert [direction(tag) for tag in tags] == [
        "ltr", "rtl", "rtl", "rtl", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr"]  # fmt: skip


def test_the_interface_speaks_a_language_whatever_its_region():
    assert spoken_language("de-AT", "en") == "de"
    assert spoken_language("pl", "fr") == "fr"
    assert [own_name(tag) for tag in ("pl", "pt-BR", "tr", "gsw")] == [
        "polski", "Português Brasileiro", "Türkçe", "gsw"]  # fmt: skip


@pytest.mark.django_db
def test_a_site_in_languages_of_its_own_comes_in_whole(client, publication):
    call_command("import_hugo", SAMPLE)

    served = {}
    for address in (
        "/posts/raport/",
        "/en/posts/raport/",
        "/tr/posts/raport/",
        "/th/posts/report/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        served[address] = BeautifulSoup(answer.content, "html.parser").html["lang"]
    assert served == {
        "/posts/raport/": "pl",
        "/en/posts/raport/": "en",
        "/tr/posts/raport/": "tr",
        "/th/posts/report/": "th",
    }


@pytest.mark.django_db
def test_declared_tags_stay_whole_and_others_are_guessed(publication, tmp_path):
    write_tree(tmp_path, {
        "hugo.toml": 'languageCode = "en-us"\n',
        "content/posts/a.md": "---\ntitle: A\nlanguage: PT-br\n---\nTexto.\n",
        "content/posts/b.md": "---\ntitle: B\nlang: klingon!\n---\nText.\n",
        "content/posts/c.md": "---\ntitle: C\nlang: sr-Latn\n---\nTekst.\n",
    })  # fmt: skip

    call_command("import_hugo", tmp_path)

    assert dict(PostPage.objects.values_list("title", "language")) == {
        "A": "pt-BR", "B": "en", "C": "sr-Latn"}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["pl", "ar", "pt-BR", "zh-Hant"])
def test_parts_of_the_interface_say_their_own_language(client, publication, language):
    make_post(title="Raport", slug="raport", language=language, authors=[make_author()],
              body=[prose()])  # fmt: skip

    page = BeautifulSoup(client.get("/raport/").content, "html.parser")

    assert (page.html["lang"], page.html.get("dir", "ltr")) == (language, direction(language))
    parts = page.select("a.skip, nav.nav, footer, dialog, .cite, .sheet__end, button")
    spoken = {
        (part.name, (own := part.find_parent(lang=True) if not part.get("lang") else part)["lang"],
         own.get("dir"))
        for part in parts
    }  # fmt: skip
    assert {language for _name, language, _dir in spoken} == {"en"}
    assert {direction for _name, _language, direction in spoken} == {"ltr"}
    assert {"a", "nav", "footer", "dialog", "section", "div", "button"} <= {s[0] for s in spoken}


@pytest.mark.django_db
def test_a_page_in_a_language_of_the_interface_says_it_once(client, publication):
    make_post(title="Bericht", slug="bericht", language="de-AT", body=[prose()])

    page = BeautifulSoup(client.get("/bericht/").content, "html.parser")

    assert page.html["lang"] == "de-AT"
    assert page.nav.get("lang") is None
    assert page.footer.get("lang") is None


@pytest.mark.django_db
def test_an_editor_types_any_tag(admin_client, publication):
    post = make_post(title="Raport", slug="raport")
    data = opened(admin_client, post)

    send_back(admin_client, post, "publish", data | {"language": "PT-br"})
    refused = send_back(admin_client, post, "publish", data | {"language": "klingon!"})

    assert PostPage.objects.get(pk=post.pk).language == "pt-BR"
    assert "is not the tag of a language" in refused.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0001", "9999"])
@pytest.mark.parametrize("offset", ["-720", "840"])
def test_a_year_that_no_clock_holds_is_refused_in_words(admin_client, publication, year, offset):
    post = make_post(title="Old", slug="old")
    written = {"date": f"{year}-01-01 00:00:00", "date_offset": offset}

    answer = send_back(admin_client, post, "publish", opened(admin_client, post) | written)

    assert answer.status_code == 200
    assert f"The year {int(year)} is out of range." in answer.content.decode()


def test_dates_of_such_years_are_no_dates_in_an_import():
    for text in ("0001-01-01", "9999-12-31T23:59:59-12:00"):
        with pytest.raises(ValueError, match="out of range"):
            parse_date(text)


@pytest.mark.django_db
def test_every_offset_of_the_time_zone_database_can_be_chosen(publication):
    form = PostPage.get_edit_handler().get_form_class()(instance=PostPage(), for_user=None)

    offered = [minutes for minutes, _text in form.fields["date_offset"].choices]

    # Newfoundland in summer, Chatham in summer, Eucla, Nepal, Lord Howe.
    assert {-150, 825, 525, 345, 630, 660, 840, -720} <= set(offered)
    assert offered == sorted(clock_offsets())
    assert dict(form.fields["date_offset"].choices)[-150] == "-02:30"


def test_the_first_of_a_month_is_premier_in_french():
    day = dt.date(2024, 1, 1)
    with translation.override("fr"):
        assert [full_day(day), day_of_year(day), span_of_days(day, dt.date(2024, 1, 3))] == [
            "1er janvier 2024", "1er janvier", "1er–3 janvier 2024"]  # fmt: skip
        assert short_day(day).startswith("1er ")
        assert full_day(dt.date(2024, 1, 11)) == "11 janvier 2024"
    with translation.override("en"):
        assert full_day(day) == "1 January 2024"
