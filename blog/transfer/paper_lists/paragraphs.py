"""Which headings and paragraphs announce papers: those that say so, and those whose text below
does. No Django."""

from __future__ import annotations

from blog.transfer.paper_lists.headings import BOLD_LEVEL, section_entry
from blog.transfer.paper_lists.verdicts import is_strong
from blog.transfer.reading.pieces import EntryLine, Piece

_SPARSE = 5


def with_announcements(written: list[Piece]) -> list[Piece]:
    """Lines in bold, and paragraphs that begin with a paper where several do, as headings below
    all others; headings with the papers that the text below them names."""
    pieces = _with_sections(written)
    shown: list[Piece] = []
    for region in _regions(pieces):
        head = region[0] if region and region[0].kind == "heading" else None
        shown += _below_paper(region, head.entry) if head and head.entry else _with_lines(region)
    return _with_sections(shown, level=BOLD_LEVEL)


def _regions(pieces: list[Piece]) -> list[list[Piece]]:
    """Each heading with what stands below it."""
    regions: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "heading":
            regions.append([])
        regions[-1].append(piece)
    return regions


def _with_sections(pieces: list[Piece], level: int = 0) -> list[Piece]:
    """Headings of a level (0: of all levels that are written as such), with the papers below."""
    shown: list[Piece] = []
    for region in _regions(pieces):
        head = region[0] if region and region[0].kind == "heading" else None
        is_open = head is not None and not head.entry and (not level or head.level == level)
        body = region[1 : _body_end(region)]
        section = section_entry(head, body) if head and is_open and _is_one(body) else None
        shown += [section, *region[1:]] if section else region
    return shown


def _body_end(region: list[Piece]) -> int:
    return next((at for at, piece in enumerate(region) if piece.kind == "divider"), len(region))


def _is_one(body: list[Piece]) -> bool:
    """Not several papers below one heading."""
    lines = [piece.line.entry for piece in body if piece.line and piece.line.entry]
    rows = [row for piece in body for row in piece.entries if row.entry and row.entry.weight > 1]
    return (
        len(lines) <= 1
        and not any(is_strong(line) and line.form != "plain" for line in lines)
        and not rows
    )


def _below_paper(region: list[Piece], paper: EntryLine) -> list[Piece]:
    """What stands below a paper is said of it, but for a line in bold that announces another."""
    return [
        piece.line if piece.line and _is_another(piece.line.entry, paper) else piece
        for piece in region
    ]


def _is_another(entry: EntryLine | None, paper: EntryLine) -> bool:
    return (
        entry is not None and entry.form == "bold" and entry.weight == 3 and entry.url != paper.url
    )


def _with_lines(region: list[Piece]) -> list[Piece]:
    announcing = _announcing(region)
    return [
        piece.line if piece.line and (at in announcing or not piece.line.entry) else piece
        for at, piece in enumerate(region)
    ]


def _announcing(region: list[Piece]) -> set[int]:
    """The places of paragraphs that announce papers: those set apart, else those that all begin so."""
    places = [at for at, piece in enumerate(region) if piece.line and piece.line.entry]
    strong = [at for at in places if is_strong(_entry(region[at]))]
    for chosen, sparse in ((strong, _SPARSE), (places, 1.25)):
        if chosen and (chosen is strong or len(chosen) > 1):
            texts = sum(piece.kind in ("prose", "markdown") for piece in region[chosen[0] :])
            if len(chosen) * sparse >= texts:
                return set(chosen)
    return set()


def _entry(piece: Piece) -> EntryLine:
    assert piece.line is not None
    assert piece.line.entry is not None
    return piece.line.entry
