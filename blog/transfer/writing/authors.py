"""Names at the source → authors of ours."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blog.authors.models import Author
from blog.core.errors import SourceError
from blog.core.orcid import parse_orcid
from blog.core.text import fold, slugify
from blog.papers.name_lists import parse_names
from blog.transfer.hugo import Profile
from blog.transfer.hugo.addresses import urlize
from blog.transfer.writing.assets import AssetStore
from blog.transfer.writing.profiles import Filled, fill_profile

_FIELDS = frozenset("display_name given particle family suffix slug orcid role email kind".split())


@dataclass
class AuthorMap:
    """`entries`: name at the source → fields of an Author. `profiles`: what the site itself says of
    its authors, by name and handle; the map goes before. `site_author` stands for a handle
    ("uri", "admin") that neither knows: such a word is nobody's name. `noted` gathers which fields
    of authors the site filled."""

    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    site_author: str = ""
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    store: AssetStore | None = None
    filled: set[int] = field(default_factory=set)
    known: dict[str, Author] = field(default_factory=dict)
    noted: list[Filled] = field(default_factory=list)

    def author(self, name: str) -> Author:
        """The author of this name; made when there is none yet, and asked for once."""
        if name not in self.known:
            self.known[name] = self._with_profile(name)
        return self.known[name]

    def forget_rows(self) -> None:
        """After a transaction was undone: what it made is not there."""
        self.known.clear()
        self.filled.clear()

    def _with_profile(self, name: str) -> Author:
        profile = self.profiles.get(urlize(name))
        author = self._found_or_made(name, profile)
        if profile and self.store and author.pk not in self.filled:
            self.filled.add(author.pk)
            self.noted += fill_profile(author, profile, self.store)
        return author

    def _found_or_made(self, name: str, profile: Profile | None) -> Author:
        fields = dict(self.entries.get(name) or {})
        told = profile.name if profile else ""
        display = str(fields.pop("display_name", "") or told or self._shown(name))
        slug = str(fields.pop("slug", "") or slugify(display, length=100))
        known = Author.objects.filter(slug=slug).first()
        if known:
            return known
        wanted = fold(display)
        similar = Author.objects.filter(display_name__iexact=display)
        for author in similar:
            if fold(author.display_name) == wanted:
                return author
        return Author.objects.create(
            display_name=display, slug=slug, **(_name_parts(display) | fields)
        )

    def _shown(self, name: str) -> str:
        is_handle = " " not in name and name == name.lower()
        return self.site_author if is_handle and self.site_author else name


def read_author_map(
    file: Path | None, site_author: str = "", profiles: Mapping[str, Profile] | None = None
) -> AuthorMap:
    """From TOML or JSON: a table for each name at the source, with the fields of an author.

    SourceError names the file and what is wrong in it.
    """
    if file is None:
        return AuthorMap(site_author=site_author, profiles=profiles or {})
    try:
        text = file.read_text(encoding="utf-8")
        loaded = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"the author map cannot be read: {error}.", where=str(file), mend="Mend the file."
        ) from error
    for name, fields in loaded.items():
        check_author(str(file), name, fields)
    return AuthorMap(loaded, site_author, profiles or {})


def check_author(where: str, name: str, fields: Any) -> None:
    """SourceError says what is wrong with the fields of an author."""
    unknown = sorted(set(fields) - _FIELDS) if isinstance(fields, dict) else ["(no table)"]
    if unknown:
        raise SourceError(
            f"the entry “{name}” holds {', '.join(unknown)}.",
            where=where,
            mend=f"Use only {', '.join(sorted(_FIELDS))}.",
        )
    if fields.get("orcid"):
        try:
            fields["orcid"] = parse_orcid(str(fields["orcid"]))
        except ValueError as error:
            raise SourceError(
                f"the ORCID iD of “{name}” is wrong: {error}.",
                where=where,
                mend="Write it as 0000-0002-1825-0097.",
            ) from error


def _name_parts(display: str) -> dict[str, Any]:
    names = parse_names(display)
    if len(names) != 1 or "family" not in names[0]:
        return {}
    name = names[0]
    return {
        "given": name.get("given", ""),
        "particle": name.get("non-dropping-particle", ""),
        "family": name["family"],
    }
