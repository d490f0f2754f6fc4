"""Whatever a record holds, each file that is written of it reads back to the same values, and to
none added: by readers that are not ours."""

import csv
import io
import json
import tomllib
from pathlib import Path

import bibtexparser
import openpyxl
import pytest
import rispy
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text

from blog.core.spreadsheets import safe_cell
from blog.core.text import writable
from blog.feeds.discovery import _line as markdown_line
from blog.papers.bibtex import format_bibtex
from blog.papers.bibtex_reader import parse_bibtex
from blog.papers.csl_json import format_csl_json, parse_csl_json
from blog.papers.ris import format_ris, parse_ris
from blog.posts.models import PostPage
from blog.transfer.export.front_matter import edit_front_matter, write_front_matter
from tests.factories import make_author, make_post

RECORD = json.loads(
    (Path(__file__).resolve().parents[1] / "samples" / "hostile" / "record.json").read_text()
)
AFTER = {"type": "article", "title": "The one after it", "citation-key": "after"}
# What has a meaning in one of the files, beside letters.
SIGNS = "{}\\\"'$%&#_^~<>[]()|@=+-,:;!?*`/ \t\n\r\x00\x01\x7f\x85\u2028\ufffe\ud800aéZ日9"
texts = st.text(st.sampled_from(SIGNS), min_size=1, max_size=16)


def line(text):
    """What a file of one line can hold of a text."""
    return " ".join(writable(text).split())


def latex(text):
    plain = LatexNodes2Text(math_mode="verbatim").latex_to_text(text.replace("{}", "{}\u200c"))
    # The reader knows the circumflex alone, and joins signs that stand beside each other.
    return " ".join(plain.replace("ˆ", "^").replace("\u200c", "").split())


def test_the_files_of_a_hostile_record_hold_its_fields_and_no_others():
    bib = bibtexparser.parse_string(format_bibtex([RECORD, AFTER]))
    [ris, _after] = rispy.loads(format_ris([RECORD, AFTER]))

    assert bib.failed_blocks == []
    first, second = bib.entries
    assert second.fields_dict["title"].value == "{The one after it}"
    fields = {name: field.value for name, field in first.fields_dict.items()}
    assert {
        name: text if name in ("doi", "url") else latex(text) for name, text in fields.items()
    } == {
        "author": "Roe, Jane",
        "title": "A title with a } brace",
        "year": "2024",
        "pages": RECORD["page"],
        "doi": "10.1234/a%7Db",
        "isbn": RECORD["ISBN"],
        "url": "https://example.org/a%7Db%20c",
    }
    assert {name: value for name, value in ris.items() if name != "id"} == {
        "type_of_reference": "JOUR", "title": RECORD["title"], "authors": ["Roe, Jane"],
        "year": "2024", "date": "2024///", "start_page": RECORD["page"], "issn": RECORD["ISBN"],
        "doi": RECORD["DOI"], "urls": [RECORD["URL"]],
    }  # fmt: skip
    for read, text in (
        (parse_bibtex, format_bibtex([RECORD, AFTER])),
        (parse_ris, format_ris([RECORD, AFTER])),
        (parse_csl_json, format_csl_json([RECORD, AFTER])),
    ):
        reading = read(text)
        assert reading.problems == []
        again, after = reading.items
        assert after["title"] == AFTER["title"]
        for name in ("title", "author", "issued", "page", "DOI", "URL", "ISBN"):
            assert again[name] == RECORD[name], name


