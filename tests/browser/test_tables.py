"""Tables as hands make them: pasted from a spreadsheet, moved about, published."""

import pytest

from blog.core.prose import inline_prose
from blog.posts.models import PostPage
from tests.browser.hands import insert_block, open_editor, paste, publish, stored_body
from tests.factories import make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPREADSHEET = """<meta name="generator" content="Sheets"><style>td { color: red }</style>
<table><colgroup><col><col><col></colgroup>
<tr><td>Model</td><td colspan="2">Errors</td></tr>
<tr><td><i>k</i>NN, see <a href="https://x.example/">here</a></td><td>8.4</td><td>1&#8239;200</td></tr>
</table>"""
TABS = 'Model\tErrors\t\n"two\nlines"\t"6"" wide"\t7'


@pytest.fixture
def post(editor):
    return make_post(title="Tables", slug="tables", body=[])


def cells_of(post):
    """Headings and rows as they are stored, and the kinds of the columns."""
    [block] = stored_body(post)
    table = block["value"]["table"]
    rows = [[inline_prose(cell) for cell in row["values"]] for row in table["rows"]]
    return (
        [column["heading"] for column in table["columns"]],
        rows,
        [column["type"] for column in table["columns"]],
    )


def cell(table, number: int):
    return table.locator("tbody .public-DraftEditor-content").nth(number)


def test_cells_of_a_spreadsheet_spread_over_rows_and_columns(editor, post):
    open_editor(editor, post)
    table = insert_block(editor.page, "Table")

    cell(table, 0).click()
    paste(editor, "Model\tErrors\t\nkNN, see here\t8.4\t1200", SPREADSHEET)
    publish(editor)

    assert cells_of(post) == (
        ["", "", ""],
        [
            ["Model", "Errors", ""],
            ['<i>k</i>NN, see <a href="https://x.example/">here</a>', "8.4", "1\u202f200"],
        ],
        ["text", "text", "number"],
    )
    editor.goto("/tables/")
    assert editor.page.locator("article table td").all_inner_texts() == [
        "Model", "Errors", "", "kNN, see here", "8.4", "1\u202f200",
    ]  # fmt: skip
    assert editor.problems == []


def test_lines_with_tabs_pasted_into_a_heading_fill_headings_and_rows(editor, post):
    open_editor(editor, post)
    table = insert_block(editor.page, "Table")
    table.get_by_placeholder("Column heading").nth(1).click()

    paste(editor, TABS)
    publish(editor)

    assert cells_of(post) == (
        ["", "Model", "Errors", ""],
        [["", "two<br/>lines", '6" wide', "7"]],
        ["text", "text", "text", "number"],
    )


def test_pasted_cells_replace_those_below_and_what_is_no_row_of_cells_is_text(editor, post):
    open_editor(editor, post)
    table = insert_block(editor.page, "Table")
    cell(table, 0).click()
    paste(editor, "one cell", "<table><tr><td>one cell</td></tr></table>")
    cell(table, 1).click()
    editor.page.keyboard.type("second")

    cell(table, 1).click()
    paste(editor, "a\tb\nc\td")
    cell(table, 3).click()
    paste(editor, "Before a", "<p>Before</p><table><tr><td>a</td></tr></table>")
    publish(editor)

    headings, [first, second], _kinds = cells_of(post)
    assert headings == ["", "", ""]
    assert (first, second[0].split(), second[1:]) == (
        ["one cell", "a", "b"], ["Before", "a"], ["c", "d"],
    )  # fmt: skip


def test_columns_and_rows_are_moved_and_a_column_becomes_another_kind(editor, post):
    open_editor(editor, post)
    table = insert_block(editor.page, "Table")
    table.get_by_placeholder("Column heading").first.click()
    paste(editor, "A\tB\tC\na1\tb1\tc1\na2\tb2\tc2")

    table.get_by_role("button", name="Move the column on").first.click()
    table.get_by_role("button", name="Move the column back").last.click()
    table.get_by_role("button", name="Move the row up").last.click()
    table.get_by_label("Kind of column").last.select_option("Centred text")
    table.get_by_role("button", name="Delete row").last.click()
    table.get_by_label("The first column is a header").check()
    table.get_by_label("Caption").fill("What came out")
    publish(editor)

    assert cells_of(post) == (["B", "C", "A"], [["b2", "c2", "a2"]], ["text", "text", "centered"])
    editor.goto("/tables/")
    assert editor.page.locator("article table").inner_html().count('<th scope="row">b2</th>') == 1
    assert editor.page.locator("caption").inner_text() == "What came out"
    editor.goto("/tables/index.md")
    assert "| B | C | A |\n| --- | --- | :---: |\n| b2 | c2 | a2 |" in editor.page.content()


def test_a_table_has_one_caption_also_when_it_is_duplicated(editor, post):
    open_editor(editor, post)
    table = insert_block(editor.page, "Table")
    assert table.locator("label:visible", has_text="Caption").count() == 1
    table.get_by_label("Caption").fill("What came out")

    table.get_by_role("button", name="Duplicate").first.click()
    publish(editor)

    values = [block["value"] for block in stored_body(post)]
    assert [(value["caption"], value["table"]["caption"]) for value in values] == [
        ("What came out", "")
    ] * 2
    assert PostPage.objects.get(pk=post.pk).live
