"""What a site says of its categories: the page of a term, with a title and a few words.

https://gohugo.io/content-management/taxonomies/#metadata
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

from blog.core.mojibake import repair_mojibake
from blog.transfer.hugo.addresses import urlize
from blog.transfer.hugo.front_matter import with_params
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.read import RawRecord, read_all_records
from blog.transfer.hugo.site import HugoSite

_NOT_CATEGORIES = frozenset({"author", "authors", "series", "publication_types"})
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Term:
    """`description` is plain text, `text` the Markdown of its page."""

    title: str
    description: str = ""
    text: str = ""


def category_keys(site: HugoSite) -> tuple[str, ...]:
    """Keys of front matter whose values are categories here."""
    own = [
        many for one, many in site.taxonomies.items() if not {one.lower(), many} & _NOT_CATEGORIES
    ]
    return tuple(dict.fromkeys(("categories", "category", "tags", *own)))


def term_key(record: RawRecord, site: HugoSite) -> str | None:
    """ "music" of `tags/music/_index.md`, "" of `tags/_index.md`, None of any other file."""
    path = PurePosixPath(record.unlocalised or record.source_id)
    folders = path.parts[:-1]
    plurals = {many for many in site.taxonomies.values() if many not in _NOT_CATEGORIES}
    if path.stem != "_index" or not folders or folders[0].lower() not in plurals:
        return None
    return "/".join(folders[1:])


def read_terms(site: HugoSite) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for record in read_all_records(site, lambda record: term_key(record, site)):
        key = term_key(record, site)
        if key and not record.problem and record.language in ("", site.language):
            front = front_matter_of(record.source, record.path)
            text = record.source[front.body_start :].decode("utf-8", "replace").strip()
            values = with_params(front.values)
            said = str(values.get("description") or values.get("summary") or "")
            title = unescape(repair_mojibake(str(values.get("title") or ""))).strip()[
                :_LONGEST_NAME
            ]
            found.setdefault(urlize(key), Term(title, " ".join(said.split()), text))
    return found


def term_titles(site: HugoSite) -> dict[str, str]:
    """As posts write a term → what its own page calls it; read once for a site."""
    if "" not in site.terms:
        site.terms[""] = ""
        titles = {key: term.title for key, term in read_terms(site).items() if term.title}
        site.terms.update(titles)
    return {key: title for key, title in site.terms.items() if key}
