"""The editor's chooser against a web that misbehaves: a clear sentence, nothing stored, no text lost."""

import datetime as dt
import time

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from blog.core.text import writable
from blog.papers.lookup.models import LookupReply
from blog.papers.models import Paper, PaperIdentifier
from tests.outside import (
    announce,
    drip,
    error,
    never_end,
    pour,
    redirect,
    reply,
    say_raw,
    stall,
)

pytestmark = pytest.mark.django_db
PAGE = "https://proceedings.mlr.press/v1/quill24a.html"
DOI = "10.5555/listening.2024.3"
NOON = dt.datetime(2024, 5, 7, 12, tzinfo=dt.UTC)
HUNDRED_MB = 100_000_000
JUST_A_MOMENT = "<html><title>Just a moment</title>"


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def post(client, name, **data):
    address = reverse(f"wagtailsnippetchoosers_blog_paper:{name}")
    with time_machine.travel(NOON, tick=False):
        response = client.post(address, data)
    return response, BeautifulSoup(response.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def sentences(shown):
    return [words(line) for line in shown.select(".paper-failures li")]


def stored():
    kept = [items for items in LookupReply.objects.values_list("items", flat=True) if items]
    return Paper.objects.count(), PaperIdentifier.objects.count(), kept


NOTHING = (0, 0, [])
SOON = " It is asked again after 12:01:00."
ANSWERS = {
    "a page that never ends": (never_end(), f"answered with too much to be a record of a paper.{SOON}"),
    "100 MB announced": (
        announce(HUNDRED_MB, "text/html"), f"answered with too much to be a record of a paper.{SOON}"),
    "100 MB sent": (
        pour(HUNDRED_MB, "text/html"), f"answered with too much to be a record of a paper.{SOON}"),
    "a PDF": (
        reply(b"%PDF-1.7", "application/pdf"), "answered with something that is no record. "
        "Paste the page about the paper, not its PDF."),
    "an image": (
        reply(b"\x89PNG", "image/png"), f"answered with something that is no record.{SOON}"),
    "JSON where a page is wanted": (
        reply("{}", "application/json"), f"answered with something that is no record.{SOON}"),
    "HTML that claims to be JSON": (
        reply(JUST_A_MOMENT, "application/json"), f"answered with something that is no record.{SOON}"),
    "compressed, unasked": (
        reply(b"\x1f\x8b", Content_Encoding="gzip"), f"answered with something that is no record.{SOON}"),
    "another page": (reply(JUST_A_MOMENT), "does not know this paper."),
    "no page": (error(404), "does not know this paper."),
    "a page that is gone": (error(410), "has this paper no longer."),
    "a sign-in": (
        error(401), f"asks for a sign-in (401).{SOON}"),
    "403": (
        error(403), f"refuses to answer us (403).{SOON}"),
    "403 for an hour": (
        error(403, Retry_After="3600"),
        "refuses to answer us (403). It is asked again after 13:00:00."),
    "429 in seconds": (
        error(429, Retry_After="90"),
        "has been asked too often (429). It is asked again after 12:01:30."),
    "429 until a date": (
        error(429, Retry_After="Tue, 07 May 2024 12:10:00 GMT"),
        "has been asked too often (429). It is asked again after 12:10:00."),
    "429 until a past date": (
        error(429, Retry_After="Mon, 06 May 2024 12:10:00 GMT"),
        f"has been asked too often (429).{SOON}"),
    "429 until nobody knows when": (
        error(429, Retry_After="soon"),
        f"has been asked too often (429).{SOON}"),
    "429 for a century": (
        error(429, Retry_After="999999999"),
        "has been asked too often (429). It is asked again after 8 May 2024, 12:00."),
    "503": (
        error(503), f"answered with the error 503.{SOON}"),
    "round and round": (
        redirect(f"/page/{PAGE}"), f"leads from one address to the next without end.{SOON}"),
    "a redirect to another port": (
        redirect("http://93.184.215.14:8080/"), "is not asked: only the ports 80 and 443 are."),
    "a redirect to a file": (redirect("file:///etc/passwd"), "leads to something that is no page of the web."),
    "broken off": (
        announce(50, "text/html"),
        f"broke off in the middle of its answer.{SOON}"),
    "no HTTP": (
        say_raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        f"does not answer as a web server does.{SOON}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_bad_answer_is_a_sentence_and_a_form_to_fill_by_hand(editor, outside, kind):
    behaviour, says = ANSWERS[kind]
    outside.on("/page/", behaviour)

    response, shown = post(editor, "answer", text=PAGE)

    assert response.status_code == 200
    assert sentences(shown) == [f"proceedings.mlr.press {says}"]
    assert shown.select_one("#paper-title").text.strip() == ""
    assert shown.select_one("#paper-identifiers").text.strip() == PAGE
    assert stored() == NOTHING


PRIVATE = """
    127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 ①②⑦.⓪.⓪.① 127。0。0。1
    localhost localhost. 0.0.0.0 0 [::] [::1] [0:0:0:0:0:0:0:1]
    169.254.169.254 2852039166 0251.0376.0251.0376 [::ffff:169.254.169.254]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:7f00:1] [2002:7f00:1::]
    [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::7f00:1]
    [fe80::1] [fec0::1] [fd00:ec2::254] [ff02::1]
    10.1.2.3 172.16.0.1 192.168.1.1 100.100.100.200 168.63.129.16 224.0.0.1 255.255.255.255
""".split()


@pytest.mark.parametrize("host", PRIVATE)
def test_a_redirect_into_a_private_network_is_not_followed(editor, outside, host):
    outside.on("/page/", redirect(f"http://{host}/latest/meta-data/"))

    _response, shown = post(editor, "answer", text=PAGE)

    assert sentences(shown) == ["proceedings.mlr.press lies in a private network and is not asked."]
    assert shown.select_one("#paper-identifiers").text.strip() == PAGE
    assert stored() == NOTHING
    assert len(outside.asked) == 1


# With full stops of Chinese it is no address to us but a title, which registers are asked for.
@pytest.mark.parametrize("host", [host for host in PRIVATE if "。" not in host])
def test_an_address_in_a_private_network_is_not_asked(editor, outside, settings, host):
    settings.LOOKUP_SOURCES = settings.LOOKUP_SOURCES | {"page": "{url}"}
    text = f"https://{host}/latest/meta-data"

    response, shown = post(editor, "answer", text=text)

    assert response.status_code == 200
    [said] = sentences(shown)
    assert said.endswith(" lies in a private network and is not asked.")
    assert shown.select_one("#paper-identifiers").text.strip() == text.replace(
        "localhost.", "localhost"
    )
    assert (outside.asked, stored()) == ([], NOTHING)


REGISTERS = {
    "Crossref": ("/crossref/", DOI, f"https://doi.org/{DOI}"),
    "DataCite": ("/datacite/", DOI, f"https://doi.org/{DOI}"),
    "arXiv": ("/arxiv/", "2402.98765", "https://arxiv.org/abs/2402.98765"),
    "OpenReview": (
        "/openreview/", "openreview:cHo1rQu1Ll", "https://openreview.net/forum?id=cHo1rQu1Ll"),
}  # fmt: skip


@pytest.mark.parametrize("source", REGISTERS)
@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        (reply(JUST_A_MOMENT, "application/json"), "answered with something that cannot be read."),
        (reply(JUST_A_MOMENT, "application/atom+xml"), "answered with something that "),
        (reply(JUST_A_MOMENT), "answered with something that is no record."),
        (reply(b"[" * 100_000, "application/json"), "answered with something that "),
        (never_end("application/json"), "answered with "),
        (error(403), "refuses to answer us (403). It is asked again after 12:01:00."),
        (error(429, Retry_After="20"),
         "has been asked too often (429). It is asked again after 12:01:00."),
    ],
)  # fmt: skip
def test_a_register_that_misbehaves_is_named_with_the_reason(
    editor, outside, source, behaviour, says
):
    place, text, address = REGISTERS[source]
    outside.on(place, behaviour)

    response, shown = post(editor, "answer", text=text)

    assert response.status_code == 200
    [said] = [line for line in sentences(shown) if line.startswith(f"{source} ")]
    assert says in said or "answered with something that is no record." in said
    assert shown.select_one("#paper-identifiers").text.strip() == address
    assert stored() == NOTHING


@pytest.mark.parametrize("kind", ["stall", "headers", "body"])
def test_a_source_that_is_slow_costs_its_own_time_and_no_more(editor, outside, settings, kind):
    settings.LOOKUP_SOURCE_SECONDS, settings.LOOKUP_TOTAL_SECONDS = 0.3, 0.6
    dripping = drip(outside, headers=kind == "headers", kind="text/html")
    outside.on("/page/", stall(outside) if kind == "stall" else dripping)
    started = time.monotonic()

    _response, shown = post(editor, "answer", text=PAGE)

    assert time.monotonic() - started < 3
    assert sentences(shown) == [
        "proceedings.mlr.press did not answer in time. It is asked again after 12:01:00."
    ]
    assert stored() == NOTHING
    # Left alone from then on, so nobody waits for it a second time.
    asked = len(outside.asked)
    post(editor, "answer", text="https://proceedings.mlr.press/v1/other24a.html")
    assert len(outside.asked) == asked


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_row_of_a_list_that_fails_keeps_its_text(editor, outside, kind):
    behaviour, says = ANSWERS[kind]
    outside.on("/page/", behaviour)
    text = f"{PAGE} (the one about choirs)"

    _response, shown = post(editor, "list_row", text=text, prefix="row-3")

    [row] = shown.select("[data-paper-row]")
    assert row["data-state"] == "failed"
    assert says.split(" It is asked again")[0] in sentences(row)[0]
    assert row.select_one("[data-paper-source]").text == text
    assert stored() == NOTHING


@pytest.mark.parametrize(
    "text", ["10.1000/<script>alert(1)</script>", "doi:10.1000/<script>alert(1)</script>"]
)
@pytest.mark.parametrize("name", ["answer", "list_row"])
def test_a_doi_with_a_script_is_no_identifier_and_nobody_is_asked(editor, outside, text, name):
    _response, shown = post(editor, name, text=text, prefix="row-0")

    assert f"“{text}” is no identifier that we know. Write a link, a DOI or arXiv:…" in words(shown)
    assert shown.select("script") == []
    assert (outside.asked, stored()) == ([], NOTHING)
    assert shown.select_one("[id$=-title]:is(input, textarea)").text.strip() == ""


@pytest.mark.parametrize("host", ["doi.org", "example.org"])
def test_a_script_in_an_address_stays_text(editor, outside, host):
    _response, shown = post(
        editor, "answer", text=f"https://{host}/10.1000/<script>alert(1)</script>"
    )

    assert sentences(shown) == [f"{host} does not know this paper."]
    assert shown.select("script") == []
    assert stored() == NOTHING


def entry(number):
    return (
        f"@misc{{key{number},\n  title = {{Paper {number}}},\n  author = {{Quill, Ada}},\n"
        f"  year = {{2024}},\n  eprint = {{2401.{number:05d}}},\n}}\n"
    )


BROKEN = "the braces or commas of this entry do not match."
BAD_ENTRIES = {
    "a brace is missing": (("{Paper 20}", "{Paper 20"), BROKEN),
    "a quotation mark is missing": (("{Paper 20}", '"Paper 20'), BROKEN),
    "the key is missing": (("key20,", ""), BROKEN),
    "an equals sign is missing": (("title =", "title"), BROKEN),
    "a comma is missing": (("{Paper 20},", "{Paper 20}"), "a comma is missing in “key20”."),
    "the title is missing": (("  title = {Paper 20},\n", ""), "“key20” has no title."),
    "the title is empty": (("Paper 20", " "), "“key20” has no title."),
    "the title is no text": (("Paper 20", "\x01\x02"), "“key20” has no title."),
    "the braces lie too deep": (
        ("{Paper 20}", "{" * 5_000 + "x" + "}" * 5_000), "the braces of “key20” lie too deep."),
    "so do the commands": (
        ("{Paper 20}", "{" + r"\textbf{" * 3_000 + "x" + "}" * 3_001),
        "the braces of “key20” lie too deep."),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_ENTRIES)
def test_of_one_bad_entry_among_fifty_the_others_are_found_and_it_is_named(editor, outside, kind):
    (before, after), says = BAD_ENTRIES[kind]
    bad = entry(20).replace(before, after)
    pasted = "\n".join([*map(entry, range(20)), bad, *map(entry, range(21, 50))])

    _response, shown = post(editor, "list_rows", text=pasted)

    rows = shown.select("[data-paper-row]")
    found = [row for row in rows if row["data-state"] == "found"]
    assert [words(row.select_one(".paper-row__title")) for row in found] == [
        f"Paper {number}" for number in range(50) if number != 20
    ]
    [failed] = [row for row in rows if row["data-state"] == "failed"]
    assert f"line 141: {says} Mend the entry, or enter it by hand." in words(failed)
    assert failed.select_one("[data-paper-source]").text.split() == writable(bad).split()
    assert (outside.asked, stored()) == ([], NOTHING)


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        (r"{\'E}tude for {\"U}ben", "Étude for Üben"),
        (r"$\alpha$-Divergence of $O(n^2)$", "α-Divergence of $O(n^2)$"),
        (r"50\% \& more: {\textbackslash}o/", "50% & more: \\o/"),
        (r"{{RTFS}-Net}: \emph{Faster}", "RTFS-Net: Faster"),
        (r"Unbalanced $x and \unknown{y}", "Unbalanced x and y"),
        (r"``Quoted'' --- so", "“Quoted” — so"),
    ],
)
def test_latex_in_a_title_is_shown_as_text(editor, outside, latex, title):
    _response, shown = post(editor, "answer", text=f"@misc{{a, title = {{{latex}}}}}")

    assert shown.select_one("#paper-title").text.strip() == title
    assert (outside.asked, stored()) == ([], NOTHING)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@misc{a, title = {No end", "line 1: the braces or commas of this entry do not match. "
         "Mend the entry, or enter it by hand."),
        ("TY  - JOUR\nAU  - Quill, Ada\nER  - ", "line 1: this record has no title that can be read. "
         "Every record needs a line “TI - …”."),
        ('[{"title": "A"}', "line 1: this is not JSON. Export it again as CSL-JSON."),
        ("[" * 100_000, "line 1: this is not JSON. Export it again as CSL-JSON."),
        ("https://example.org/" + "x" * 600, "this address is too long. Paste a shorter one."),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_a_sentence_and_a_form(editor, outside, text, says):
    response, shown = post(editor, "answer", text=text)

    assert response.status_code == 200
    assert words(shown.select_one("[role=alert]")) == says
    assert shown.select_one("#paper-title").text.strip() == ""
    assert (outside.asked, stored()) == ([], NOTHING)


def test_a_title_that_nobody_can_be_asked_for_stays_in_the_form(editor, outside):
    outside.on("/arxiv/", error(503))
    outside.on("/crossref/", never_end("application/json"))

    _response, shown = post(editor, "answer", text="Listening in Tongues")

    assert sentences(shown) == [
        f"arXiv answered with the error 503.{SOON}",
        f"Crossref answered with too much to be a record of a paper.{SOON}",
    ]
    assert shown.select_one("#paper-title").text.strip() == "Listening in Tongues"
    assert stored() == NOTHING


def test_a_record_that_is_stored_by_hand_after_all_sources_failed_has_its_identifier(
    editor, outside
):
    outside.on("/", error(503))
    _response, shown = post(editor, "answer", text=DOI)
    fields = {
        field["name"].removeprefix("record-"): field.get("value") or field.text.strip()
        for field in shown.select("form[data-paper-record] :is(input, textarea, select)[name]")
        if field["name"] != "csrfmiddlewaretoken"
    }

    response, _shown = post(editor, "create", **(fields | {"title": "By hand", "kind": "article"}))

    assert response.status_code == 200
    [paper] = Paper.objects.all()
    assert (paper.title, [str(row) for row in paper.identifiers.all()]) == (
        "By hand",
        [f"DOI {DOI}"],
    )
