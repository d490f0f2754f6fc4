"""What reading asks of every browser: lines that hold together, text that can be copied, a page that
stays when the line is lost. In Firefox too with `make soak`."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.factories import make_author, make_paper, make_post, paper_list, prose
from tests.hard_cases import block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATEX = (
    r"\frac{a+b+c+d+e+f+g+h+i+j+k}{2} + m + n + o + p + q + r + s + t + u + v + w + x + y + z < 1"
)
MATH = '<embed embedtype="math" latex="x^2"/>'
WIDE = "<p>" + "".join(f"{'w' * length} ({MATH}), " for length in range(1, 60)) + "</p>"
BODY = [
    prose(
        f"<p>Let {MATH}, and <code>very_long_identifier_of_somebody</code>.</p><p>Then more.</p>"
    ),
    prose(WIDE),
    block("math", {"latex": LATEX, "label": "(1)"}),
    block("code", {"language": "python", "filename": "", "code": "print(1)\n"}),
]


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.soak)])
def reader(request, watched_in):
    watched = watched_in(request.param)
    papers = [make_paper(f"Paper {number}") for number in range(3)]
    author = make_author("Ada Quill")
    body = [*BODY, paper_list(papers), prose(f"<p>{'Words of the hall. ' * 900}</p>")]
    make_post(slug="vienna", title="Vienna", body=body, authors=[author])
    watched.goto("/vienna/")
    return watched.page


def copied(page) -> str:
    """What the page lays on the clipboard for what is selected."""
    page.evaluate(
        "addEventListener('copy', (event) => {"
        "window.copied = event.clipboardData.getData('text/plain'); }, { once: true })"
    )
    page.keyboard.press("Control+c")
    return page.evaluate("window.copied")


def test_a_formula_stands_in_one_line_and_scrolls_where_it_is_too_wide(reader):
    page = reader
    page.set_viewport_size({"width": 390, "height": 800})

    box = page.evaluate(
        "() => { const box = document.querySelector('.math');"
        "return [box.scrollWidth > box.clientWidth, box.querySelector('math').getBoundingClientRect().height < 90,"
        "document.documentElement.scrollWidth <= innerWidth]; }"
    )

    assert box == [True, True, True]


def test_no_line_ends_between_a_formula_and_its_brackets_or_comma(reader):
    page = reader
    page.set_viewport_size({"width": 390, "height": 800})

    parted = page.evaluate(
        "() => [...document.querySelectorAll('.body math:not([display])')].filter((formula) => {"
        "const range = new Range(), after = formula.nextSibling;"
        "range.setStart(after, 0); range.setEnd(after, 1);"
        "return range.getBoundingClientRect().top > formula.getBoundingClientRect().bottom; }).length"
    )

    assert parted == 0


def test_code_and_addresses_are_never_hyphenated(reader):
    hyphens = reader.eval_on_selector_all(
        "code, pre, .address",
        "all => [...new Set(all.map(each => getComputedStyle(each).hyphens))]",
    )

    assert hyphens == ["none"]


def test_a_formula_is_copied_as_its_tex(reader):
    page = reader
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.body > p'))")

    text = copied(page)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.math mfrac'))")

    assert text == "Let x^2, and very_long_identifier_of_somebody."
    assert copied(page) == LATEX


def test_what_buttons_are_called_is_not_selected(reader):
    page = reader
    page.keyboard.press("Control+a")

    text = page.evaluate("getSelection().toString()")

    assert "Vienna" in text
    assert [words for words in ("Copy code", "of Paper 1") if words in text] == []


def test_copying_twice_says_so_twice_and_the_button_keeps_its_name(reader):
    page = reader
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {} } })"
    )
    page.evaluate(
        "() => { window.heard = []; new MutationObserver(() => heard.push("
        "document.querySelector('main > [role=status]').textContent)).observe("
        "document.querySelector('main > [role=status]'), { childList: true }); }"
    )
    button = page.get_by_role("button", name="Copy code")
    button.click()
    expect(button).to_have_text("Copied")
    button.click()

    expect(button).to_have_text("Copy code", timeout=5_000)
    assert page.evaluate("heard") == ["", "Copied", "", "Copied"][1:] or page.evaluate(
        "heard.filter(Boolean)"
    ) == ["Copied", "Copied"]


def test_without_a_clipboard_the_text_is_selected_and_the_reader_is_told_the_keys(reader):
    page = reader
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    page.get_by_role("button", name="Copy code").click()
    expect(page.locator("[role=status]").first).to_have_text("Selected. Copy with Ctrl+C or ⌘C")
    code = page.evaluate("getSelection().toString()")
    page.get_by_role("link", name="Copy BibTeX of Paper 1").click()
    expect(page.locator(".record pre")).to_have_count(1)
    record = page.evaluate("getSelection().toString()")

    assert code.strip() == "print(1)"
    assert record.startswith("@inproceedings{")


def test_without_a_connection_the_page_stays_and_says_so(reader):
    page = reader
    page.context.set_offline(True)

    link = page.get_by_role("link", name="Copy BibTeX of Paper 1")
    link.click()

    expect(link).to_have_text("No connection of Paper 1")
    assert page.url.endswith("/vienna/")
    page.context.set_offline(False)


def test_a_search_typed_without_a_connection_keeps_what_is_typed(reader):
    page = reader
    page.goto(page.url.replace("/vienna/", "/search/"))
    page.context.set_offline(True)

    page.locator("#q").press_sequentially("hall")

    expect(page.locator("#search [role=status]")).to_have_text("No connection")
    assert page.locator("#q").input_value() == "hall"
    page.context.set_offline(False)
    page.locator("#q").press_sequentially("s")
    expect(page.locator("#search [role=status]")).to_have_text("")


def test_the_contents_show_where_the_reader_is(reader):
    page = reader
    page.set_viewport_size({"width": 1440, "height": 900})

    for number in (1, 2, 0):
        page.locator(".paper").nth(number).evaluate("paper => paper.scrollIntoView()")
        for line in range(3):
            weight = "600" if line == number else "400"
            expect(page.locator(".contents a").nth(line)).to_have_css("font-weight", weight)


def test_the_first_letter_is_large(reader):
    page = reader
    page.set_viewport_size({"width": 1440, "height": 900})

    first, second = page.evaluate(
        "() => [0, 1].map((at) => {"
        "const text = document.querySelector('.body > p').firstChild, range = new Range();"
        "range.setStart(text, at); range.setEnd(text, at + 1);"
        "return range.getBoundingClientRect().width; })"
    )

    assert first > 2.5 * second


def test_no_head_of_an_entry_stands_alone_at_the_end_of_a_printed_page(reader, tmp_path):
    page = reader
    entries = page.evaluate("document.querySelectorAll('.paper').length")
    alone = []
    for lines in range(0, 40, 3):
        page.evaluate(
            "lines => { document.querySelector('#filler')?.remove(); const filler = document.createElement('div');"
            "filler.id = 'filler'; filler.style.setProperty('block-size', `${lines * 6}mm`);"
            "document.querySelector('.papers').before(filler); }",
            lines,
        )
        page.pdf(path=tmp_path / "page.pdf")
        text = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "page.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for sheet in text.split("\f"):
            rows = [
                row.strip()
                for row in sheet.splitlines()
                if row.strip() and not row.strip().isdigit()
            ]
            if rows and ("Paper " in rows[-1] or "Ada Quill, Bruno Verso" in rows[-1]):
                alone.append((lines, rows[-1]))

    assert (entries, alone) == (3, [])
