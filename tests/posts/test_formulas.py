"""Formulas as people paste and misspell them, in the form and in Markdown."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from blog.core.html import render_markdown
from blog.core.prose import canonical_prose
from blog.posts.blocks.prose import ProseBlock
from blog.posts.blocks.technical import MathBlock
from blog.posts.mathematics import formulas_in_markdown, render_math


def cleaned(latex: str) -> str:
    return MathBlock().clean({"latex": latex, "label": ""})["latex"]


def refusal_of(latex: str) -> str:
    with pytest.raises(ValidationError) as refused:
        cleaned(latex)
    return refused.value.block_errors["latex"].messages[0]


@pytest.mark.parametrize(
    "pasted",
    [
        "$$ E = mc^2 $$",
        "$$\nE = mc^2\n$$",
        r"\[E = mc^2\]",
        r"\(E = mc^2\)",
        "$E = mc^2$",
        "  E = mc^2\n",
        "```math\nE = mc^2\n```",
    ],
)
def test_a_formula_is_taken_with_the_signs_around_it(pasted):
    assert cleaned(pasted) == "E = mc^2"


@pytest.mark.parametrize("latex", [r"a \$ b", "x\n% done\n+ y"])
def test_signs_inside_of_a_formula_stay(latex):
    assert cleaned(latex) == latex


@pytest.mark.parametrize(
    ("latex", "sentence"),
    [
        (r"a + \foo y", r"At “\foo”: there is no command of this name."),
        ("a\n+ \\frac{b}{c} \\foo y", r"In line 2, at “\foo”: there is no command of this name."),
        ("x^{2", "At the end: a bracket or a \\begin is never closed."),
        ("$$\nx_\n$$", "At the end: something has to follow here."),
        ("a}b", "At “}b”: this closes what was never opened."),
        (r"\begin{nowhere}x\end{nowhere}", "At “nowhere”: there is no environment of this name."),
        ("a $ b", "At “$ b”: write $ as \\$; a formula needs no signs around it."),
    ],
)
def test_an_error_names_the_place_in_words(latex, sentence):
    assert refusal_of(latex) == sentence


@pytest.mark.parametrize("latex", ["% to do", "$$ % to do\n $$", "{}", r"\,", r"\quad % nothing"])
def test_a_formula_that_shows_nothing_is_refused(latex):
    assert refusal_of(latex) == (
        "Nothing of this is shown. Write a formula: what follows % is a comment."
    )


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{align} a &= b \label{eq:one} \\ c &= d \end{align}",
        r"\begin{gather} a = b \\ c = d \end{gather}",
        r"\begin{multline} a = b \\ c = d \end{multline}",
        r"\begin{equation} \label{eq:one} a = bc = d \end{equation}",
    ],
)
def test_lines_are_not_numbered_by_themselves(latex):
    assert cleaned(latex) == latex
    assert strip_tags(render_math(latex, display=True)) == "a=bc=d"


def test_a_number_that_somebody_wrote_into_a_formula_stays():
    shown = strip_tags(render_math(r"\begin{align} a &= b \tag{7} \end{align}", display=True))
    assert shown == "a=b(7)"


def test_formulas_in_markdown_are_set():
    inline, displayed = render_math("x^2"), render_math(r"\frac{a}{b}", display=True)

    html = formulas_in_markdown("Of $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n\nmuch is said.")

    assert html == f"<p>Of {inline} and</p>\n<p>{displayed}</p>\n<p>much is said.</p>"


@pytest.mark.parametrize(
    "source", ["It costs $5 and $6.", "Between $5, and 6$ a head.", "`$x^2$`", r"\$x^2\$"]
)
def test_money_and_code_in_markdown_are_no_formulas(source):
    assert "<math" not in formulas_in_markdown(source)
    assert strip_tags(formulas_in_markdown(source)) == source.replace("`", "").replace("\\", "")


def test_a_formula_in_markdown_smuggles_nothing_in():
    html = formulas_in_markdown("$x$ \ue0000\ue001 <b onclick='x'>$\\text{<script>}$</b>")
    assert "onclick" not in html
    assert "<script>" not in html
    assert html.count("<math") == 2


def test_a_search_reads_a_formula_in_markdown_as_it_was_written():
    assert render_markdown("Of $x^2$.") == "<p>Of x^2.</p>"


def test_a_formula_inside_a_line_is_taken_without_its_signs_too():
    block = ProseBlock()
    html = r'<p>Of <embed embedtype="math" latex="\( x^2 \)"/>.</p>'
    form_state = block.get_form_state(block.to_python(html))

    stored = block.value_from_datadict({"prose": form_state}, {}, "prose").source

    assert canonical_prose(stored) == '<p>Of <embed embedtype="math" latex="x^2"/>.</p>'
