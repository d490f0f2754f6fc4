"""Files that become no page here, because they say nothing of their own or say it elsewhere."""

from __future__ import annotations

from pathlib import PurePosixPath

from blog.transfer.document import Document
from blog.transfer.hugo.data_pages import is_data_page
from blog.transfer.hugo.profiles import is_list_of_people, profile_key
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.terms import term_key

# Layouts of themes that fill a page with lists, forms or parts of other pages.
_FILLED = frozenset(
    "search searchresults archive archives landing landing-page widget_page list home "
    "taxonomy terms tags categories timeline gallery team people contact 404 offline".split()
)


def described(record: RawRecord, site: HugoSite) -> str:
    """Where else the file went: into the record of an author or a category. "" for a page."""
    if key := profile_key(record, site):
        return f"this describes the author “{key}” and became no page of its own."
    if is_list_of_people(record, site):
        return "this heads the list of authors, which the publication has of its own."
    key_of_term = term_key(record, site)
    if key_of_term:
        return f"this describes the category “{key_of_term}” and became no page of its own."
    if key_of_term == "":
        return "this heads the list of categories, which the publication has of its own."
    return ""


def says_nothing(document: Document, record: RawRecord) -> str:
    """Why a file without text becomes no page; "" when it becomes one."""
    if document.body:
        return ""
    path = PurePosixPath(record.unlocalised or record.source_id)
    if path.stem == "_index":
        return "this heads a list of pages and says nothing of its own; it became no page."
    named = {str(document.front_matter.get(key) or "").lower() for key in ("layout", "type")}
    name = path.parent.name if path.stem == "index" else path.stem
    if named & _FILLED or (document.kind == "page" and name in _FILLED) or not document.address:
        return "this is a page that the theme fills, without a text of its own; it became no page."
    if document.front_matter.get("type") == "page" and document.front_matter.get("url"):
        return ""  # as an export writes a page without text
    declared = str(document.front_matter.get("type") or "")
    if document.standfirst and is_data_page(path.as_posix(), declared):
        return ""
    if document.kind == "page" or not document.front_matter.get("title"):
        return "this has no text; it became no page."
    return ""
