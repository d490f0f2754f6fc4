"""What templates say: prose, anchors, bylines, code, menu. Decisions are made elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.authors.bylines import Credit
from blog.core.addresses import host_of
from blog.core.dates import day_of_year, full_day, partial_day, short_day
from blog.core.enumeration import enumerate_words
from blog.core.html import safe_href, sanitise_html, unique_ids
from blog.core.language_tags import direction
from blog.core.languages import other_interface
from blog.core.licences import Licence, licence_of
from blog.images.pictures import Whole, picture_for, whole_picture
from blog.papers.hosts import host_name
from blog.posts.blocks.anchors import anchor as make_anchor
from blog.posts.blocks.papers import LINK_KINDS
from blog.posts.failures import leaving_out
from blog.posts.listings import highlight_code
from blog.posts.mathematics import formulas_in_markdown, render_math
from blog.posts.models import Output
from blog.posts.notes import (
    Notes,
    number_notes,
    render_boxed,
    render_inline,
    render_prose,
    waiting_notes,
)
from blog.posts.translations import own_name
from blog.posts.verbatim import mark_verbatim, part_blocks
from blog.site.menu import menu_entries

register = template.Library()
_KINDS = dict(LINK_KINDS)
register.filter("highlight", highlight_code)
register.filter("direction", direction)
register.filter("own_name", own_name)
register.filter("full_day", full_day)
register.filter("day_of_year", day_of_year)
register.filter("short_day", short_day)
register.filter("partial_day", partial_day)
register.simple_tag(make_anchor, name="anchor")


def _notes(context) -> Notes:
    reading = context.get("reading")
    return reading.notes if reading else Notes()


class ListedNode(template.Node):
    def __init__(self, post: FilterExpression, nodelist: NodeList) -> None:
        self.post, self.nodelist = post, nodelist

    def render(self, context) -> str:
        post = self.post.resolve(context)
        with leaving_out(post, Output.LIST):
            return self.nodelist.render(context)
        return ""


@register.tag
def listed(parser, token) -> ListedNode:
    """`{% listed post %}…{% endlisted %}`: what a list says of a post. Where that fails, the list
    goes on without it."""
    _name, post = token.split_contents()
    nodelist = parser.parse(("endlisted",))
    parser.delete_first_token()
    return ListedNode(parser.compile_filter(post), nodelist)


@register.simple_tag(takes_context=True)
def prose(context, value) -> SafeString:
    """Rich text of a block, with its notes beside it."""
    return mark_verbatim(render_prose(getattr(value, "source", value) or "", _notes(context)))


@register.simple_tag(takes_context=True)
def line(context, value) -> SafeString:
    """A caption or a table cell. Its notes come with the next `notes_here`."""
    return mark_verbatim(render_inline(getattr(value, "source", value) or "", _notes(context)))


@register.simple_tag(takes_context=True)
def boxed(context, value) -> SafeString:
    """Prose inside of a box, whose notes stand beside the box: they come with `notes_here`."""
    return mark_verbatim(render_boxed(getattr(value, "source", value) or "", _notes(context)))


@register.simple_tag(takes_context=True)
def notes_here(context) -> SafeString:
    """The notes that wait for a place."""
    return mark_verbatim(waiting_notes(_notes(context)))


@register.simple_tag(takes_context=True)
def is_first_picture(context) -> bool:
    reading = context.get("reading")
    return bool(reading and reading.is_first_picture())


@register.simple_tag(takes_context=True)
def heading_level(context, wanted) -> int:
    """The level that this heading gets on this page."""
    reading = context.get("reading")
    return reading.next_heading_level(int(wanted)) if reading else int(wanted)


@register.filter
def shows(image, set_name: str) -> bool:
    """False when the picture's file is gone."""
    return bool(image) and picture_for(image, set_name) is not None


@register.simple_tag(takes_context=True)
def markdown(context, source: str) -> SafeString:
    html = number_notes(formulas_in_markdown(source or ""), _notes(context))
    return mark_verbatim(_parted(context, html))


@register.simple_tag(takes_context=True)
def sanitised(context, source: str) -> SafeString:
    return mark_verbatim(_parted(context, sanitise_html(source or "")))


def _parted(context, html: str) -> str:
    reading = context.get("reading")
    return part_blocks(unique_ids(html, reading.ids) if reading else html)


@register.filter
def whole(image, set_name: str) -> Whole | None:
    """Where a picture of this set can be seen whole and large; None when that shows nothing more."""
    return whole_picture(image, set_name) if image else None


@register.simple_tag
def formula(latex: str) -> SafeString:
    return render_math(latex, display=True)


@register.filter
def href(address: str) -> str:
    return safe_href(address)


@register.filter
def host(address: str) -> str:
    return host_of(address or "")


@register.filter
def kind_label(kind: str) -> str:
    return str(_KINDS.get(kind, kind))


def spoken(context: Any) -> SafeString:
    """Attributes for parts of the interface inside a page whose language the interface does not
    have."""
    return _spoken_in(_other_language(context))


def labelled(context: Any) -> SafeString:
    """For what has words of the page in it and a label of the interface, which is spoken alone; all
    in it is `in_own_words`."""
    return _language_attribute(_other_language(context))


