"""The sample of real posts, brought once, against what careful readers see in three of them."""

import json
import re
import unicodedata
from html import escape
from io import StringIO
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from blog.images.models import CustomImage
from blog.papers.identifiers import parse_identifier
from blog.papers.matching import find_or_create_paper
from blog.papers.models import Paper
from blog.posts.models import PostPage, StandardPage
from blog.posts.walk import walk
from blog.transfer.models import ImportRecord, ImportSource
from tests.conftest import CORPORA
from tests.factories import make_publication, paper_entry

EXAMPLES = ["2020-09-25-recsys2020", "2022-12-09-ismir22", "2024-05-15-iclr24"]
SITE = CORPORA / "urinieto"
# What two posts each link to in their prose.
SHARED = {
    "2303.10667": ("2023-06-03-NLP-ICASSP23", "2023-06-10-icassp23"),
    "2310.08753": ("2024-05-15-iclr24", "2025-01-01-12024he"),
    "2412.08550": ("2025-01-01-12024he", "2026-01-01-12025he"),
}
# Our names for kinds of links, where the reader's differ.
KINDS = {"data": "dataset"}


def run(*arguments) -> tuple[int, dict]:
    out, status = StringIO(), 0
    try:
        call_command("import_hugo", *map(str, arguments), "--json", stdout=out)
    except SystemExit as end:
        status = end.code
    return status, json.loads(out.getvalue())


@pytest.fixture(scope="module")
def brought(django_db_setup, django_db_blocker, tmp_path_factory):
    """Exit status and report of the import, with all of it in the database."""
    if not SITE.is_dir():
        pytest.skip(f"the sample of real posts is not at {CORPORA}")
    root = tmp_path_factory.mktemp("real")
    folders = override_settings(MEDIA_ROOT=root / "media", VAR_DIR=root / "var")
    with folders, django_db_blocker.unblock(), transaction.atomic():
        make_publication()
        yield run(SITE)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def media():
    """The folder belongs to the module here: pictures are brought once."""


def counted(report):
    return {name: number for name, number in report["counts"].items() if number}


def post_named(name: str) -> PostPage:
    return PostPage.objects.get(pk=ImportRecord.objects.get(path__contains=name).page_id)


def entries_of(post, kind="paper"):
    return [placed for placed in walk(post.body) if placed.kind == kind]


def oracle(name: str, kind: str) -> dict:
    return json.loads((SITE / "example" / f"{name}.{kind}.json").read_text())


def notices(report: dict, level: str = "") -> list[str]:
    """What the report says of posts, as a person reads it."""
    return [
        f"{notice['place']}: {notice['what']}"
        for post in report["posts"]
        for notice in [*post["notices"], *([post["reason"]] if post["reason"] else [])]
        if not level or notice["level"] == level
    ]


def words(text: str) -> list[str]:
    """Words alone, without regard to quotes and dashes, which the typographer curls."""
    text = unicodedata.normalize("NFC", text)
    return re.findall(r"\w+", re.sub(r"[’'‘]", "", text))


def target(address: str) -> str:
    """Where a link leads; two spellings of one paper's address lead to one place."""
    identifier = parse_identifier(address)
    return f"{identifier.scheme}:{identifier.value}" if identifier else address


def in_order(wanted: list[str], found: list[str]) -> list[str]:
    """What of `wanted` cannot be found in `found` in the same order."""
    position, lost = 0, []
    for word in wanted:
        try:
            position = found.index(word, position) + 1
        except ValueError:
            lost.append(word)
    return lost


