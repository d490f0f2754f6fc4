"""An example of each kind of block, whose words, links and pictures can be told apart; and the same
kinds empty and hostile, made from their definition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import (
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    IntegerBlock,
    ListBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.posts.blocks import PostBody
from blog.posts.blocks.stored import complete
from tests.factories import entry_value, image_block
from tests.hard_cases import block, note

BODY = PostBody()
GONE = 999_999


@dataclass(frozen=True)
class Rows:
    """What the examples point at."""

    image: Any
    paper: Any
    author: Any
    film: Any
    captions: Any
    post: Any


def link(name: str) -> str:
    return f"https://example.org/{name}"


def picture(image: Any, **fields: Any) -> dict[str, Any]:
    shown = ("image", "src", "alt", "decorative", "caption", "credit")
    value = image_block(image, **fields)["value"]
    return {"type": "item", "id": None, "value": {name: value[name] for name in shown}}


def filled(rows: Rows) -> dict[str, Any]:
    """Kind → value. Each word that begins with "Say" is one that readers read."""
    image = image_block(
        rows.image,
        alt="Sayimagealt",
        caption=f"Sayimagecaption{note('Sayimagenote')}",
        credit="Sayimagecredit",
        link=link("image"),
    )["value"]
    prose = (
        f'<p>Sayprose <a href="{link("prose")}">Sayproselink</a>{note("Sayprosenote")} '
        "<i>Sayproseitalic</i></p><ul><li>Sayproseitem</li></ul>"
    )
    entry = entry_value(
        rows.paper,
        title="Sayentrytitle",
        authors="Sayentryauthors",
        url=link("entry"),
        award="Sayentryaward",
        commentary=f"<p>Sayentrycommentary{note('Sayentrynote')}</p>",
        more=[block("heading", {"text": "Sayentryheading", "level": "4"}), block("image", image)],
        links=[
            {
                "type": "item",
                "id": None,
                "value": {"kind": "code", "url": link("entry-code"), "label": "Sayentrylabel"},
            }
        ],
        contributor=rows.author.pk,
        disclosure="Sayentrydisclosure",
    )
    return {
        "prose": prose,
        "heading": {"text": "Sayheading", "level": "2"},
        "paper": entry,
        "paper_list": {
            "heading": "Saylistheading",
            "intro": "<p>Saylistintro</p>",
            "ranked": True,
            "expected_count": 1,
            "entries": [
                {
                    "type": "item",
                    "id": None,
                    "value": entry_value(
                        rows.paper, title="Saylistentry", commentary="<p>Saylistcommentary</p>"
                    ),
                }
            ],
        },
        "image": image,
        "gallery": {
            "pictures": [
                picture(rows.image, alt="Sayleftalt", caption="Sayleftcaption"),
                picture(rows.image, alt="Sayrightalt", credit="Sayrightcredit"),
            ],
            "columns": "2",
            "caption": "Saygallerycaption",
        },
        "media": {
            "file": rows.film.pk,
            "src": "",
            "title": "Saymediatitle",
            "poster": rows.image.pk,
            "captions": rows.captions.pk,
            "captions_language": "en",
            "no_speech": False,
            "transcript": f'<p>Saymediatranscript <a href="{link("media")}">Saymedialink</a></p>',
            "caption": "Saymediacaption",
            "credit": "Saymediacredit",
        },
        "embed": {
            "provider": "vimeo",
            "id": "123",
            "start": 7,
            "title": "Sayembedtitle",
            "caption": "Sayembedcaption",
            "poster": rows.image.pk,
        },
        "quote": {
            "text": "<p>Sayquote</p>",
            "attribution": "Sayquoteattribution",
            "source": link("quote"),
        },
        "callout": {"kind": "tip", "heading": "Saycalloutheading", "text": "<p>Saycallout</p>"},
        "code": {"language": "python", "filename": "Saycodefile", "code": "Saycode = 1"},
        "math": {"latex": r"x = \text{Saymath}", "label": "Saymathlabel"},
        "table": {
            "caption": "Saytablecaption",
            "row_headers": True,
            "table": {
                "columns": [
                    {"type": "text", "heading": "Saytablehead"},
                    {"type": "number", "heading": "Saytablenumber"},
                ],
                "rows": [
                    {"values": ["Saytablerow", f'<a href="{link("table")}">Saytablecell</a>']}
                ],
                "caption": "",
            },
        },
        "post_link": {"post": rows.post.pk, "address": "", "text": "Saypostlink"},
        "divider": None,
        "markdown": {
            "source": f"## Saymarkdownheading\n\nSaymarkdown [Saymarkdownlink]({link('md')})"
        },
        "raw_html": {
            "html": f'<h3>Sayhtmlheading</h3><p>Sayhtml <a href="{link("html")}">Sayhtmllink</a></p>'
        },
        "bonus_section": {
            "heading": "Saybonusheading",
            "blocks": [block("prose", "<p>Saybonus</p>")],
        },
    }


def empty_body() -> list[dict[str, Any]]:
    return complete(BODY, [{"type": kind, "value": None} for kind in BODY.child_blocks])


def hostile_body(words: str, *, row: int | None = None, deep: bool = True) -> list[dict[str, Any]]:
    """Every field of every kind holds these words, as far as its form takes them where it is not
    `deep`, and every chooser this row."""
    hostile = _Hostile(words, row, deep)
    return [block(kind, hostile.value(child)) for kind, child in BODY.child_blocks.items()]


@dataclass(frozen=True)
class _Hostile:
    words: str
    row: int | None
    deep: bool

    def value(self, field: Any) -> Any:
        if isinstance(field, StructBlock):
            return {name: self.value(child) for name, child in field.child_blocks.items()}
        if isinstance(field, ListBlock):
            return [{"type": "item", "id": None, "value": self.value(field.child_block)}]
        if isinstance(field, TypedTableBlock):
            kinds = list(field.child_blocks)
            columns = [{"type": kind, "heading": self.words} for kind in kinds]
            return {"columns": columns, "rows": [{"values": [self.words for _kind in kinds]}]}
        if isinstance(field, StreamBlock):
            children = field.child_blocks.items() if self.deep else ()
            return [block(kind, self.value(child)) for kind, child in children]
        if isinstance(field, ChooserBlock):
            return self.row
        return self.plain(field)

    def plain(self, field: Any) -> Any:
        if isinstance(field, StaticBlock):
            return None
        if isinstance(field, ChoiceBlock):
            return field.get_default()
        if isinstance(field, BooleanBlock):
            return False
        if isinstance(field, IntegerBlock):
            return 10**9
        most = getattr(field.field, "max_length", None)
        return self.words if self.deep else self.words[:most]


def yesterday() -> dt.datetime:
    return dt.datetime(2024, 5, 14, 12, tzinfo=dt.UTC)
