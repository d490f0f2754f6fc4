"""A Hugo site on disk: where its folders are and what its configuration says.

https://gohugo.io/configuration/introduction/
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from blog.core.errors import SourceError
from blog.transfer.dialect import Dialect

_CONFIG_NAMES = ("hugo", "config")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")
MAX_CONFIG = 1_000_000


@dataclass(frozen=True, slots=True)
class HugoSite:
    """`content` is what is to be read: a folder, or a single file. `content_root` is the folder from
    which Hugo counts addresses. `is_whole` is true for a site's own folder. `config` has its keys in lower case, at every depth."""

    root: Path
    content: Path
    static: tuple[Path, ...] = ()
    data: Path | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = False
    section_root: Path | None = None
    shortcodes: Mapping[str, Any] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def content_root(self) -> Path:
        found = self.section_root or self.content
        return found if found.is_dir() else found.parent

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
        found = self.config.get("defaultcontentlanguage") or self.config.get("languagecode") or "en"
        return str(found).split("-")[0].lower()

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
        return code if code and (code != own or inside_folder) else ""

    @property
    def dialect(self) -> Dialect:
        return Dialect(
            math=self._math,
            emoji=bool(self.config.get("enableemoji")),
            typographer=self._typographer,
        )

    def reading(self) -> dict[str, Any]:
        """How texts are read here, for whoever reads one again without the site."""
        return {**self.dialect.to_json(), "shortcodes": dict(self.shortcodes)}

    @property
    def _math(self) -> bool:
        params = self.config.get("params") or {}
        setting = params.get("math")
        if isinstance(setting, Mapping):
            return bool(setting.get("enable"))
        return bool(setting or params.get("katex") or params.get("mathjax"))

    @property
    def _typographer(self) -> bool:
        found: Any = self.config
        for name in ("markup", "goldmark", "extensions", "typographer"):
            found = found.get(name) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping):
            return not found.get("disable")
        return found is not False

    @property
    def author(self) -> str:
        params = self.config.get("params") or {}
        found = params.get("author") or self.config.get("author") or ""
        return str(found.get("name", "") if isinstance(found, Mapping) else found)

    def file_for(self, address: str, beside: Path) -> Path | None:
        """The file that an address on this site means: under static first, then content, as Hugo
        serves them; a relative one lies beside the post. None when there is none, or when it would
        leave the site's folders."""
        path = address.split("?")[0].split("#")[0]
        if self.base_url and path.startswith(self.base_url):
            path = "/" + path[len(self.base_url) :].lstrip("/")
        elif "://" in path or path.startswith("//"):
            return None
        content = self.content_root
        roots = [*self.static, content] if path.startswith("/") else [beside, *self.static, content]
        for root in roots:
            found = inside(root, path.lstrip("/"))
            if found and found.is_file():
                return found
        return None


def inside(root: Path, path: str) -> Path | None:
    """`root / path` when it stays inside `root`, also after links are followed."""
    if not path or "\x00" in path:
        return None
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None


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
    config = _read_config(root)
    folder = root / str(config.get("contentdir") or "content")
    has_folder = inside(root, folder.relative_to(root).as_posix()) is not None and folder.is_dir()
    content = path
    if path == root:
        content = folder if has_folder else root
    own = root / str(config.get("staticdir") or "static")
    data = root / str(config.get("datadir") or "data")
    return HugoSite(
        root=root,
        content=content,
        static=(*extra, own) if _is_within(root, own) else extra,
        data=data if _is_within(root, data) else None,
        config=config,
        shortcodes=shortcodes or {},
        is_whole=path == root and has_folder,
        section_root=folder if has_folder and path.is_relative_to(folder) else None,
    )


def _is_within(root: Path, folder: Path) -> bool:
    return folder.is_dir() and folder.resolve().is_relative_to(root.resolve())


def _root_of(path: Path) -> Path | None:
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.parents[:6]):
        has_config = next(_config_files(folder), None) is not None
        if has_config or ((folder / "content").is_dir() and folder == start):
            return folder
    return None


def _config_files(root: Path) -> Iterator[Path]:
    for folder in (root / "config" / "_default", root):
        for name in _CONFIG_NAMES:
            for ending in _ENDINGS:
                file = folder / f"{name}{ending}"
                if file.is_file():
                    yield file


def _read_config(root: Path) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for file in _config_files(root):
        config = {**_load(file), **config}
    folder = root / "config" / "_default"
    for name in ("params", "menus"):
        for ending in _ENDINGS:
            file = folder / f"{name}{ending}"
            if file.is_file():
                config.setdefault(name.removesuffix("s") if name == "menus" else name, _load(file))
    return config


def _load(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if len(text) > MAX_CONFIG:
            raise ValueError("it is larger than a megabyte")
        if file.suffix == ".toml":
            found: Any = tomllib.loads(text)
        elif file.suffix == ".json":
            found = json.loads(text)
        else:
            found = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SourceError(
            f"the configuration cannot be read: {error}.", where=file.name, mend="Mend the file."
        ) from error
    return _lower_keys(found) if isinstance(found, dict) else {}


def _lower_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lower_keys(item) for key, item in value.items()}
    return [_lower_keys(item) for item in value] if isinstance(value, list) else value
