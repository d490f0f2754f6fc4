"""Lists of papers and their menus, of which a page shows dozens: as code in a fifth of the time that
templates take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.templatetags.blog_tags import first_names, reports_text

register = template.Library()
_DOT = SafeString('<span class="dot">&nbsp;· </span>')


@register.simple_tag
def paper_card(paper: Any, level: str = "h3") -> SafeString:
    """One paper in a list, with its first identifier, and `post_count` where it is known."""
    return format_html(
        '<li><{0} class="listing__title" translate="no"><a href="{1}">{2}</a></{0}>\n{3}'
        '<p class="listing__by listing__record">{4}</p></li>\n',
        level,
        paper.get_absolute_url(),
        paper.title,
        _by(paper),
        _record(paper),
    )


def _by(paper: Any) -> SafeString:
    names = first_names(paper.author_names)
    return (
        format_html('<p class="listing__by" translate="no">{}</p>\n', names)
        if names
        else SafeString("")
    )


def _record(paper: Any) -> SafeString:
    parts = [paper.venue] if paper.venue else []
    parts += [f"{each.label} {each.value}" for each in paper.shown_identifiers[:1]]
    if count := getattr(paper, "post_count", 0):
        parts.append(reports_text(count))
    return format_html_join(_DOT, "<span>{}</span>", ((part,) for part in parts))


@register.simple_tag
def options(values: Iterable[Any], chosen: Any) -> SafeString:
    """Of a menu; what is chosen stands among them, or alone at their end."""
    return options_named([(value, value) for value in values], chosen)


@register.simple_tag
def options_named(pairs: Iterable[tuple[Any, Any]], chosen: Any) -> SafeString:
    """`pairs` are what is sent and what is read."""
    pairs = list(pairs)
    if chosen and all(value != chosen for value, _label in pairs):
        pairs.append((chosen, chosen))
    selected = SafeString(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, selected if value == chosen else "", label) for value, label in pairs),
    )