@hypothesis_settings(max_examples=50)
@given(title=texts.filter(line), page=texts, note=texts, scheme=texts, name=texts, key=texts)
def test_any_text_in_any_field_reads_back_and_stays_in_its_field(
    title, page, note, scheme, name, key
):
    item = {
        "type": "article-journal", "title": title, "container-title": f"Journal {note}",
        "author": [{"family": f"F{name}", "given": "Ada"}, {"literal": f"Lab {name}"}],
        "page": page, "note": note, "DOI": f"10.1/{page}", "URL": f"https://a.org/{page}",
        "citation-key": key, "custom": {"identifiers": {scheme: note, "openreview": page}},
    }  # fmt: skip

    bib = bibtexparser.parse_string(format_bibtex([item, AFTER]))
    [ris, after] = rispy.loads(format_ris([item, AFTER]))
    [csl, _after] = json.loads(format_csl_json([item, AFTER]))

    assert bib.failed_blocks == []
    entry, last = bib.entries
    assert latex(last.fields_dict["title"].value) == AFTER["title"]
    assert set(entry.fields_dict) <= {
        "author", "title", "journal", "pages", "note", "doi", "url", "eprint", "eprinttype",
    }  # fmt: skip
    assert latex(entry.fields_dict["title"].value[1:-1]) == line(title)
    assert line(parse_bibtex(format_bibtex([item])).items[0]["title"]) == line(title)
    assert (ris["title"], after["title"]) == (line(title), AFTER["title"])
    assert ris["authors"][1] == line(f"Lab {name}".replace(", ", ",, ", 1))
    assert writable(csl["title"]) == writable(title)
    assert set(csl) == {*item, "id"}


@given(title=texts, other=texts)
def test_front_matter_of_every_kind_reads_back(title, other):
    values = {"title": title, "authors": [other, title], "thumbnail": {"src": other, "alt": title}}
    expected = {
        "title": writable(title),
        "authors": [writable(other), writable(title)],
        "thumbnail": {"src": writable(other), "alt": writable(title)},
    }

    assert yaml.safe_load(write_front_matter(values).strip("-\n") + "\n") == expected
    for source, read in (
        (b"---\ntitle: Plain\n---\n", lambda text: yaml.safe_load(text.strip("-\n") + "\n")),
        (b"---\ntitle: 'Single'\n---\n", lambda text: yaml.safe_load(text.strip("-\n") + "\n")),
        (b'+++\ntitle = "Plain"\n+++\n', lambda text: tomllib.loads(text.strip("+\n") + "\n")),
        (b'{"title": "Plain"}\n', json.loads),
    ):
        edited = edit_front_matter(source, {"title": writable(title)}).decode()
        assert read(edited) == {"title": writable(title)}


@given(texts)
def test_a_line_of_llms_txt_is_words_alone(text):
    written = markdown_line(text)

    [paragraph, inline, end] = MarkdownIt("commonmark").parse(f"{written}" or "x")[:3] or [0, 0, 0]
    shown = "".join(token.content for token in inline.children)
    assert (paragraph.type, end.type) == ("paragraph_open", "paragraph_close")
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    assert shown == (line(text).replace("[", "(").replace("]", ")") or "x")


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_cell_of_a_spreadsheet_is_text_for_every_program(cells):
    written = [safe_cell(cell, "csv") for cell in cells]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(written)

    [row] = csv.reader(io.StringIO(stream.getvalue(), newline=""))

    assert [cell.removeprefix("'") for cell in row] == [
        writable(c).removeprefix("'") for c in cells
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.django_db
def test_the_spreadsheets_of_the_admin_hold_hostile_texts_as_texts(admin_client, publication):
    make_post(title="=cmd|' /C calc'!A0")
    post = make_post(title="Later")
    PostPage.objects.filter(pk=post.pk).update(title="@a\x01\x7f\ufffeb")
    addresses = ["/admin/reports/aging-pages/", "/admin/reports/site-history/"]

    for address in addresses:
        text = b"".join(admin_client.get(f"{address}?export=csv").streaming_content).decode()
        rows = list(csv.reader(io.StringIO(text)))
        cells = [cell for row in rows for cell in row]
        assert len(rows) > 1
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
        workbook = b"".join(admin_client.get(f"{address}?export=xlsx").streaming_content)
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        shown = [cell.value for row in sheet.rows for cell in row]
        assert "=cmd|' /C calc'!A0" in shown
        assert not any("\x01" in str(text) for text in shown)


@pytest.mark.django_db
def test_llms_txt_shows_a_hostile_author_as_a_name(client, publication):
    author = make_author("Ada\n\n# Owned [x](http://evil.example) <b>")
    make_post(title="Ten", slug="ten", authors=[author])

    entry = next(
        row for row in client.get("/llms.txt").content.decode().splitlines() if "Ten" in row
    )

    assert entry.startswith(
        "- [Ten](http://localhost/ten/index.md): Ada \\# Owned (x)(http://evil.example) \\<b\\>"
    )
