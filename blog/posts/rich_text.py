"""What prose may hold in the editor, with converters in both directions.

The database form is that of `blog.core.prose`. Wagtail's own link feature loses the title of a
link; ours keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    ExternalLinkElementHandler,
    InlineEntityElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail import features as draftail

from blog.core.prose import canonical_prose
from blog.core.text import writable
from blog.posts.mathematics import bare_latex
from blog.posts.note_editing import NoteFeature, note_data, note_line

_SCRIPTS = ["blog/admin/prose-dialog.js", "blog/admin/prose.js"]
_STYLE = {"all": ["blog/admin/prose.css"]}


def register_features(features) -> None:
    """For Wagtail's hook `register_rich_text_features`."""
    _register_link(features)
    _register_formula(features)
    _register_note(features)


class WritableRichTextArea(DraftailRichTextArea):
    """The editor sends JSON, whose escapes can name signs that the text must not hold."""

    def format_value(self, value):
        try:
            return super().format_value(value)
        except AssertionError:
            # Tags of a stored text that do not match, which readers are shown as they are read.
            return super().format_value(canonical_prose(value))

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and writable(value)


class TitledLinkHandler(ExternalLinkElementHandler):
    def get_attribute_data(self, attrs):
        data = super().get_attribute_data(attrs)
        return data | {"title": attrs["title"]} if attrs.get("title") else data


def _titled_link(props):
    element = link_entity(props)
    if props.get("title") and not props.get("id"):
        element.attr["title"] = props["title"]
    return element


def _register_link(features) -> None:
    choosers = {
        "pageChooser": reverse_lazy("wagtailadmin_choose_page"),
        "externalLinkChooser": reverse_lazy("wagtailadmin_choose_page_external_link"),
        "emailLinkChooser": reverse_lazy("wagtailadmin_choose_page_email_link"),
        "phoneLinkChooser": reverse_lazy("wagtailadmin_choose_page_phone_link"),
        "anchorLinkChooser": reverse_lazy("wagtailadmin_choose_page_anchor_link"),
    }
    options = {
        "type": "LINK",
        "icon": "link",
        "description": _("Link"),
        "attributes": ["url", "id", "parentId", "title"],
        "allowlist": {"href": "^(http:|https:|mailto:|tel:|/|#|undefined$)"},
        "chooserUrls": choosers,
    }
    script = ["wagtailadmin/js/page-chooser-modal.js"]
    features.register_editor_plugin(
        "draftail", "prose-link", draftail.EntityFeature(options, js=script)
    )
    features.register_converter_rule(
        "contentstate",
        "prose-link",
        {
            "from_database_format": {
                "a[href]": TitledLinkHandler("LINK"),
                'a[linktype="page"]': PageLinkElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": _titled_link}},
        },
    )


class InlineContentHandler(InlineEntityElementHandler):
    """An `<embed>` that stands inside a line: the editor shows a sign, the data hold the content."""

    mutability = "IMMUTABLE"

    def __init__(self, entity: Entity) -> None:
        super().__init__(entity.type)
        self.entity = entity

    def get_attribute_data(self, attrs):
        return self.entity.read(attrs.get(self.entity.attribute, ""))

    def handle_starttag(self, name, attrs, state, contentstate):
        super().handle_starttag(name, attrs, state, contentstate)
        state.current_block.text += self.entity.sign
        state.leading_whitespace = KEEP_WHITESPACE


@dataclass(frozen=True)
class Entity:
    """`read` makes the data that the editor holds of the stored attribute, `write` the reverse."""

    feature: str
    type: str
    embedtype: str
    attribute: str
    sign: str
    label: Promise
    read: Callable[[str], dict[str, Any]]
    write: Callable[[dict[str, Any]], str]


def _register_formula(features) -> None:
    entity = Entity(
        "prose-math",
        "MATH",
        "math",
        "latex",
        "Σ",
        _("Formula"),
        read=lambda latex: {"latex": latex},
        write=lambda data: bare_latex(data.get("latex") or ""),
    )
    dialog = {"title": _("Formula in LaTeX"), "hint": r"\hat{x} = Ax"}
    _register_entity(features, entity, draftail.EntityFeature, dialog, ["latex"])


def _register_note(features) -> None:
    entity = Entity(
        "prose-footnote",
        "FOOTNOTE",
        "footnote",
        "note",
        "†",
        _("Footnote"),
        read=note_data,
        write=note_line,
    )
    dialog = {"title": _("Footnote"), "hint": _("Text of the note")}
    _register_entity(features, entity, NoteFeature, dialog, ["note", "content"])


def _register_entity(features, entity: Entity, feature_class, dialog, attributes) -> None:
    def to_embed(props):
        return DOM.create_element(
            "embed", {"embedtype": entity.embedtype, entity.attribute: entity.write(props)}
        )

    options = {
        "type": entity.type,
        "label": entity.sign,
        "description": entity.label,
        # What the dialog says: the catalogue that scripts of the admin have is Wagtail's alone.
        "dialog": {**dialog, "insert": _("Insert"), "cancel": _("Cancel")},
        # Foreign pages hold nothing that could be pasted as one of these.
        "attributes": attributes,
        "allowlist": {},
    }
    features.register_editor_plugin(
        "draftail", entity.feature, feature_class(options, js=_SCRIPTS, css=_STYLE)
    )
    features.register_converter_rule(
        "contentstate",
        entity.feature,
        {
            "from_database_format": {
                f'embed[embedtype="{entity.embedtype}"]': InlineContentHandler(entity)
            },
            "to_database_format": {"entity_decorators": {entity.type: to_embed}},
        },
    )
