"""A Hugo site on disk: where its folders are and what its configuration says.

https://gohugo.io/configuration/introduction/
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from blog.core.addresses import Address, parse_address
from blog.core.errors import SourceError
from blog.core.language_tags import normalise_tag
from blog.transfer.hugo.config import has_config, joined, read_config
from blog.transfer.hugo.folders import (
    ContentRoot,
    content_roots,
    folders_for,
    inside,
    mounted_files,
)
from blog.transfer.hugo.lists import list_addresses
from blog.transfer.paper_lists.decisions import Mode
from blog.transfer.reading.dialect import Dialect, dialect_of

__all__ = ["ContentRoot", "HugoSite", "find_site", "inside"]


# How a file is read of which an editor made what was proposed into entries.
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class HugoSite:
    """`content` is what is to be read: a folder, or a single file. `content_root` is the folder from
    which Hugo counts addresses; `other_roots` are further ones, of languages and mounts.
    `is_whole` is true for a site's own folder. `config` has its keys in lower case, at every depth.
    `assets` are the folders of files that themes make pictures of, `mounted_files` those that the
    site serves below a path of their own. `papers` says what becomes of lists of papers;
    all of them become entries in the files of which an editor `accepted` what was proposed.
    Pictures on other hosts were `fetched` before, or this run `fetches` them."""

    root: Path
    content: Path
    static: tuple[Path, ...] = ()
    data: Path | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = False
    section_root: Path | None = None
    shortcodes: Mapping[str, Any] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict, compare=False)
    titles: dict[str, str] = field(default_factory=dict, compare=False)
    addresses: set[str] = field(default_factory=set, compare=False)
    people: dict[str, str] = field(default_factory=dict, compare=False)
    terms: dict[str, str] = field(default_factory=dict, compare=False)
    handed_down: dict[Path, list[Mapping[str, Any]]] = field(default_factory=dict, compare=False)
    other_roots: tuple[ContentRoot, ...] = ()
    assets: tuple[Path, ...] = ()
    mounted_files: tuple[ContentRoot, ...] = ()
    root_language: str = ""
    own_dialect: Dialect | None = None
    own_language: str = ""
    papers: Mode = "auto"
    accepted: frozenset[str] = frozenset()
    fetched: frozenset[str] = frozenset()
    fetches: bool = False

    @property
    def content_root(self) -> Path:
        found = self.section_root or self.content
        return found.parent if found.is_file() else found

    @property
    def roots(self) -> tuple[ContentRoot, ...]:
        return (ContentRoot(self.content_root, "", self.root_language), *self.other_roots)

    @property
    def params(self) -> Mapping[str, Any]:
        found = self.config.get("params")
        return found if isinstance(found, Mapping) else {}

    @property
    def taxonomies(self) -> dict[str, str]:
        """Singular → plural, which is the key in front matter and the folder of its terms."""
        found = self.config.get("taxonomies")
        own = {str(one): str(many).lower() for one, many in found.items()} if isinstance(
            found, Mapping
        ) else {}  # fmt: skip
        return {"category": "categories", "tag": "tags"} | own

    @property
    def base_url(self) -> str:
        return str(self.config.get("baseurl") or "")

    @property
    def zone(self) -> dt.tzinfo:
        """That of dates without an offset."""
        try:
            return ZoneInfo(str(self.config.get("timezone") or "UTC"))
        except (ZoneInfoNotFoundError, ValueError):
            return dt.UTC

    @property
    def language(self) -> str:
        """`languageCode` is "en-us" in every new site, so its region says nothing."""
        default = normalise_tag(str(self.config.get("defaultcontentlanguage") or ""))
        code = normalise_tag(str(self.config.get("languagecode") or ""))
        return normalise_tag(self.own_language) or default or code.split("-")[0] or "en"

    @property
    def languages(self) -> dict[str, Mapping[str, Any]]:
        found = self.config.get("languages")
        if not isinstance(found, Mapping):
            return {}
        return {code: item for code, item in found.items() if isinstance(item, Mapping)}

    @property
    def language_folders(self) -> dict[str, str]:
        """Folder below the content folder → language, where each has its own."""
        folders = {}
        for code, item in self.languages.items():
            folder = str(item.get("contentdir") or "").strip("/")
            folders[folder.removeprefix(f"{self.content_root.name}/") or code] = code
        return folders

    def language_prefix(self, code: str) -> str:
        """What stands before the addresses of a language: nothing for the site's own."""
        own = str(self.config.get("defaultcontentlanguage") or "en").lower()
        inside_folder = bool(self.config.get("defaultcontentlanguageinsubdir"))
        code = code or own
        return code if code != own or inside_folder else ""

    def papers_of(self, path: str) -> Mode:
        return "all" if path in self.accepted else self.papers

    @property
    def dialect(self) -> Dialect:
        return self.dialect_in("")

    def dialect_in(self, code: str) -> Dialect:
        """That of the texts in a language, which may be set otherwise for it; "" is the site's own."""
        code = code or str(self.config.get("defaultcontentlanguage") or "en")
        own = self.languages.get(code.lower(), {})
        own = {key: own[key] for key in ("markup", "enableemoji") if key in own}
        return self.own_dialect or dialect_of(joined(dict(self.config), own))

    def reading(self, code: str = "", path: str = "") -> dict[str, Any]:
        """How texts are read here, for anyone who reads one again without the site."""
        mode = ACCEPTED if path in self.accepted else self.papers
        papers = {} if mode == "auto" else {"papers": mode}
        dialect, shortcodes = self.dialect_in(code).to_json(), dict(self.shortcodes)
        return {**dialect, "shortcodes": shortcodes, **papers, **self.names}

    @property
    def names(self) -> dict[str, Any]:
        """What an export has to know beside the file: keys of categories, what a term is called,
        below which path of its host the site lives, and folders of content that are not called so. Empty for most sites."""
        found: dict[str, Any] = {}
        own = [many for one, many in self.taxonomies.items() if one not in ("category", "tag")]
        if own:
            found["keys"] = sorted(own)
        if titles := {key: title for key, title in self.terms.items() if key}:
            found["terms"] = titles
        folders = [
            root.folder.relative_to(self.root).as_posix()
            for root in self.roots
            if root.folder.is_relative_to(self.root) and root.folder != self.root
        ]
        if self.is_whole and folders != ["content"]:
            found["folders"] = folders
        found |= list_addresses(self.config)
        if self.base_path:
            found["base"] = unquote(self.base_path).strip("/")
        if self.mounted_files:
            found["mounts"] = {
                mount.folder.relative_to(self.root).as_posix(): mount.prefix
                for mount in self.mounted_files
            }
        if self.static_names not in ([], ["static"]):
            found["statics"] = self.static_names
        return found

    @property
    def static_names(self) -> list[str]:
        """The folders of files below the root, as they are called there."""
        return [
            folder.relative_to(self.root).as_posix()
            for folder in self.static
            if folder.is_relative_to(self.root) and folder != self.root
        ]

    @property
    def author(self) -> str:
        found = self.params.get("author") or self.config.get("author") or ""
        found = found[0] if isinstance(found, list) and found else found
        return str(found.get("name") or "" if isinstance(found, Mapping) else found)

    @property
    def base_path(self) -> str:
        """ "/lab" of a site that lives below a path of its host; "" for most."""
        parts = parse_address(self.base_url)
        return parts.path.rstrip("/") if parts else ""

    def below_base(self, path: str) -> str:
        """The path without that of the site, which Hugo puts before its own addresses."""
        above = self.base_path
        return path.removeprefix(above) or "/" if f"{path}/".startswith(f"{above}/") else path

    def own_path(self, address: str) -> str:
        """The path of an address on this site, also where it is written without "www." or as it was
        before there were certificates; "" for one elsewhere."""
        parts = parse_address(address)
        for home in filter(None, map(parse_address, self._homes)) if parts else ():
            above = home.path.rstrip("/")
            if parts and home.host and _origin(parts) == _origin(home):
                path = parts.path or "/"
                if f"{path}/".startswith(f"{above}/"):
                    return path.removeprefix(above) or "/"
        return ""

    @property
    def _homes(self) -> list[str]:
        """A language may have a host of its own."""
        own = (str(item.get("baseurl") or "") for item in self.languages.values())
        return [self.base_url, *filter(None, own)]


