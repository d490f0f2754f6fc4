"""What you see is what is stored: walks of random actions by hand, compared after each save."""

import random

import pytest

from tests.browser.editor_bodies import gallery, titled_list, words
from tests.browser.screen import Hands
from tests.factories import make_author, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Walk:
    """`done` is what was done so far, so that it can be done again."""

    def __init__(self, hands: Hands, seed: int) -> None:
        self.hands, self.page = hands, hands.page
        self.random = random.Random(seed)
        self.done: list[str] = []
        self.count = 0

    def step(self) -> None:
        action = self.random.choice(self.actions)
        self.done.append(action.__name__)
        action(self)

    def note(self, *what) -> None:
        self.done[-1] += f" {' '.join(map(str, what))}"

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}"

    def row_and_neighbours(self):
        """A block of the body, or a row of a list in it, with all that stand beside it."""
        blocks = self.hands.blocks()
        lists = self.page.locator(
            "[data-contentpath=body] [data-streamfield-child]:not([aria-hidden])"
            " > section [data-contentpath=entries] [data-streamfield-list-container],"
            " [data-contentpath=body] [data-streamfield-child]:not([aria-hidden])"
            " > section [data-contentpath=pictures] [data-streamfield-list-container]"
        )
        sets = [blocks, *(self.hands.direct_rows(lists.nth(at)) for at in range(lists.count()))]
        at = self.random.randrange(len(sets))
        rows = sets[at]
        count = rows.count()
        if not count:
            return None, rows
        row = self.random.randrange(count)
        self.note(f"in {at}, row {row} of {count}")
        return rows.nth(row), rows

    def delete(self) -> None:
        row, rows = self.row_and_neighbours()
        if row and rows.count() > 2:
            self.hands.press(row, "DELETE")

    def duplicate(self) -> None:
        row, rows = self.row_and_neighbours()
        if row and rows.count() < 7:
            self.hands.press(row, "DUPLICATE")

    def move(self) -> None:
        row, _ = self.row_and_neighbours()
        way = self.random.choice(["MOVE_UP", "MOVE_DOWN"])
        self.note(way)
        button = row and row.locator(f"[data-streamfield-action={way}]").first
        if button and button.is_enabled():
            button.click()
            self.hands.settle()

    def drag(self) -> None:
        row, rows = self.row_and_neighbours()
        if row:
            to = self.random.randrange(rows.count())
            self.note("to", to)
            self.hands.drag(row, rows.nth(to))

    def insert(self) -> None:
        adders = self.hands.body.locator("[data-streamfield-stream-container]").first.locator(
            "> div:not([data-streamfield-child]):not([aria-hidden]) .c-sf-add-button"
        )
        at = self.random.randrange(adders.count())
        self.note(at)
        if adders.count() > 7:
            return
        adders.nth(at).click()
        self.page.keyboard.type("Prose")
        self.page.get_by_role("option", name="Prose").first.click()
        self.hands.settle()
        self.page.wait_for_function("() => document.activeElement.isContentEditable")
        self.page.keyboard.type(self.word())

    def type(self) -> None:
        fields = self.page.locator(
            "[data-contentpath=body] .public-DraftEditor-content:visible,"
            " [data-contentpath=body] input[name$=-title]:visible,"
            " [data-contentpath=body] input[name$=-alt]:visible"
        )
        if fields.count():
            at = self.random.randrange(fields.count())
            self.note(at)
            fields.nth(at).click()
            self.page.keyboard.press("Control+End")
            self.page.keyboard.type(f" {self.word()}")

    def unfold(self) -> None:
        row, _ = self.row_and_neighbours()
        if row:
            row.locator("[data-panel-toggle]").first.click()

    def undo(self) -> None:
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press("Control+z")
        self.hands.settle()

    def authors(self) -> None:
        rows = self.page.locator("#id_bylines-FORMS > [data-inline-panel-child]:not(.deleted)")
        row = rows.nth(self.random.randrange(rows.count()))
        name = self.random.choice(["move-up", "move-down", "delete"])
        self.note(name)
        button = row.locator(
            "[id$=-DELETE-button]" if name == "delete" else f"[data-inline-panel-child-{name}]"
        ).first
        if button.is_enabled() and (name != "delete" or rows.count() > 1):
            button.click()
            self.hands.settle()

    def wait(self) -> None:
        self.page.wait_for_timeout(self.random.choice([0, 100, 300, 700, 1500]))

    def save(self) -> None:
        shown = self.shown()
        self.hands.save()
        self.compare(shown)

    def reload(self) -> None:
        shown = self.shown()
        self.hands.wait_until_saved()
        self.hands.reload()
        self.compare(shown)

    def shown(self) -> tuple[list, list]:
        return self.hands.shown(), self.hands.shown_bylines()

    def compare(self, shown) -> None:
        assert (self.hands.stored(), self.hands.stored_bylines()) == shown
        assert self.shown() == shown

    actions = [
        delete,
        duplicate,
        move,
        drag,
        drag,
        insert,
        type,
        type,
        unfold,
        undo,
        authors,
        wait,
        save,
        reload,
    ]


def walk(editor, seed: int, steps: int) -> None:
    authors = [make_author() for _ in range(3)]
    body = [
        *words("One.", "Two."),
        titled_list("A", "B", "C"),
        gallery("a", "b", "c"),
        *words("Three."),
    ]
    hands = Hands(editor, make_post(body=body, authors=authors))
    hands.open()
    walk = Walk(hands, seed)
    try:
        for _ in range(steps):
            walk.step()
        walk.done.append("the last save")
        walk.save()
    except Exception as error:
        raise AssertionError(f"Walk {seed}: " + "; ".join(walk.done)) from error


@pytest.mark.parametrize("seed", range(5))
def test_a_short_walk_ends_with_what_is_shown(editor, seed):
    walk(editor, seed, steps=12)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 300))
def test_a_walk_ends_with_what_is_shown(editor, seed):
    walk(editor, seed, steps=200)
