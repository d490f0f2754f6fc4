"""Parts of a page that run into each other where its markup is all that is read: copied text, readers'
views, mail, translators, search engines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, NavigableString, PageElement, Tag

# Within a word they may begin and end: H<sub>2</sub>O. All others stand for themselves.
_WITHIN_WORDS = frozenset(
    "abbr b bdi cite code del em i ins kbd mark q s samp small strong sub sup u".split()
)
_UNREAD = ("script", "style", "template", "math", "pre", "svg", "select", "textarea", "datalist")


def stuck_parts(html: str | bytes) -> list[str]:
    """The words on both sides of each place where nothing parts them."""
    soup = BeautifulSoup(html, "html.parser")
    texts = list(_texts(soup.body))
    return [
        f"{before[-30:]}|{after[:30]}"
        for before, after in itertools.pairwise(texts)
        if not (before[-1].isspace() or after[0].isspace()) and _is_between_parts(before, after)
    ]


def _texts(body: Tag) -> Iterator[NavigableString]:
    for text in body.find_all(string=True):
        # What somebody's own HTML runs together is theirs.
        own = text.find_parent(class_="foreign")
        if text and not isinstance(text, Comment) and not own and not text.find_parent(_UNREAD):
            yield text


def _is_between_parts(before: NavigableString, after: NavigableString) -> bool:
    """A link or a span may touch a bracket or a comma, but not a word; a block touches nothing."""
    crossed = [*_until(before, after), *_until(after, before)]
    names = {element.name for element in crossed} - _WITHIN_WORDS
    if names - {"a", "span", "time", "button"}:
        return True
    if before.find_parent(class_="ref"):
        return False  # The mark of a note may touch what follows it.
    return bool(names) and before[-1].isalnum() and after[0].isalnum()


def _until(text: PageElement, other: PageElement) -> Iterator[Tag]:
    """The elements around one text that are not around the other."""
    around = {id(parent) for parent in other.parents}
    return (parent for parent in text.parents if id(parent) not in around)
