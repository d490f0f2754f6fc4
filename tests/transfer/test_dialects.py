"""Extensions of Markdown: read where a site turns them on, and left alone where it does not."""

from dataclasses import replace

import pytest

from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect, dialect_of

PLAIN = Dialect(typographer=False)


def blocks(text: str, **flags: bool) -> list[tuple]:
    reader = Reader(bare_site(replace(PLAIN, **flags)))
    return [(block.kind, *filter(None, block.value.values())) for block in reader.blocks(text)]


def formula(latex: str) -> str:
    return f'<embed embedtype="math" latex="{latex}"/>'


@pytest.mark.parametrize(
    ("flag", "text", "expected"),
    [
        ("math_brackets", r"So \(x_1\) and \[y\] it is.",
         [("prose", f"<p>So {formula('x_1')} and {formula('y')} it is.</p>")]),
        ("math_brackets", "\\[\nx^2\n\\]\n\nWords.", [("math", "x^2"), ("prose", "<p>Words.</p>")]),
        ("math_brackets", "It costs $17 and $18.", [("prose", "<p>It costs $17 and $18.</p>")]),
        ("math_brackets", r"In `\(x\)` and \(alone.",
         [("prose", r"<p>In <code>\(x\)</code> and (alone.</p>")]),
        ("math_escaped", r"So \\(x_1\\) it is.", [("prose", f"<p>So {formula('x_1')} it is.</p>")]),
        ("math_blocks", "$$\nx^2\n$$", [("math", "x^2")]),
        ("math_blocks", "So $$x^2$$, for $5.", [("prose", f"<p>So {formula('x^2')}, for $5.</p>")]),
        ("math", "So $x_1$, for $5 and [$6](/a).",
         [("prose", f'<p>So {formula("x_1")}, for $5 and <a href="/a">$6</a>.</p>')]),
        ("mark", "A ==marked *word*==.", [("raw_html", "<p>A <mark>marked <i>word</i></mark>.</p>")]),
        ("insert", "An ++inserted++ word.", [("raw_html", "<p>An <ins>inserted</ins> word.</p>")]),
        ("superscript", "x^2^ and a^b", [("prose", "<p>x<sup>2</sup> and a^b</p>")]),
        ("block_attributes", "Words\n{.lead #x}\n\n{.alone}\n\n- a\n- b\n{.l}",
         [("prose", "<p>Words</p><ul><li>a</li><li>b</li></ul>")]),
    ],
)  # fmt: skip
def test_an_extension_is_read_where_it_is_turned_on(flag, text, expected):
    assert blocks(text, **{flag: True}) == expected


@pytest.mark.parametrize(
    "text",
    ["So (x_1) it is.", "$$x^2$$", "$x_1$", "A ==marked== word", "An ++inserted++ word", "x^2^",
     "Words {.lead}", "2 == 2 and 3 == 3"],
)  # fmt: skip
def test_nothing_is_read_that_is_not_turned_on(text):
    assert blocks(text) == [("prose", f"<p>{text}</p>")]


def test_one_tilde_strikes_through_as_two_do_and_makes_subscripts_where_that_is_turned_off():
    assert blocks("a ~b~ and ~~c~~ ~ 5") == [("prose", "<p>a <s>b</s> and <s>c</s> ~ 5</p>")]
    off = {"strikethrough": False, "subscript": True}
    assert blocks("H~2~O", **off) == [("prose", "<p>H<sub>2</sub>O</p>")]


def goldmark(**extensions) -> dict:
    return {"markup": {"goldmark": {"extensions": extensions}}}


@pytest.mark.parametrize(
    ("config", "dialect"),
    [
        ({}, Dialect()),
        ({"params": {"math": True}}, Dialect(math=True, math_escaped=True)),
        ({"params": {"katex": "auto"}}, Dialect(math=True, math_escaped=True)),
        ({"params": {"math": {"enable": False}}}, Dialect()),
        (goldmark(passthrough={"enable": True}),
         Dialect(passthrough=True, math_blocks=True, math_brackets=True)),
        (goldmark(passthrough={"enable": True, "delimiters": {
            "inline": [["$", "$"], ["\\(", "\\)"]], "block": [["$$", "$$"]]}}),
         Dialect(passthrough=True, math=True, math_brackets=True)),
        (goldmark(passthrough={"enable": True, "delimiters": {"block": [["$$", "$$"]]}}),
         Dialect(passthrough=True, math_blocks=True)),
        (goldmark(passthrough={"enable": True, "delimiters": {"inline": [["\\\\(", "\\\\)"]]}}),
         Dialect(passthrough=True, math_escaped=True)),
        (goldmark(passthrough={"enable": False}), Dialect()),
        (goldmark(extras={"mark": {"enable": True}, "insert": {"enable": False}}),
         Dialect(mark=True)),
        (goldmark(typographer=False, strikethrough=False),
         Dialect(typographer=False, strikethrough=False)),
        ({"markup": {"goldmark": {"parser": {"attribute": {"block": True}}}}},
         Dialect(block_attributes=True)),
        ({"enableemoji": True, "markup": "wrong"}, Dialect(emoji=True)),
    ],
)  # fmt: skip
def test_the_configuration_says_which_extensions_are_on(config, dialect):
    assert dialect_of(config) == dialect


@pytest.mark.parametrize(
    ("site", "values", "dialect"),
    [
        (Dialect(), {"math": True}, Dialect(math=True, math_escaped=True)),
        (Dialect(), {"mathjax": "true"}, Dialect(math=True, math_escaped=True)),
        (Dialect(math=True, math_escaped=True), {"math": False}, Dialect()),
        (Dialect(passthrough=True, math_brackets=True), {"math": True},
         Dialect(passthrough=True, math_brackets=True)),
        (Dialect(math=True), {"title": "x"}, Dialect(math=True)),
    ],
)  # fmt: skip
def test_a_page_turns_formulas_on_and_off(site, values, dialect):
    assert site.for_page(values) == dialect


@pytest.mark.parametrize(
    "dialect",
    [
        Dialect(math_brackets=True, passthrough=True),
        Dialect(math=True, math_escaped=True),
        Dialect(math_escaped=True, passthrough=True),
        Dialect(math=True, mark=True, insert=True, superscript=True),
    ],
)
@pytest.mark.parametrize(
    "text",
    ["A formula \\\\(x_1\\\\), \\(y\\), $z$.", "\\[\nx\n\\]", "2 == 2 ++ 3^4^ 5", "a ~b~ c"],
)
def test_what_was_read_in_a_dialect_is_written_in_it(dialect, text):
    reader, writer = Reader(bare_site(dialect)), BodyWriter.for_dialect(dialect)
    body = reader.blocks(text)

    assert comparable(reader.blocks(writer.document(body))) == comparable(body)


def test_the_dialect_survives_its_json_form():
    dialect = Dialect(math_brackets=True, mark=True)

    assert Dialect.from_json(dialect.to_json()) == dialect
