"""No input costs unbounded time: one for each way in which something once took the square of it.

The ceilings are generous: they hold on a slow machine, and what grows with the square misses them
by far. `make bench-render` shows the growth itself.
"""

import io
import struct
import time
import tracemalloc

import pytest

from blog.core.errors import SourceError
from blog.core.html import render_markdown, sanitise_html
from blog.images.gate import RefusedPicture, inspect
from blog.papers.pasted import read_pasted
from blog.posts.listings import highlight_code
from blog.transfer.admin.archives import unpack_upload
from blog.transfer.reading.goldmark import make_parser
from tests.images.samples import ENDLESS_DRAWINGS

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def seconds(work, *arguments):
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


@pytest.mark.parametrize(
    "source",
    ["\"'" * 16_000, "http://a." * 6_000, "{{<" * 16_000, "{{</*" * 10_000, "![" * 16_000],
    ids=["quotes", "addresses", "shortcodes", "escaped shortcodes", "brackets"],
)
def test_markdown_takes_time_by_its_length_alone(source):
    assert seconds(render_markdown, source) < 2


@pytest.mark.parametrize("source", ["http://a." * 6_000, "www.a." * 8_000, "a@b." * 10_000])
def test_the_import_reads_endless_addresses_by_their_length_alone(source):
    assert seconds(make_parser().render, source) < 2


def test_the_import_links_addresses_beside_a_paragraph_with_an_endless_word():
    shown = make_parser().render("See http://a.example/b\n\n" + "x" * 2_000)

    assert '<a href="http://a.example/b">' in shown


@pytest.mark.parametrize("language", ["python", "systemd", "html", "perl"])
def test_a_listing_takes_time_by_its_length_alone(language):
    for code in ("a = (\"'\n" * 8_000, " \t" * 10_000, "<a b=" * 12_000, "((\n" * 9_000):
        assert seconds(highlight_code, code, language) < 2


def test_a_listing_of_several_pieces_keeps_every_sign():
    code = 'def f():\n    return "<&>"\n' * 600

    shown = highlight_code(code, "python")

    assert shown.count('<span class="k">def</span>') == 600
    assert shown.count("&lt;&amp;&gt;") == 600


@pytest.mark.parametrize("record", ["@article{", "@article{a,\n", "TY  - \n"])
def test_pasted_records_take_time_by_their_length_alone(record):
    text = record * 10_000
    start = time.process_time()

    pieces = read_pasted(text)

    assert time.process_time() - start < 5
    assert sum(len(piece.text) for piece in pieces) <= len(text) * 2


@pytest.mark.parametrize("drawing", ENDLESS_DRAWINGS.values(), ids=ENDLESS_DRAWINGS)
def test_a_drawing_that_nobody_drew_is_refused_at_once(drawing):
    start = time.process_time()

    with pytest.raises(RefusedPicture, match="nested too deeply, or has too many parts"):
        inspect(drawing)

    assert time.process_time() - start < 2


def test_a_drawing_of_64_levels_is_taken():
    drawing = HEAD + "<g>" * 63 + "</g>" * 63 + "</svg>"

    assert inspect(drawing.encode()).form == "SVG"


def zip_of_empty_entries(number, *, claimed=None, zip64=False, decoy=False):
    """The directory alone, which is all that is read of a zip before its files are."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<3H", 4, 0, 0) + bytes(12) + b"a.md"
    directory = entry * number
    claimed = number if claimed is None else claimed
    end64 = struct.pack(
        "<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, claimed, claimed, len(directory), 0
    )
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(directory), 1)
    short = min(claimed, 0xFFFF)
    # The place of the directory is not believed either: it may hold the sign of an end.
    place = 0x06054B50 if decoy else 0
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, short, short, len(directory), place, 0)
    return directory + (end64 + locator if zip64 else b"") + end


@pytest.mark.parametrize(
    "content",
    [
        zip_of_empty_entries(1_000_000),
        zip_of_empty_entries(1_000_000, zip64=True),
        zip_of_empty_entries(1_000_000, claimed=1),
        zip_of_empty_entries(60_000, claimed=1),
        zip_of_empty_entries(60_000, claimed=1, zip64=True),
        zip_of_empty_entries(60_000, decoy=True),
    ],
    ids=["plain", "Zip64", "forged count", "fewer, forged", "fewer, forged, Zip64", "decoy"],
)
def test_a_zip_of_very_many_entries_is_refused_before_they_are_read(tmp_path, content):
    stream = io.BytesIO(content)
    tracemalloc.start()

    with pytest.raises(SourceError, match=r"it holds \d+ files; 20000 is the most"):
        unpack_upload(stream, "site.zip", tmp_path / "folder")

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000
    assert not (tmp_path / "folder").exists()


def test_html_deeper_than_the_parser_reads_is_shown_as_text():
    shown = sanitise_html("<div>" * 300 + "deep" + "</div>" * 300 + "<p>after</p>")

    assert "deep" in shown
    assert "after" in shown