def in_own_words(context: Any) -> SafeString:
    return _language_attribute(context["page"].language if _other_language(context) else "")


def _other_language(context: Any) -> str:
    return other_interface(getattr(context.get("page"), "language", ""))


@lru_cache(maxsize=256)
def _spoken_in(interface: str) -> SafeString:
    if not interface:
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', interface, direction(interface))


@lru_cache(maxsize=256)
def _language_attribute(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language else mark_safe("")


class _LanguageNode(template.Node):
    """A node of its own and one answer per template, because a page asks a hundred times."""

    def __init__(self, attributes: Callable[[Any], SafeString]) -> None:
        self.attributes = attributes

    def render(self, context: Any) -> SafeString:
        answers = context.render_context
        if (attributes := answers.get(self.attributes)) is None:
            attributes = answers[self.attributes] = self.attributes(context)
        return attributes


@register.tag("spoken")
def _spoken_tag(parser: Any, token: Any) -> _LanguageNode:
    return _LanguageNode(spoken)


@register.tag("labelled")
def _labelled_tag(parser: Any, token: Any) -> _LanguageNode:
    return _LanguageNode(labelled)


@register.tag("in_own_words")
def _in_own_words_tag(parser: Any, token: Any) -> _LanguageNode:
    return _LanguageNode(in_own_words)


@register.simple_tag(takes_context=True)
def written(context: Any, text: str) -> SafeString:
    """Words of the page inside of a part of the interface that speaks another language."""
    page = context.get("page")
    if not text or not spoken(context):
        return conditional_escape(text or "")
    return format_html('<bdi lang="{}">{}</bdi>', page.language, text)


@register.simple_tag
def own_licence(page: Any, publication: Any) -> Licence | None:
    """The licence of this text, where it is not what the foot of every page says."""
    # Lists have no licence of their own, and an error page may have no publication.
    general = getattr(publication, "licence", "")
    licence = licence_of(getattr(page, "licence", ""), general)
    return None if licence == licence_of("", general) else licence


@register.simple_tag
def byline(credits: list[Credit]) -> SafeString:
    """The names as links, joined as `format_byline` joins them."""
    links = [
        format_html('<a href="{}" translate="no">{}</a>', credit.url, credit.name)
        if credit.url
        else format_html('<span translate="no">{}</span>', credit.name)
        for credit in credits
    ]
    if not links:
        return SafeString("")
    # Joined as `format_byline` joins the bare names, so that markup and text cannot drift apart.
    places = [f"\ue000{at}\ue001" for at in range(len(links))]
    shown = conditional_escape(enumerate_words(places, heard=credits[-1].name))
    for place, link in zip(places, links, strict=True):
        shown = shown.replace(place, conditional_escape(link))
    return mark_safe(shown)


@register.filter
def first_names(names: list[str], most: int = 5) -> str:
    """At most `most` names, then how many more there are."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return _("%(names)s and %(count)s more") % {
        "names": ", ".join(names[:most]),
        "count": len(names) - most,
    }


@register.filter
def papers_text(count: int) -> str:
    return ngettext("%(count)s paper", "%(count)s papers", count) % {"count": count}


@register.filter
def reports_text(count: int) -> str:
    return ngettext("%(count)s report", "%(count)s reports", count) % {"count": count}


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[dict[str, object]]:
    """Label, address and whether it is where the reader is; the settings' menu, else our own."""
    request = context.get("request")
    settings = _publication_settings(context)
    entries = menu_entries(settings.menu if settings and settings.menu else (), request)
    path = request.path if request else ""
    return [
        {"label": entry.label, "url": entry.url, "current": _is_current(entry.url, path)}
        for entry in entries
    ]


def _is_current(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _publication_settings(context):
    preview = context.get("preview_settings")
    if preview:
        return preview
    try:
        return context["settings"]["blog"]["PublicationSettings"]
    except KeyError:
        return None


@register.simple_tag(takes_context=True)
def publication(context):
    """Settings of the publication that is shown; its preview while an editor looks at one."""
    return _publication_settings(context)


@register.simple_tag(takes_context=True)
def chips(context, entry) -> SafeString:
    """Where the paper is to be read, then one chip for each other address of the entry; kinds that
    share an address are named together."""
    read = safe_href(entry.shown_url)
    grouped: dict[str, list[str]] = {read: [_("Read")]} if read else {}
    place = host_name(read)
    # Addresses whose label somebody wrote: it is in the language of the page.
    by_hand = set()
    for link in entry["links"]:
        url = safe_href(link["url"])
        if url == read and link["kind"] == "paper":
            place = link["label"] or place
        elif url:
            grouped.setdefault(url, []).append(link["label"] or kind_label(link["kind"]))
            if link["label"] and url != read:
                by_hand.add(url)
    interface = spoken(context)
    return format_html_join(
        "\n",
        '<li{}><a class="chip" href="{}"><b{}>{}</b> <small>{}</small></a></li>',
        [
            (
                in_own_words(context),
                url,
                "" if url in by_hand else interface,
                _joined(labels),
                place if url == read else host_of(url),
            )
            for url, labels in grouped.items()
        ],
    )


def _joined(labels: list[str]) -> str:
    return enumerate_words([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
