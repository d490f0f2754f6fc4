"""The menu: what operators put into it, and what it says in the language of the page around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    StreamValue,
    StructBlock,
    StructBlockValidationError,
)

from blog.core.form_blocks import FormStreamBlock
from blog.core.html import safe_href
from blog.posts.links import public_addresses


def interface_languages():
    """A function, so that a language more in the settings asks for no migration."""
    return settings.LANGUAGES


class MenuLabelBlock(StructBlock):
    language = ChoiceBlock(choices=interface_languages, label=gettext_lazy("Language"))
    label = CharBlock(label=gettext_lazy("Label"), max_length=60)

    class Meta:
        icon = "globe"
        label = gettext_lazy("Label in another language")
        form_classname = "struct-block"


def _labels() -> ListBlock:
    return ListBlock(
        MenuLabelBlock(),
        label=gettext_lazy("In other languages"),
        default=[],
        help_text=gettext_lazy("For pages that are written in them."),
    )


class MenuPageBlock(StructBlock):
    page = PageChooserBlock(label=gettext_lazy("Page"), required=False)
    label = CharBlock(
        label=gettext_lazy("Label"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Empty: the title of the page."),
    )
    labels = _labels()

    class Meta:
        icon = "doc-empty"
        label = gettext_lazy("A page of this publication")
        description = gettext_lazy("Leads to a post or a page; hidden while that is not public")

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["page"]:
            message = _("No page is chosen. Choose one, or delete this entry.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned


class MenuAddressBlock(StructBlock):
    address = CharBlock(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("/papers/ or https://example.org/"),
    )
    label = CharBlock(
        label=gettext_lazy("Label"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Empty for a list of this site: its own name, in the language of each page."
        ),
    )
    labels = _labels()

    class Meta:
        icon = "link"
        label = gettext_lazy("An address")
        description = gettext_lazy("Leads anywhere: a list of this site, another site")

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["label"] and cleaned["address"] not in own_names():
            message = _("Give it a label. Only lists of this site have a name of their own.")
            raise StructBlockValidationError({"label": ValidationError(message)})
        return cleaned


class MenuBlocks(FormStreamBlock):
    page = MenuPageBlock()
    address = MenuAddressBlock()

    def clean(self, value):
        """An entry whose page was deleted says nothing any longer, and is in nobody's way."""
        stays = [child for child in value if child.block_type != "page" or _says_something(child)]
        entries = [(child.block_type, child.value, child.id) for child in stays]
        return super().clean(StreamValue(self, entries))

    class Meta:
        required = False


def _says_something(entry: Any) -> bool:
    return bool(entry.value["page"] or entry.value["label"] or len(entry.value["labels"]))


class MenuEntry(NamedTuple):
    label: str
    url: str


def own_names() -> dict[str, str]:
    """Address → name of our lists, in the language that is spoken."""
    return {
        "/": _("Reports"),
        reverse("papers"): _("Papers"),
        reverse("events"): _("Events"),
        reverse("authors"): _("Authors"),
        reverse("archive"): _("Archive"),
        reverse("search"): _("Search"),
        reverse("categories"): _("Categories"),
    }


def menu_entries(chosen: Iterable[Any], request: HttpRequest | None) -> list[MenuEntry]:
    """The menu of the settings, without pages that are not public; our lists when there is none."""
    items = list(chosen)
    pages = public_addresses(
        (
            item.value["page"].pk
            for item in items
            if item.block_type == "page" and item.value["page"]
        ),
        request,
    )
    names = own_names()
    entries = [entry for item in items if (entry := _entry(item, pages, names))]
    if entries:
        return entries
    return [MenuEntry(name, url) for url, name in names.items() if url != reverse("categories")]


def _entry(item: Any, pages: dict[int, str], names: dict[str, str]) -> MenuEntry | None:
    label = _label_in_language(item.value) or item.value["label"]
    if item.block_type == "address":
        address = item.value["address"]
        return MenuEntry(label or names.get(address, address), safe_href(address))
    page = item.value["page"]
    if not page or page.pk not in pages:
        return None
    return MenuEntry(label or page.title, pages[page.pk])


def _label_in_language(value: Any) -> str:
    spoken = get_language()
    return next((each["label"] for each in value["labels"] if each["language"] == spoken), "")
