"""Pages about an event, a talk or a project that hold nothing but front matter → what it says.

https://docs.hugoblox.com/reference/content-types/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any

from blog.transfer.hugo.people_strings import people_in
from blog.transfer.hugo.publication_pages import links_of, person_of
from blog.transfer.hugo.read import RawRecord
from blog.transfer.hugo.references import link_target
from blog.transfer.hugo.site import HugoSite
from blog.transfer.hugo.wording import shown_text
from blog.transfer.reading.pieces import Piece

_SECTIONS = frozenset(
    "event events talk talks presentation presentations project projects course courses "
    "publication publications paper papers".split()
)
_PLACE = ("street", "city", "region", "postcode", "country")


def is_data_page(path: str, declared: str) -> bool:
    parts = PurePosixPath(path).parts
    section = parts[0].lower() if len(parts) > 1 else ""
    is_list = PurePosixPath(path).stem == "_index"
    return not is_list and bool({section, declared.lower()} & _SECTIONS)


def data_pieces(
    values: Mapping[str, Any],
    record: RawRecord,
    site: HugoSite,
    read_inner: Callable[[str], list[Piece]],
    *,
    standfirst: str,
) -> list[Piece]:
    """What and where it was, who spoke, what of, and where more is to be found."""
    lines = [_happening(values), ", ".join(_escaped(name) for name in _people(values, site))]
    html = "".join(f"<p>{line}</p>" for line in lines if line)
    pieces = [Piece("prose", {"html": html}, 0, 0)] if html else []
    abstract = str(values.get("abstract") or values.get("summary") or "").strip()
    if abstract and shown_text(abstract) != standfirst:
        pieces += read_inner(abstract)
    shown = [
        f'<a href="{escape(link_target(site, href, record))}">{_escaped(label)}</a>'
        for label, href in links_of(values)
    ]
    if shown:
        pieces.append(Piece("prose", {"html": f"<p>{' · '.join(shown)}</p>"}, 0, 0))
    return pieces


def _happening(values: Mapping[str, Any]) -> str:
    """ "ISMIR · Lisbon, Portugal · 2024-05-12 – 2024-05-14" """
    name, url = _text(values.get("event")), _text(values.get("event_url"))
    shown = f'<a href="{escape(url)}">{_escaped(name or url)}</a>' if url else _escaped(name)
    address = values.get("address")
    parts = [_text(address.get(key)) for key in _PLACE] if isinstance(address, Mapping) else []
    place = ", ".join(filter(None, [_text(values.get("location")), *parts]))
    days = [_text(values.get(key))[:10] for key in ("date", "date_end")]
    when = " – ".join(dict.fromkeys(day for day in days if day)) if name or place else ""
    return " · ".join(part for part in (shown, _escaped(place), _escaped(when)) if part)


def _people(values: Mapping[str, Any], site: HugoSite) -> list[str]:
    from_values = values.get("authors") or values.get("author") or values.get("speakers")
    return [person_of(name, site) for name in people_in(from_values)]


def _text(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return shown_text(" ".join(str(value).split())) if isinstance(value, str | int) else ""


def _escaped(text: str) -> str:
    return escape(text, quote=False)
