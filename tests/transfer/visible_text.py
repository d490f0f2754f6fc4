"""What a reader reads in the body of a page, block by block: of our pages, and of those that Hugo
builds with the theme in `tests/samples/hugo_theme`.

Both say the same in two forms. Every difference of form that is put aside here has its reason beside
it; all else, down to the signs, has to be equal. Pictures count by their words, videos by their id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from unicodedata import normalize
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from blog.core.addresses import host_of
from blog.papers.hosts import host_name

_BLOCKS = frozenset(
    "address article aside audio blockquote caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul video".split()
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_PLATE = re.compile(
    r"(?:Picture missing\.(?: It showed: “(.*)”)?|Picture on [\w.-]+(?:: “(.*)”)?)", re.DOTALL
)
# Our lists of authors name five.
_CUT = re.compile(r"(.*?),? (?:and|i|y|und) \d+ (?:more|més|más|weitere)")
# Between the parts of a line that names a paper.
_JOINTS = re.compile(r"(?:[\s\-–—·:,.()\[\]|]|\bby\b|\d+\.)*")
# The chip that a page adds to an entry; it is no part of the text.
_READ = frozenset(("Read", "Leer", "Llegiu", "Lesen", "Lire"))
# How an export names what our pages show by its place.
_NAMED = re.compile(r"(?:Links|Written by|Disclosure): ")


class Head(tuple):
    """Title, authors and award of a paper. We set them apart where the source has one line."""


class Repeated(str):
    """What the text of the post says and our page says once more, or only the record of a picture."""


Block = str | Head


def differences(ours: list[Block], theirs: list[str]) -> list[tuple[Block, str]]:
    """The first of our blocks that differs from theirs, and theirs; nothing when all are equal."""
    waiting = list(ours)
    for line in theirs:
        while waiting and isinstance(waiting[0], Repeated) and waiting[0] != line:
            waiting.pop(0)
        if waiting and isinstance(waiting[0], Head):
            rest = _without_head(line, waiting)
            if rest:
                return [(waiting[0] if waiting else "", rest)]
        elif not waiting or waiting[0] != line:
            return [(waiting[0] if waiting else "", line)]
        else:
            waiting.pop(0)
    return [(block, "") for block in waiting if not isinstance(block, Repeated)][:1]


def _without_head(line: str, waiting: list[Block]) -> str:
    """What is left of the line when the head, and the text that follows on it, are taken out."""
    title, *rest = waiting.pop(0)
    said = [title, *rest]
    for part in said:
        found = re.search(_pattern(part), line)
        if found:
            line = line[: found.start()] + line[found.end() :]
        elif part is said[-1] and len(said) > 1:
            waiting.insert(0, Repeated(part))  # an award that the text names
        else:
            return f"“{part}” is not in: {line}"
    line = _after_joints(line)
    while line and waiting and isinstance(waiting[0], str) and line.startswith(waiting[0]):
        line = _after_joints(line.removeprefix(waiting.pop(0)))
    return line


def _pattern(part: str) -> str:
    cut = _CUT.fullmatch(part)
    return rf"{re.escape(cut[1])}[^·]*" if cut else re.escape(part)


def _after_joints(line: str) -> str:
    return line[_JOINTS.match(line).end() :]


def of_our_page(html: bytes) -> list[Block]:
    body = BeautifulSoup(html, "html.parser").select_one("article.sheet > .body")
    # What our pages offer around the text.
    offered = (
        "#cite, .vh, button, .code > figcaption, .transcript > summary, .video picture, "
        "video > a, audio > a"
    )
    for found in body.select(offered):
        found.decompose()
    for mark in body.select("sup > .ref"):
        # Ours stands apart from the word by a narrow space.
        mark.parent.string = mark.get_text()
    for number in body.select(".note > a:first-child"):
        number.decompose()
    for paper in body.select("article.paper"):
        _set_paper(paper)
    for play in body.select(".video__play"):
        play.replace_with(f"▶{_last(play['data-embed'])}")
    for plate in body.select(".plate"):
        words = _PLATE.fullmatch(plate.get_text().strip())
        # A film that is missing has no words in Hugo's page either.
        plate.replace_with(f" ⟦{words[1] or words[2] or ''}⟧ " if words else "")
    for said in body.select("blockquote > footer"):
        said.insert(0, "— ")
    for label in body.select(".math > span"):
        label.name = "p"
    for caption in body.select("table > caption"):
        caption.insert(0, "Table: ")
        caption.parent.insert_after(caption)  # as an export writes it
    for transcript in body.select(".transcript"):
        transcript.parent.append(transcript.extract())  # as an export writes it
    for other in body.select(".see"):
        # Another post is a link and perhaps words of this one; the rest is its own record.
        title, words = other.select_one(".see__title a"), other.select_one(".see__text:not([lang])")
        said = [part.get_text() for part in (title, words) if part]
        other.replace_with(_Mark(_SPACES.sub(" ", ": ".join(said))))
    for credit in body.select(".gallery > figcaption > .credit"):
        for picture in credit.find_parent("figure").select("li figcaption"):
            picture.append(copy(credit))  # of all of them, which is named once
        credit.decompose()
    for credit in body.select("figcaption > .credit"):
        if credit.find_parent(class_="player"):
            credit.find_parent("figcaption").insert_before(credit)  # as an export writes it
            credit.name = "p"
        elif not credit.find_previous_sibling():
            credit.replace_with(_Mark(Repeated(credit.get_text())))
        elif isinstance(credit.previous_sibling, NavigableString):
            credit.previous_sibling.extract()  # Hugo's figure has no space before its credit
    notes = _taken(body, ".note", ".notes")
    return [*_blocks(body), *notes]


def of_hugos_page(html: bytes) -> list[str]:
    body = BeautifulSoup(html, "html.parser").select_one("article")
    for back in body.select(".footnote-backref"):
        before = back.previous_sibling
        before.replace_with(before.removesuffix("\xa0"))
        back.decompose()
    # Sources of formulas, and numbers of lines in listings.
    for found in body.select("annotation, .highlight table td:first-child"):
        found.decompose()
    for box in body.select("input[type=checkbox]"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")
    for name in body.select("p > strong:first-child"):
        named = _NAMED.match(name.parent.get_text())
        if named and named[0] == "Links: ":
            for link in name.parent.select("a"):
                link.name = "li"
                link.next_sibling and link.next_sibling.extract()
        if named:
            name.next_sibling.replace_with(name.next_sibling.removeprefix(": "))
            name.decompose()
    notes = _taken(body, ".footnotes > ol > li", ".footnotes")
    return [*_blocks(body), *notes]


def _taken(body: Tag, items: str, around: str) -> list[Block]:
    """Notes: with us they stand beside their paragraph, with Hugo at the end."""
    notes: list[Block] = []
    for note in body.select(items):
        notes += _blocks(note)
        note.extract()
    for place in body.select(around):
        place.decompose()
    return notes


def _set_paper(paper: Tag) -> None:
    parts = [paper.select_one(f".{name}") for name in ("paper__title", "paper__authors", "award")]
    head = Head(_SPACES.sub(" ", part.get_text()).strip() for part in parts if part)
    paper.select_one(".paper__head").replace_with(_Mark(head))
    # What the database knows of the paper; and its number, which counts as a joint.
    for found in paper.select(".record, .paper__no"):
        found.decompose()
    text = paper.select_one(".paper__text")
    told = {link["href"] for link in text.select("a") if not link.find_parent(class_="chips")}
    for chip in text.select(".chips > li"):
        is_named = chip.small.get_text() not in (host_name(chip.a["href"]), host_of(chip.a["href"]))
        if chip.a["href"] in told or (chip.b.get_text() in _READ and not is_named):
            chip.decompose()  # a link of the text, offered once more; the page's own link
        elif is_named:
            chip.b.decompose()
        else:
            chip.small.decompose()
    for disclosure in text.select(".disclosure"):
        disclosure.b.decompose()
        text.append(disclosure.extract())  # an export has it at the end


class _Mark(NavigableString):
    """A block that is ready."""

    def __new__(cls, block: Block) -> _Mark:
        made = super().__new__(cls, str(block))
        made.block = block
        return made


class _Pre(str):
    """The text of a listing, whose spaces and lines count."""


def _last(address: str) -> str:
    return urlsplit(address).path.rsplit("/", 1)[-1]


def _blocks(root: Tag) -> list[Block]:
    found: list[Block] = []
    line: list[str] = []

    def end() -> None:
        text = _SPACES.sub(" ", "".join(line)).strip(" ")
        if text:
            found.append(text)
        line.clear()

    for part in _parts(root):
        if isinstance(part, str) and not isinstance(part, Repeated | _Pre):
            line.append(part)
        else:
            end()
            if part is not None:
                found.append(part)
    end()
    return found


def _parts(node: Tag) -> Iterator[Block | None]:
    """Texts, blocks that are ready, and None where a block ends."""
    for child in node.children:
        if isinstance(child, _Mark):
            yield child.block
        elif isinstance(child, PreformattedString):
            continue
        elif isinstance(child, NavigableString):
            yield str(child)
        elif child.name == "br":
            yield "\n"
        elif child.name == "img":
            yield f" ⟦{child.get('alt', '')}⟧ "
        elif child.name == "iframe":
            yield f" ▶{_last(child.get('src', ''))} "
        elif child.name == "math":
            # One converter takes letters of mathematics, the other plain letters set in italics.
            yield normalize("NFKC", "".join(child.get_text().split())).replace("ˆ", "^")
        elif child.name == "pre":
            yield _Pre(child.get_text().replace("\r\n", "\n").rstrip("\n"))  # as browsers read it
        elif child.name not in ("script", "style"):
            if child.name in _BLOCKS:
                yield None
            yield from _parts(child)
            if child.name in _BLOCKS:
                yield None