def find_site(
    path: Path, static: Path | None = None, shortcodes: Mapping[str, Any] | None = None
) -> HugoSite:
    """The site of a Markdown file, a content folder, or a whole site's folder; `shortcodes` are
    its own, as `read_declarations` gives them."""
    path = path.resolve()
    if not path.exists():
        raise SourceError(
            "there is no such file or folder.", where=str(path), mend="Check the path."
        )
    extra = (static.resolve(),) if static else ()
    root = _root_of(path)
    if root is None:
        return HugoSite(
            root=path if path.is_dir() else path.parent,
            content=path,
            static=extra,
            shortcodes=shortcodes or {},
        )
    config = read_config(root)
    folders = content_roots(root, config)
    has_folder = bool(folders)
    own = next((item for item in folders if path.is_relative_to(item.folder)), None)
    main = own or (folders[0] if folders else ContentRoot(root))
    data = folders_for(root, config, "data")
    return HugoSite(
        root=root,
        content=main.folder if path == root else path,
        static=(*extra, *folders_for(root, config, "static")),
        data=data[0] if data else None,
        config=config,
        shortcodes=shortcodes or {},
        is_whole=path == root and has_folder,
        section_root=main.folder if path == root and has_folder else own.folder if own else None,
        other_roots=tuple(item for item in folders if item != main),
        assets=folders_for(root, config, "assets"),
        mounted_files=mounted_files(root, config),
        root_language=main.language,
    )


def _origin(parts: Address) -> tuple[str, int | None]:
    return parts.bare_host, parts.port


def _root_of(path: Path) -> Path | None:
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.parents[:6]):
        if has_config(folder) or ((folder / "content").is_dir() and folder == start):
            return folder
    return None
