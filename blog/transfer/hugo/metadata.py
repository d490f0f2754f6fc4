"""What front matter says of a post, as far as we know its keys; the others are kept as they are.

https://gohugo.io/content-management/front-matter/
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from blog.core.errors import SourceError
from blog.core.language_tags import normalise_tag
from blog.core.mojibake import repair_mojibake
from blog.core.text import is_visible
from blog.transfer.document import Notice, Thumbnail
from blog.transfer.hugo.addresses import clean_address, filled, permalink, urlize
from blog.transfer.hugo.kinds import kind_of_page
from blog.transfer.hugo.languages import guess_language
from blog.transfer.hugo.page_values import PageValues
from blog.transfer.hugo.people_strings import may_be_several, people_in, plain_latex
from blog.transfer.hugo.terms import category_keys, term_titles
from blog.transfer.hugo.thumbnails import find_thumbnail
from blog.transfer.hugo.visibility import (
    canonical_elsewhere,
    is_noindex,
    is_outside_sitemap,
    is_unlisted,
)
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.lines import one_line

NO_CATEGORIES = frozenset({"uncategorized", "uncategorised", "sin categoría", "sense categoria"})
_FORMER_ADDRESSES = (
    "alias", "blogger_permalink", "permalink", "former_url", "old_url", "wordpress_url", "link_old",
    "redirect_from",
)  # fmt: skip
_SEVERAL_WAY = "List them one by one, or say who is meant in an --author-map."
# "# Results", or a line that is underlined with equals signs.
_FIRST_HEADING = re.compile(r"\s*(?:#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)|([^\n]+)\n=+[ \t]*(?:\n|$))")


class Metadata(PageValues):
    """Reads the front matter of one file."""

    def kind(self) -> Any:
        is_dated = bool(self.values.get("date")) or self.date() is not None
        return kind_of_page(self.path, self._value("type").lower(), self.site, is_dated=is_dated)

    def authors(self) -> tuple[str, ...]:
        names: list[str] = []
        own = (many for one, many in self.site.taxonomies.items() if one == "author")
        for key in dict.fromkeys(("author", "authors", *own)):
            for name in people_in(self.values.get(key)):
                names.append(name)
                if may_be_several(name):
                    self._note(key, f"the author “{name}” may be several people.", _SEVERAL_WAY)
        if not names and self.kind() == "post" and self.site.author:
            return (self.site.author,)
        return tuple(dict.fromkeys(names))

    def categories(self) -> tuple[str, ...]:
        names = self._names(*category_keys(self.site))
        titles = term_titles(self.site)
        shown = [titles.get(urlize(name), name) for name in names]
        return tuple(name for name in shown if name.casefold() not in NO_CATEGORIES)

    def is_draft(self) -> bool:
        """Also what Hugo would not show yet, or no more."""
        date = self.date()
        now = dt.datetime.now(dt.UTC)
        shown_from = self._moment("publishdate") or date
        expires = self._moment("expirydate") or self._moment("unpublishdate")
        hidden = (shown_from and shown_from > now) or (expires and expires <= now)
        declared = str(self.values.get("draft")).lower() == "true" or bool(self.front.broken)
        if hidden and not declared:
            self.notices.append(
                Notice(
                    "warning",
                    f"{self.record.path}, line 1",
                    "Hugo would not show this post today, by its dates; it came in as a draft.",
                    "Publish it in the editor, or set its schedule there.",
                )
            )
        return declared or self.undated or bool(hidden)

    def changed(self) -> dt.datetime | None:
        """When its author last touched it, as written."""
        return self._moment("lastmod") or self._moment("modified")

    def language(self) -> str:
        """As declared, else by file name or folder, else as the text itself speaks."""
        for declared in (self._value("language"), self._value("lang"), self.record.language):
            if tag := normalise_tag(declared):
                return tag
        return guess_language(f"{self._value('title')}\n{self.text}", self.site.language)

    def visibility(self) -> dict[str, Any]:
        """Who is to find it, and where it first appeared."""
        unlisted = is_unlisted(self.values)
        if unlisted:
            what = "Hugo shows this in no list; it came in unlisted, for those with its address."
            way = "Untick “unlisted” in the editor when everybody should find it."
            self.notices.append(Notice("warning", f"{self.record.path}, line 1", what, way))
        return {
            "unlisted": unlisted,
            "noindex": is_noindex(self.values),
            "no_sitemap": is_outside_sitemap(self.values),
            "canonical": canonical_elsewhere(self.values, self.site),
        }

    def title(self) -> str:
        title = self._own_title()
        return title or self._heading() or self._fallback_title()

    def _own_title(self) -> str:
        """As an exporter wrote it, whose entities nobody was meant to read."""
        if isinstance(self.values.get("title"), list | dict):
            self._note("title", "the title is no text and was left out.")
        title = one_line(unescape(self._value("title")))
        if "\\" in title and "publication_types" in self.values:
            title = plain_latex(title)
        return title if is_visible(title) else ""

    def titled_by_heading(self) -> bool:
        """Of a text that is read again, without its site, the title stands elsewhere."""
        is_whole = self.site.own_dialect is None
        return is_whole and not self._own_title() and bool(self._heading())

    def _heading(self) -> str:
        """The text of a first-level heading that the text begins with."""
        lines = _FIRST_HEADING.match(self.text)
        return one_line(shown_text((lines[1] or lines[2]).strip())) if lines else ""

    def standfirst(self) -> str:
        return shown_text(self._value("description") or self._value("summary"))

    def series(self) -> str:
        return next(iter(self._names("series")), "")

    def _fallback_title(self) -> str:
        path = PurePosixPath(self.path)
        name = path.parent.name if path.stem in ("index", "_index") else path.stem
        return name.replace("-", " ").strip().capitalize() or "Untitled"

    def address(self) -> str:
        """Where Hugo serves the page, without the slashes at both ends."""
        prefix = self.site.language_prefix(self.record.language)
        if url := self._url():
            written = self._checked(clean_address(self._filled(url)), "url")
            own = "" if url.startswith("/") or "://" in url else prefix
            return "/".join(part for part in (own, written) if part)
        return "/".join(part for part in (prefix, self._permalink()) if part)

    def _url(self) -> str:
        """As declared, on this site. A number for a draft, "/?p=209", names no place."""
        url = self._value("url")
        own = self.site.own_path(url) or url
        return "" if "?" in own and not clean_address(own) else own

    def _permalink(self, *, former: bool = False) -> str:
        slug = self._checked(self._value("slug"), "slug")
        return permalink(self.site, self.path, slug, self.date(), self.title(), former=former)

    def _filled(self, url: str) -> str:
        """An address may hold tokens, as a pattern for permalinks does."""
        if "://" in url or not re.search(r"(?:^|/):[a-z]", url):
            return url
        path = PurePosixPath(self.path)
        is_bundle = path.stem == "index"
        folder, name = (path.parent.parent, path.parent.name) if is_bundle else (
            path.parent, path.stem,
        )  # fmt: skip
        slug = urlize(self._value("slug"))
        return filled(self.site, url, folder, slug, name, self.date(), self.title())

    def _checked(self, address: str, key: str) -> str:
        if ".." in address.split("/") or any(ord(sign) < 32 for sign in address):
            raise SourceError(
                f"“{address}” is no address of this site.",
                where=f"{self.record.path}, line {self.front.lines.get(key, 1)}",
                mend=f"Write the {key} without .. and control characters.",
            )
        return address

    def aliases(self) -> tuple[str, ...]:
        """Every former address that the front matter knows, as paths or query strings."""
        here = f"/{self.address()}"
        found = []
        drafted = self._value("url") if not self._url() else ""
        for alias in filter(None, (drafted, *self._names("aliases", *_FORMER_ADDRESSES))):
            alias = repair_mojibake(alias)
            if re.search(r"(?:^|/):\w|\{\{", alias):
                continue  # a pattern, which other programs fill
            # An alias without a slash before it counts from where the post is.
            own = alias if alias.startswith(("/", "?")) or "://" in alias else posixpath.join(
                posixpath.dirname(here), alias
            )  # fmt: skip
            own = posixpath.normpath(own) if own.startswith("/") and "/.." in own else own
            found.append(self._in_language(own))
        found += self._former_spelling()
        for key in ("wordpress_id", "wp_id", "post_id"):
            number = self._value(key)
            if number.isdigit():
                found.append(f"/?p={number}")
        for slug in self._names("former_slug", "former_slugs", "old_slug", "_wp_old_slug"):
            found.append(posixpath.join(posixpath.dirname(here), slug))
        return tuple(dict.fromkeys(found))

    def _in_language(self, alias: str) -> str:
        """Hugo puts the language before the aliases of a translated page, too."""
        prefix = self.site.language_prefix(self.record.language)
        is_whole = "://" in alias or alias.startswith(("?", "/?", f"/{prefix}/"))
        return f"/{prefix}{alias}" if prefix and not is_whole else alias

    def _former_spelling(self) -> list[str]:
        """Where an earlier Hugo served a file whose name holds several signs in a row."""
        if self._url():
            return []
        former = self._permalink(former=True)
        return [self._in_language(f"/{former}")] if former != self._permalink() else []

    def guid(self) -> str:
        """What the site's feed called the post: what it says itself, else Hugo's permalink."""
        own = self._value("guid")
        if own or not self.site.base_url.startswith(("http://", "https://")):
            return own[:500]
        address = self.address()
        end = "" if not address or address.endswith((".html", ".htm")) else "/"
        return f"{self.site.base_url.rstrip('/')}/{quote(address)}{end}"[:500]

    def thumbnail(self) -> Thumbnail | None:
        found = find_thumbnail(self.values, self.record)
        if found is None:
            return None
        self.thumbnail_key, src, alt = found
        return Thumbnail(src, one_line(repair_mojibake(alt)))
