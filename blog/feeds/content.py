"""A post's body as a feed carries it: complete, absolute, without anything that needs our site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from lxml import etree, html

from blog.core.addresses import absolute_address
from blog.core.content_model import let_followers_out, write_html
from blog.core.languages import speaking
from blog.core.text import writable
from blog.posts.failures import leaving_out
from blog.posts.links import LinkAddresses, addresses_in
from blog.posts.models import Output
from blog.posts.notes import Notes, waiting_notes
from blog.posts.post_view import Reading
from blog.posts.references import loading
from blog.posts.walk import walk

# What a reader of feeds can do nothing with.
_DROPPED_TAGS = frozenset("script style button dialog template form source".split())
_DROPPED_CLASSES = frozenset(("copy", "record__copy", "vh"))
_NOTE_ID = re.compile(r"n\d+")
_KEPT_ATTRIBUTES = frozenset(
    "href src alt width height title lang dir datetime cite start reversed value colspan rowspan "
    "scope controls poster kind srclang label type open display alttext".split()
)


def load_bodies(posts: Sequence[Any]) -> LinkAddresses:
    """Evaluate all bodies at the cost of one; where their links of ours lead."""
    with loading([post.body.raw_data for post in posts]):
        for post in posts:
            with leaving_out(post, Output.FEED):
                for _placed in walk(post.body):
                    pass
    return addresses_in((post.body.raw_data for post in posts), None)


def feed_html(post: Any, links: LinkAddresses) -> str:
    """The body as HTML; every address in it is absolute."""
    notes = Notes(links)
    context = {"reading": Reading(notes), "medium": "feed"}
    with speaking(post.language):
        body = render_stream(post.body, context) + waiting_notes(notes)
        return portable_html(body, post.full_url)


def render_stream(stream: Any, context: dict[str, Any]) -> str:
    return "".join(_render_block(child, context) for child in stream)


def _render_block(child: Any, context: dict[str, Any]) -> str:
    """By a template for feeds where a block has one, otherwise by the page's."""
    kind, value = child.block_type, child.value
    if kind == "paper_list":
        entries = [
            _render_entry(entry.value, context, number if value["ranked"] else None)
            for number, entry in enumerate(value["entries"].bound_blocks, 1)
        ]
        return _render("paper_list", value, context, entries=entries)
    if kind == "paper":
        return _render_entry(value, context, None)
    if kind == "bonus_section":
        return _render(
            "bonus_section", value, context, inner=render_stream(value["blocks"], context)
        )
    if kind in ("embed", "gallery", "media", "post_link"):
        return _render(kind, value, context)
    return str(child.render(context=context | {"block_id": child.id}))


def _render_entry(value: Any, context: dict[str, Any], number: int | None) -> str:
    inner = render_stream(value["more"], context)
    return _render("paper", value, context, number=number, inner=inner)


def _render(kind: str, value: Any, context: dict[str, Any], **more: Any) -> str:
    return render_to_string(f"blog/feeds/{kind}.html", {**context, "value": value, **more})


def portable_html(source: str, base: str) -> str:
    """Markup that stands alone: absolute addresses, one file a picture, notes at the end."""
    if not source.strip():
        return ""
    parser = html.HTMLParser(no_network=True, huge_tree=True)
    root = html.fragment_fromstring(writable(source), create_parent="div", parser=parser)
    let_followers_out(root)
    for element in [item for item in root.iter(etree.Element) if _is_dropped(item)]:
        if element.getparent() is not None:
            element.drop_tree()
    for link in root.find_class("zoom"):
        # To a larger file, which need not be there yet when the feed is first read.
        link.drop_tag()
    _gather_notes(root)
    for element in list(root.iter(etree.Element)):
        _make_portable(element, base)
    parts = [escape(root.text or "", quote=False)]
    parts += [write_html(child) for child in root]
    return "\n".join(line for line in "".join(parts).splitlines() if line.strip())


def _is_dropped(element: html.HtmlElement) -> bool:
    if element.tag == "source":
        # Of a film it is the film; of a picture, a form that feed readers do not choose from.
        return element.getparent().tag == "picture"
    classes = (element.get("class") or "").split()
    return (
        element.tag in _DROPPED_TAGS
        or element.get("hidden") is not None
        or not _DROPPED_CLASSES.isdisjoint(classes)
    )


def _gather_notes(root: html.HtmlElement) -> None:
    """Notes stand beside their paragraph on a page; here they close the text, in order."""
    notes = [item for item in root.iter(etree.Element) if _NOTE_ID.fullmatch(item.get("id") or "")]
    if not notes:
        return
    listed = etree.SubElement(root, "section")
    etree.SubElement(listed, "h2").text = _("Notes")
    listed = etree.SubElement(listed, "ol")
    for note in notes:
        back = note.find("a")
        if back is not None and (back.get("href") or "").startswith("#r"):
            back.drop_tree()
        cell = note.getparent()
        _move(note, listed)
        if "notes" in (cell.get("class") or "").split() and not len(cell):
            cell.drop_tree()


def _move(note: html.HtmlElement, target: html.HtmlElement) -> None:
    tail, note.tail = note.tail, None
    before = note.getprevious()
    parent = note.getparent()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    note.tag = "li"
    note.text = (note.text or "").lstrip()
    target.append(note)


def _make_portable(element: html.HtmlElement, base: str) -> None:
    for name in ("href", "src", "poster", "cite"):
        if element.get(name):
            _make_absolute(element, name, base)
    in_formula = element.tag == "math" or any(True for _ in element.iterancestors("math"))
    for name in list(element.attrib):
        if name not in _KEPT_ATTRIBUTES and not in_formula:
            del element.attrib[name]
    if element.tag in ("picture", "span", "bdi") and not element.attrib:
        element.drop_tag()


def _make_absolute(element: html.HtmlElement, name: str, base: str) -> None:
    address = absolute_address(base, element.get(name))
    if address:
        element.set(name, address)
    else:
        del element.attrib[name]


def summary_of(post: Any) -> str:
    return writable(post.summary)
