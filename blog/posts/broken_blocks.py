"""A body of which some block cannot be rendered, as readers get it: a sentence stands in its place."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.posts.excerpt import text_of_body
from blog.posts.references import loading
from blog.posts.walk import walk

logger = logging.getLogger(__name__)


def readable_body(stream: Any) -> Any:
    """With the readable blocks around and inside those that fail. Costs a second rendering."""
    body = stream.stream_block
    return body.to_python(_readable(body, list(stream.raw_data)))


def unreadable_body(stream: Any) -> Any:
    """The sentence alone: for a fault that no single block shows."""
    return stream.stream_block.to_python([_sentence()])


def _readable(body: Any, raw: list[Any]) -> list[dict[str, Any]]:
    return [block if _is_readable(body, block) else _repaired(body, block) for block in raw]


def _is_readable(body: Any, block: Any) -> bool:
    """Whether it passes through what a page does with a block."""
    try:
        stream = body.to_python([block])
        with loading([block]):
            placed = list(walk(stream))
        text_of_body([block])
        render_to_string("blog/includes/stream.html", {"stream": stream})
    except DatabaseError:
        raise
    except Exception as error:
        logger.warning("A block cannot be rendered: %r in %.300r", error, block)
        return False
    return len(placed) > 0


def _repaired(body: Any, block: Any) -> dict[str, Any]:
    """With its own blocks repaired where that is enough, else the sentence."""
    value = block.get("value") if isinstance(block, dict) else None
    if not isinstance(value, dict):
        return _sentence()
    inner = {
        name: _readable(body, value[name])
        for name in ("blocks", "more")
        if isinstance(value.get(name), list)
    }
    if isinstance(value.get("entries"), list):
        inner["entries"] = [_entry(body, entry) for entry in value["entries"]]
    repaired = block | {"value": value | inner}
    return repaired if inner and _is_readable(body, repaired) else _sentence()


def _entry(body: Any, entry: Any) -> dict[str, Any]:
    """Those of a ranked list keep their numbers."""
    value = entry.get("value") if isinstance(entry, dict) else None
    block = {"type": "paper", "value": value, "id": None}
    if not _is_readable(body, block):
        block = _repaired(body, block)
    if block["type"] == "paper":
        return entry | {"value": block["value"]}
    paper = value.get("paper") if isinstance(value, dict) else None
    return {"type": "item", "value": {"paper": paper, "commentary": block["value"]}, "id": None}


def _sentence() -> dict[str, Any]:
    words = escape(_("This part of the text cannot be shown at the moment."))
    return {"type": "prose", "value": f"<p><i>{words}</i></p>", "id": None}
