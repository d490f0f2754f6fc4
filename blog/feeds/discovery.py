"""What tells machines about the site: robots.txt, llms.txt, manifest, OpenSearch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree

from blog.authors.bylines import format_byline
from blog.core.addresses import absolute_address
from blog.core.text import one_line, writable
from blog.site.icons import ICON_SIZES

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
# The specification allows sixteen characters.
_SHORT_NAME = 16
# What fits under the icon on a phone.
_SHORTEST = 12
_PAPER = "#fbf8f2"
_MARKDOWN = re.compile(r"[\\`*_<>&#~|!]")
# What opens a list or a rule at the beginning of a line.
_OPENING = re.compile(r"^(\d*)([-+=.)])")
_IN_ADDRESSES = re.compile(r"[()<>\[\]\s]")


def robots_text(root: str) -> str:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", ""]
    return "\n".join([*lines, f"Sitemap: {absolute_address(root, 'sitemap.xml')}", ""])


def llms_text(publication: Any, posts: Iterable[Any], root: str) -> str:
    """https://llmstxt.org: a short account of the site in Markdown, with where to read on."""
    deed = publication.licence_deed
    parts = [f"# {_line(publication.shown_name)}", ""]
    if publication.tagline:
        parts += [f"> {_line(publication.tagline)}", ""]
    if deed:
        licence = f"{deed.label} ({deed.url})" if deed.url else str(deed.label)
        parts += [_("Licence of the texts: %(licence)s.") % {"licence": licence}, ""]
    parts += [f"## {_('Reports')}", "", *(_entry(post) for post in posts), ""]
    parts += [f"## {_('Lists')}", ""]
    parts += [f"- [{label}]({absolute_address(root, path)})" for label, path in _lists()]
    return "\n".join([*parts, ""])


def _entry(post: Any) -> str:
    written = post.written_date.date().isoformat() if post.date else ""
    about = ", ".join(filter(None, [_line(format_byline(post.credits)), written]))
    summary = _line(post.summary)
    said = ". ".join(filter(None, [about, summary]))
    address = _IN_ADDRESSES.sub(lambda sign: quote(sign[0]), post.full_url).rstrip("/")
    return f"- [{_line(post.title)}]({address}/index.md)" + (f": {said}" if said else "")


def _line(text: str) -> str:
    """One line of Markdown that says nothing but these words."""
    line = one_line(text).replace("[", "(").replace("]", ")")
    line = _MARKDOWN.sub(r"\\\g<0>", line)
    return _OPENING.sub(r"\1\\\2", line)


def _lists() -> list[tuple[str, str]]:
    return [
        (_("Full text of the newest reports (JSON Feed)"), "/feed.json"),
        (_("Papers"), reverse("papers")),
        (_("Events"), reverse("events")),
        (_("Authors"), reverse("authors")),
        (_("Archive"), reverse("archive")),
    ]


def manifest(publication: Any) -> str:
    """https://www.w3.org/TR/appmanifest/"""
    name = publication.shown_name
    document = {
        "name": name,
        "short_name": _cut(name, _SHORTEST),
        "description": publication.tagline,
        "lang": publication.language,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {
                "src": reverse("icon", args=[size]),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in ICON_SIZES
            if size >= 192
        ],
    }
    return json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False)


def _cut(name: str, length: int) -> str:
    """At the end of a word where that leaves more than an article."""
    if len(name) <= length:
        return name
    words = name[: length + 1].rsplit(" ", 1)[0]
    return words if length // 2 <= len(words) <= length else name[:length].rstrip()


def opensearch(publication: Any, root: str) -> bytes:
    """https://github.com/dewitt/opensearch, for a browser's own search field."""
    name = writable(publication.shown_name)
    element = etree.Element(f"{{{_OPENSEARCH}}}OpenSearchDescription", nsmap={None: _OPENSEARCH})
    short = _cut(name, _SHORT_NAME)
    for tag, text in (
        ("ShortName", short),
        ("LongName", name[:48]),
        ("Description", _("Search reports, papers and authors of %(name)s") % {"name": name}),
        ("Language", publication.language),
        ("InputEncoding", "UTF-8"),
    ):
        etree.SubElement(element, f"{{{_OPENSEARCH}}}{tag}").text = text
    icon = {"width": "32", "height": "32", "type": "image/png"}
    image = etree.SubElement(element, f"{{{_OPENSEARCH}}}Image", icon)
    image.text = absolute_address(root, reverse("icon", args=[32]))
    template = f"{absolute_address(root, 'search/')}?q={{searchTerms}}"
    address = {"type": "text/html", "method": "get", "template": template}
    etree.SubElement(element, f"{{{_OPENSEARCH}}}Url", address)
    return etree.tostring(element, xml_declaration=True, encoding="utf-8")
