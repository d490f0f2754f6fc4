"""Is a file a post or a page?"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from blog.transfer.hugo.site import HugoSite

_POST_TYPES = frozenset({"post", "posts", "blog", "news", "articles", "article"})
# Sections of themes that hold no posts, dated or not.
_PAGE_SECTIONS = frozenset(
    "about authors courses doc docs documentation event events guide guides help legal manual "
    "people pages project projects publication publications reference slides talks team "
    "tutorials".split()
)


def kind_of_page(
    written: str, declared: str, site: HugoSite, *, is_dated: bool
) -> Literal["post", "page"]:
    """A post is dated, or lies in a section that the site names for posts; `declared` is its type,
    `written` its path."""
    path = PurePosixPath(written)
    folders = path.parts[: -2 if path.stem == "index" else -1]
    section = folders[0].lower() if folders else ""
    if declared in _POST_TYPES:
        return "post"
    if path.stem == "_index" or (declared and declared != section):
        return "page"
    if section in _POST_TYPES or section in _main_sections(site):
        return "post"
    return "post" if is_dated and section not in _PAGE_SECTIONS else "page"


def _main_sections(site: HugoSite) -> set[str]:
    found = site.params.get("mainsections") or site.config.get("mainsections")
    return {str(name).lower() for name in (found if isinstance(found, list) else [found])}
