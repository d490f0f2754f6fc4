"""What a site says of its authors: a page or a data file for each, or its settings.

https://gohugo.io/content-management/taxonomies/ · HugoBlox's `authors/<name>/_index.md`,
Blowfish's `data/authors/<name>.json`, and `params.author` of most themes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from blog.core.errors import SourceError
from blog.transfer.hugo.addresses import urlize
from blog.transfer.hugo.config import load_any, lower_keys
from blog.transfer.hugo.files import file_for
from blog.transfer.hugo.front_matter import with_params
from blog.transfer.hugo.loose_front_matter import front_matter_of
from blog.transfer.hugo.profile_links import read_affiliations, read_links
from blog.transfer.hugo.read import RawRecord, read_all_records
from blog.transfer.hugo.site import HugoSite

_FOLDERS = ("authors", "author")
_PICTURES = ("avatar", "image", "picture", "photo", "portrait", "thumbnail", "avatar_filename")
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
_BIO = ("bio", "biography", "description", "about", "summary")
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """`bio` and `text` are Markdown: a few words, and the text of the person's own page."""

    key: str
    name: str
    given: str = ""
    family: str = ""
    role: str = ""
    bio: str = ""
    text: str = ""
    orcid: str = ""
    email: str = ""
    links: tuple[tuple[str, str], ...] = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    picture: Path | None = None


def read_profiles(site: HugoSite) -> dict[str, Profile]:
    """By what front matter may call them: the name of the file, and the person's own."""
    found: dict[str, Profile] = {}
    for profile in (*_of_content(site), *_of_data(site), *_of_settings(site)):
        found.setdefault(urlize(profile.key), profile)
        found.setdefault(urlize(profile.name), profile)
    return found


def profile_key(record: RawRecord, site: HugoSite) -> str:
    """ "ada" of `authors/ada/_index.md` and `authors/ada.md`; "" of any other file."""
    path = PurePosixPath(record.unlocalised or record.source_id)
    if len(path.parts) < 2 or path.parts[0].lower() not in _folders(site):
        return ""
    name = path.parent.name if path.stem in ("_index", "index") else path.stem
    is_person = len(path.parts) == 3 if path.stem in ("_index", "index") else len(path.parts) == 2
    return name if is_person else ""


def is_list_of_people(record: RawRecord, site: HugoSite) -> bool:
    path = PurePosixPath(record.unlocalised or record.source_id)
    return (
        len(path.parts) == 2 and path.stem == "_index" and path.parts[0].lower() in _folders(site)
    )


def _folders(site: HugoSite) -> set[str]:
    return {*_FOLDERS, *(many for one, many in site.taxonomies.items() if one == "author")}


def _of_content(site: HugoSite) -> Iterator[Profile]:
    for record in read_all_records(site, lambda record: profile_key(record, site)):
        key = profile_key(record, site)
        if record.problem:
            continue
        front = front_matter_of(record.source, record.path)
        text = record.source[front.body_start :].decode("utf-8", "replace").strip()
        values = dict(with_params(front.values))
        values.setdefault("name", values.pop("title", "") or key)
        yield _profile(key, values, text, site, record.folder)


def _of_data(site: HugoSite) -> Iterator[Profile]:
    if site.data is None:
        return
    for folder in _FOLDERS:
        for file in sorted((site.data / folder).glob("*")):
            loaded = _loaded(file)
            if isinstance(loaded, Mapping):
                yield _profile(file.stem, loaded, "", site, file.parent)
    for file in sorted(site.data.glob("authors.*")):
        loaded = _loaded(file)
        listed = enumerate(loaded) if isinstance(loaded, list) else ()
        for key, values in loaded.items() if isinstance(loaded, Mapping) else listed:
            if isinstance(values, Mapping):
                own = values.get("id") or values.get("slug") or values.get("name")
                name = str(own or "") if isinstance(key, int) else str(key)
                yield from [_profile(name, values, "", site, file.parent)] if name else []


def _loaded(file: Path) -> Any:
    if file.suffix not in (".yaml", ".yml", ".toml", ".json") or not file.is_file():
        return None
    try:
        return lower_keys(load_any(file))
    except SourceError:
        return None


def _of_settings(site: HugoSite) -> Iterator[Profile]:
    for found in (site.params.get("author"), site.config.get("author")):
        if isinstance(found, Mapping) and found.get("name"):
            yield _profile(str(found["name"]), found, "", site, site.root)


def _profile(
    key: str, values: Mapping[str, Any], text: str, site: HugoSite, beside: Path
) -> Profile:
    given, family = _text(values, "first_name", "given"), _text(values, "last_name", "family")
    name = _text(values, "name", "display_name") or f"{given} {family}".strip()
    links, email = read_links(values)
    orcid = _ORCID.search(" ".join([_text(values, "orcid"), *(url for _label, url in links)]))
    return Profile(
        key=key,
        name=name or _text(values, "title") or key,
        given=given,
        family=family,
        role=_text(values, "role", "job", "position") or (_text(values, "title") if name else ""),
        bio=_text(values, *_BIO),
        text=text,
        orcid=orcid[1] if orcid else "",
        email=email or _text(values, "email"),
        links=tuple(pair for pair in links if "orcid.org/" not in pair[1]),
        affiliations=read_affiliations(values),
        picture=_picture(key, values, site, beside),
    )


def _text(values: Mapping[str, Any], *keys: str) -> str:
    found = next((values[key] for key in keys if values.get(key)), "")
    return " ".join(str(found).split()) if isinstance(found, str | int) else ""


def _picture(key: str, values: Mapping[str, Any], site: HugoSite, beside: Path) -> Path | None:
    for name in _PICTURES:
        value = values.get(name)
        if isinstance(value, Mapping):
            value = value.get("src") or value.get("filename") or value.get("url")
        picture = file_for(site, value, beside) if isinstance(value, str) and value else None
        if picture:
            return picture
    stems = [(beside, ("avatar", "portrait", "featured"))]
    stems += [(folder / "media/authors", (key,)) for folder in site.assets]
    files = (
        folder / f"{stem}{end}" for folder, names in stems for stem in names for end in _ENDINGS
    )
    return next((file for file in files if file.is_file()), None)
