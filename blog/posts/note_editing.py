"""A footnote is written in an editor of its own, inside the prose to which it belongs.

A note is stored as a line of HTML in an attribute. The editor of the note needs it as content state,
which travels beside it in the data of the entity; what comes back without the line was changed.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from blog.core.prose import inline_prose
from blog.posts.blocks.prose import INLINE_FEATURES

# A note to a note has no place on the page.
NOTE_FEATURES = [feature for feature in INLINE_FEATURES if feature != "prose-footnote"]


class NoteFeature(EntityFeature):
    """Tells the dialog what its editor offers, once all features are registered."""

    def construct_options(self, options):
        dialog = self.data["dialog"] | {
            "editor": DraftailRichTextArea(features=NOTE_FEATURES).options
        }
        options.setdefault("entityTypes", []).append(self.data | {"dialog": dialog})


def note_data(note: str) -> dict[str, Any]:
    try:
        content = _converter().from_database_format(note)
    except AssertionError:
        content = _converter().from_database_format(inline_prose(note))
    return {"note": note, "content": json.loads(content)}


def note_line(data: dict[str, Any]) -> str:
    if "note" in data:
        return data["note"] or ""
    content = data.get("content")
    return inline_prose(_converter().to_database_format(json.dumps(content))) if content else ""


@cache
def _converter() -> ContentstateConverter:
    return ContentstateConverter(NOTE_FEATURES)