def page_of(post) -> BeautifulSoup:
    address = "/" + quote((post.address or post.slug).strip("/")) + "/"
    answer = Client().get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_every_post_and_page_comes_in(brought):
    status, report = brought
    assert status == 0
    assert counted(report) == {"created": 34}
    assert (PostPage.objects.count(), StandardPage.objects.count()) == (31, 3)
    assert ImportRecord.objects.count() == 34
    assert [line for line in notices(report, "warning") if "PosterCard1.png" in line]


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_head_is_that_of_the_source(brought, name):
    expected, post = oracle(name, "oracle"), post_named(name)
    assert post.title == expected["title"]
    assert f"/{(post.address or post.slug).strip('/')}/" == expected["url"]
    assert post.written_date.isoformat() == expected["date"]
    assert {str(category).casefold() for category in post.categories.all()} == {
        category.casefold() for category in expected["categories"]
    }
    assert post.thumbnail_src == expected["thumbnail"]["src"]
    assert post.thumbnail is not None
    assert post.live


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_word_is_lost_and_their_order_stays(brought, name):
    page = page_of(post_named(name))
    expected = words(oracle(name, "oracle")["text"])
    assert len(expected) > 500
    assert in_order(expected, words(page.main.get_text(" "))) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_links_images_headings_and_lists_are_there(brought, name):
    expected, post = oracle(name, "oracle"), post_named(name)
    page = page_of(post)
    article = page.main

    found = {target(link["href"]) for link in article.find_all("a", href=True)}
    assert {target(link["href"]) for link in expected["links"]} - found == set()

    images = [placed.value for placed in walk(post.body) if placed.kind == "image"]
    assert [(image["src"], image["alt"], str(image["pixels"])) for image in images] == [
        (image["src"], image["alt"], image["width"]) for image in expected["images"]
    ]
    assert [image["image"] is not None for image in images] == [
        image["exists"] for image in expected["images"]
    ]

    headings = [words(tag.get_text(" ")) for tag in article.find_all(re.compile("^h[2-6]$"))]
    for heading in expected["headings"]:
        short = words(re.sub(r"\s*\([^)]*\)[^)]*$", "", heading["text"]))
        assert any(short == each[: len(short)] for each in headings), heading["text"]

    body = [placed.value for placed in walk(post.body) if placed.kind == "prose"]
    lists = BeautifulSoup("".join(str(value) for value in body), "html.parser")
    entries = [str(placed.value["commentary"]) for placed in entries_of(post)]
    lists.append(BeautifulSoup("".join(entries), "html.parser"))
    shapes = [
        {"ordered": tag.name == "ol", "items": len(tag.find_all("li"))}
        for tag in lists.find_all(["ul", "ol"])
    ]
    assert shapes == expected["lists"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_papers_are_those_that_a_careful_reader_sees(brought, name):
    expected, post = oracle(name, "papers"), post_named(name)
    lists = [placed for placed in walk(post.body) if placed.kind == "paper_list"]
    assert [placed.value["heading"] for placed in lists] == [
        each["heading"] for each in expected["lists"] if each["kind"] == "top-n"
    ]
    wanted = [entry for each in expected["lists"] for entry in each["entries"]]
    entries = [placed.value for placed in entries_of(post)]
    assert len(entries) == len(wanted)
    for entry, value in zip(wanted, entries, strict=True):
        assert words(value["title"] or value["paper"].title) == words(entry["title"])
        assert (value["url"] or value["paper"].url) == entry["url"]
        assert words(value["award"] or "") == words(entry.get("award") or "")
        assert words(value["authors"] or "") == words(entry["authors_as_written"] or "")
        identifiers = {row.scheme: row.value for row in value["paper"].identifiers.all()}
        for scheme, identifier in entry["ids"].items():
            assert identifiers.get(scheme, "").casefold() == identifier.casefold()
        links = {link["url"]: link["kind"] for link in value["links"]}
        for link in entry["links"]:
            if {"code", "demo", "dataset"} & set(link["kind"]):
                assert KINDS.get(links.get(link["url"]), links.get(link["url"])) in link["kind"], (
                    link
                )
        said = words(BeautifulSoup(str(value["commentary"]), "html.parser").get_text(" "))
        first = words(re.sub(r"\]\([^)]*\)?|[\[*_`]", " ", entry["commentary_first"]))[:-1]
        assert in_order(first, said[: len(first) + 4]) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_papers_that_its_prose_links_to_are_offered(brought, name):
    _status, report = brought
    [post] = [post for post in report["posts"] if name in post["path"]]
    entries = [entry.value["commentary"].source for entry in entries_of(post_named(name))]
    outside = [
        (paper["text"], paper["url"])
        for paper in post["mentioned"]
        if not any(escape(paper["url"]) in commentary for commentary in entries)
    ]
    assert outside == [
        (paper["title"], paper["url"]) for paper in oracle(name, "papers")["mentions"]
    ]


def add_entry(post: PostPage, address: str) -> Paper:
    """What the report of the import advises: a paper block where the prose links to a paper."""
    identifier = parse_identifier(address)
    paper, _is_new = find_or_create_paper({"type": "article", "title": address}, [identifier])
    post.body = [*post.body.raw_data, paper_entry(paper)]
    post.save_revision().publish()
    return paper


def places_of(client: Client, paper: Paper, post: PostPage) -> dict[str, bool]:
    """Whether page, feed, sitemap and exports know the post, or that it is about the paper."""

    def text(address):
        answer = client.get(address)
        return answer.getvalue().decode() if answer.status_code == 200 else ""

    own = post.full_url
    return {
        "page": f'href="{post.url}#' in text(paper.get_absolute_url()),
        "feed": own in text("/feed.xml"),
        "sitemap": f"<loc>{own}</loc>" in text("/sitemap.xml"),
        **{
            f"papers.{suffix}": paper.citation_key in text(f"{post.url}papers.{suffix}")
            for suffix in ("bib", "ris", "json")
        },
    }


@pytest.mark.parametrize("number", SHARED)
def test_a_paper_of_two_posts_is_one_and_loses_the_post_that_is_withdrawn(brought, number):
    client = Client()
    with transaction.atomic():
        kept, withdrawn = (post_named(name) for name in SHARED[number])
        assert all(number in str(post.body) for post in (kept, withdrawn))
        # Two spellings of one address; the feed holds the newest posts alone.
        PostPage.objects.exclude(pk__in=[kept.pk, withdrawn.pk]).update(live=False)
        paper = add_entry(kept, f"https://arxiv.org/abs/{number}")
        assert add_entry(withdrawn, f"https://arxiv.org/pdf/{number}v2") == paper
        assert Paper.objects.filter(identifiers__value=number).count() == 1
        assert set(PostPage.objects.public().discussing(paper)) == {kept, withdrawn}
        assert set(places_of(client, paper, kept).values()) == {True}
        assert set(places_of(client, paper, withdrawn).values()) == {True}

        PostPage.objects.get(pk=withdrawn.pk).unpublish()

        assert set(places_of(client, paper, kept).values()) == {True}
        assert set(places_of(client, paper, withdrawn).values()) == {False}
        transaction.set_rollback(True)


def test_papers_in_prose_are_stored_where_that_is_asked_for_and_name_both_posts(brought):
    client = Client()
    with transaction.atomic():
        status, report = run(SITE, "--papers-in-prose")
        assert (status, counted(report)) == (0, {"unchanged": 34})
        assert sum(post["papers_stored"] for post in report["posts"]) > len(SHARED)
        pairs = {number: [post_named(name) for name in names] for number, names in SHARED.items()}
        shown = {post.pk for pair in pairs.values() for post in pair}
        PostPage.objects.exclude(pk__in=shown).update(live=False)
        for number, (kept, withdrawn) in pairs.items():
            point = transaction.savepoint()
            paper = Paper.objects.get(identifiers__value=number)
            assert set(PostPage.objects.public().discussing(paper)) == {kept, withdrawn}
            for post in (kept, withdrawn):
                assert set(places_of(client, paper, post).values()) == {True}, post

            PostPage.objects.get(pk=withdrawn.pk).unpublish()

            assert set(places_of(client, paper, kept).values()) == {True}
            assert set(places_of(client, paper, withdrawn).values()) == {False}
            transaction.savepoint_rollback(point)
        again = run(SITE, "--papers-in-prose")[1]
        assert sum(post["papers_stored"] for post in again["posts"]) == 0
        transaction.set_rollback(True)


def test_addresses_are_exact_and_slugs_lead_there_once(brought):
    client = Client()
    odd = [
        post
        for post in PostPage.objects.exclude(address="")
        if not re.fullmatch(r"[\w-]+", post.address, re.A)
    ]
    assert {"2020/09/recsys2020"} <= {post.address for post in odd}
    assert client.get("/2020/").status_code == 200
    for post in odd:
        exact = f"/{quote(post.address)}/"
        assert client.get(exact).status_code == 200
        if post.slug != post.address:
            moved = client.get(f"/{post.slug}/")
            assert (moved.status_code, moved.headers["Location"]) == (301, exact)


def test_a_second_run_changes_nothing_and_rows_stay(brought):
    before = [(post.pk, post.latest_revision_id) for post in PostPage.objects.order_by("pk")]
    images = CustomImage.objects.count()
    status, report = run(SITE)
    assert status == 0
    assert counted(report) == {"unchanged": 34}
    assert before == [
        (post.pk, post.latest_revision_id) for post in PostPage.objects.order_by("pk")
    ]
    assert CustomImage.objects.count() == images


def test_the_seed_after_the_site_finds_its_address_taken(brought):
    before = post_named("2024-05-15-iclr24").latest_revision_id
    source = ImportSource.objects.get().name
    seed = CORPORA / "seed" / "iclr2024.md"
    status, report = run(seed, "--static", SITE / "static", "--source", source)
    assert status == 1
    [error] = notices(report, "error")
    assert "/iclr2024/ is that of “ICLR 2024” already; nothing was overwritten" in error
    assert post_named("2024-05-15-iclr24").latest_revision_id == before


def test_the_seed_by_itself(db, tmp_path, settings):
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path / "var"
    if not SITE.is_dir():
        pytest.skip(f"the sample of real posts is not at {CORPORA}")
    make_publication()
    status, report = run(CORPORA / "seed" / "iclr2024.md", "--static", SITE / "static")
    assert status == 0
    assert counted(report) == {"created": 1}
    assert [line for line in notices(report, "warning") if "CLIP🚀" in line]
    post = PostPage.objects.get()
    [placed] = [each for each in walk(post.body) if each.kind == "paper_list"]
    [expected] = [
        each for each in oracle(EXAMPLES[-1], "papers")["lists"] if each["kind"] == "top-n"
    ]
    found = [
        {row.scheme: row.value for row in entry["paper"].identifiers.all()}
        for entry in placed.value["entries"]
    ]
    assert len(found) == 10
    assert [
        {scheme: ids.get(scheme) for scheme in entry["ids"]}
        for ids, entry in zip(found, expected["entries"], strict=True)
    ] == [entry["ids"] for entry in expected["entries"]]
    assert all(found)
    assert [each for each in walk(post.body) if each.kind == "bonus_section"]
    assert "CLIP🚀" in page_of(post).get_text()
    assert counted(run(CORPORA / "seed" / "iclr2024.md", "--static", SITE / "static")[1]) == {
        "unchanged": 1
    }
