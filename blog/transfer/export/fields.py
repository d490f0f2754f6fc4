"""What changed on a page since its import → keys of its front matter; a new page → all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blog.core.text import fold_case
from blog.transfer.hugo.addresses import urlize
from blog.transfer.hugo.dates import parse_date

_THUMBNAILS = ("thumbnail", "cover", "featured_image", "image", "images")


# Field → the key that says so, the key inside it, and the value.
_VISIBILITY: dict[str, tuple[str, str, Any]] = {
    "unlisted": ("build", "list", "never"),
    "noindex": ("robotsNoIndex", "", True),
    "no_sitemap": ("sitemap", "disable", True),
}


def front_matter_changes(
    front: Mapping[str, Any],
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    names: Mapping[int, str],
    *,
    known: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Keys to write anew, for the fields in which the page differs from its import.

    `front` is the front matter as it was read; `names` says what authors are called, `known` what
    the site has of its own: keys that hold categories, and titles of terms.
    """
    changes: dict[str, Any] = {}
    changed = {key for key in now if now[key] != before.get(key)}
    if "title" in changed:
        changes["title"] = now["title"]
    if "standfirst" in changed:
        key = "summary" if "summary" in front and not front.get("description") else "description"
        changes[key] = now["standfirst"] or None
    if "language" in changed:
        changes["language"] = now["language"]
    if "address" in changed:
        changes["url"] = f"/{now['address']}/"
    if "date" in changed:
        changes["date"] = _date(now["date"])
    if "live" in changed and (front.get("draft") is True) == bool(now["live"]):
        changes["draft"] = not now["live"]
    if "authors" in changed:
        key = "authors" if "authors" in front else "author"
        changes[key] = _author_names(front.get(key), before, now, names)
    if "categories" in changed:
        changes |= _category_changes(front, before["categories"], now["categories"], known or {})
    if {"thumbnail", "thumbnail_alt"} & changed:
        changes |= _thumbnail_change(front, now)
    return changes | _visibility_changes(front, before, now)


def _visibility_changes(
    front: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """The key as it is spelled already, with what else stands in it."""
    changes: dict[str, Any] = {}
    for name, (plain_key, inner, value) in _VISIBILITY.items():
        if bool(before.get(name)) == bool(now.get(name)):
            continue
        spellings = (plain_key, plain_key.lower(), f"_{plain_key}")
        key = next((each for each in spellings if each in front), plain_key)
        own = front.get(key)
        if not inner:
            changes[key] = value if now.get(name) else None
            continue
        rest = (
            {each: own[each] for each in own if each != inner} if isinstance(own, Mapping) else {}
        )
        changes[key] = (rest | {inner: value} if now.get(name) else rest) or None
    return changes


def new_front_matter(
    fields: Mapping[str, Any], names: Mapping[int, str], *, is_post: bool
) -> dict[str, Any]:
    """Front matter of a page that was born here."""
    values: dict[str, Any] = {"title": fields["title"]}
    if fields.get("date"):
        values["date"] = _date(fields["date"])
    values["url"] = f"/{fields['address']}/"
    if not fields["live"]:
        values["draft"] = True
    if fields.get("standfirst"):
        values["description"] = fields["standfirst"]
    if fields.get("authors"):
        values["authors"] = [names[pk] for pk in fields["authors"]]
    if fields.get("categories"):
        values["categories"] = list(fields["categories"])
    if fields.get("thumbnail"):
        values["thumbnail"] = {"src": fields["thumbnail"], "alt": fields.get("thumbnail_alt") or ""}
    if fields["language"] != "en":
        values["language"] = fields["language"]
    if not is_post:
        values["type"] = "page"
    return values | _visibility_changes({}, {}, fields)


def _date(text: str | None) -> Any:
    return parse_date(text) if text else None


def _author_names(
    written: Any, before: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[int, str]
) -> Any:
    items = written if isinstance(written, list) else [written] if written else []
    known = dict(zip(before["authors"], items, strict=False))
    found = [known.get(pk, names.get(pk, "")) for pk in now["authors"]]
    if not found:
        return None
    return found if isinstance(written, list) or len(found) > 1 else found[0]


def _category_changes(
    front: Mapping[str, Any], before: Sequence[str], now: Sequence[str], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Removed ones leave the key in which they stand; new ones come last in `categories`."""
    titles = known.get("terms") or {}
    kept = {fold_case(name) for name in now}
    old = {fold_case(name) for name in before}
    added = [name for name in now if fold_case(name) not in old]
    changes: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    for key in dict.fromkeys(("categories", "tags", *(known.get("keys") or ()))):
        value = front.get(key)
        items = value if isinstance(value, list) else [value] if value else []
        shown = {str(item): fold_case(titles.get(urlize(str(item)), str(item))) for item in items}
        gone = old - kept
        lists[key] = [item for item in items if shown[str(item)] not in gone]
        if lists[key] != items:
            changes[key] = lists[key] or None
    if added:
        key = "tags" if "tags" in front and "categories" not in front else "categories"
        changes[key] = [*lists[key], *added]
    return changes


def _thumbnail_change(front: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    key = next((key for key in _THUMBNAILS if front.get(key)), "thumbnail")
    written = front.get(key)
    src, alt = now["thumbnail"], now["thumbnail_alt"]
    if not src:
        return {key: None}
    if isinstance(written, Mapping):
        name = next((name for name in ("src", "image", "url") if written.get(name)), "src")
        alt_name = "caption" if "caption" in written and "alt" not in written else "alt"
        return {key: {**written, name: src, alt_name: alt}}
    if isinstance(written, list):
        return {key: [src, *written[1:]]}
    return {key: src if not alt and written else {"src": src, "alt": alt}}
