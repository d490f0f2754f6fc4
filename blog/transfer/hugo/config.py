"""What a Hugo site's configuration says: its files read, joined, with keys in lower case.

https://gohugo.io/configuration/introduction/
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from blog.core.errors import SourceError

_NAMES = ("hugo", "config")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")
# Hugo builds a site for its readers with the settings of this environment.
_FOLDERS = ("_default", "production")
MAX_CONFIG = 1_000_000


def read_config(root: Path) -> dict[str, Any]:
    """The file in the site's folder, then those below `config/`: the later ones win."""
    config: dict[str, Any] = {}
    for file in reversed(list(_files_of(root))):
        config = joined(config, load_file(file))
    for folder in _FOLDERS:
        for file in _folder_files(root / "config" / folder):
            config = joined(config, _placed(file))
    return _with_own_language(config)


def has_config(root: Path) -> bool:
    folders = (root, *(root / "config" / name for name in _FOLDERS))
    return any(next(_files_of(folder), None) for folder in folders)


def load_file(file: Path) -> dict[str, Any]:
    """A table of a TOML, YAML or JSON file. SourceError names the file."""
    loaded = lower_keys(load_any(file))
    return loaded if isinstance(loaded, dict) else {}


def load_any(file: Path) -> Any:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if len(text) > MAX_CONFIG:
            raise ValueError("it is larger than a megabyte")
        if file.suffix == ".toml":
            return tomllib.loads(text)
        return json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise SourceError(
            f"the configuration cannot be read: {error}.", where=file.name, mend="Mend the file."
        ) from error


def lower_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): lower_keys(item) for key, item in value.items()}
    return [lower_keys(item) for item in value] if isinstance(value, list) else value


def _files_of(folder: Path) -> Iterator[Path]:
    for name in _NAMES:
        for ending in _ENDINGS:
            file = folder / f"{name}{ending}"
            if file.is_file():
                yield file


def _folder_files(folder: Path) -> list[Path]:
    """The root of the settings first, then the files that are named for a part of them."""
    if not folder.is_dir():
        return []
    roots = list(_files_of(folder))
    found = (file for file in sorted(folder.iterdir()) if file.suffix in _ENDINGS)
    return [*reversed(roots), *(file for file in found if file not in roots)]


def _placed(file: Path) -> dict[str, Any]:
    """ "params.toml" holds `params`, "params.ca.toml" those of a language, "languages.ca.toml" all
    that is said for it."""
    loaded, name = load_file(file), file.stem.lower()
    if name in _NAMES:
        return loaded
    part, _dot, language = name.partition(".")
    part = "menus" if part == "menu" else part
    inner = loaded.get(part)
    own = {part: inner if len(loaded) == 1 and isinstance(inner, dict) else loaded}
    if not language:
        return own
    return {"languages": {language: loaded if part == "languages" else own}}


def joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Tables are joined, everything else is replaced."""
    table = dict(first)
    for key, value in second.items():
        before = table.get(key)
        is_table = isinstance(before, dict) and isinstance(value, dict)
        table[key] = joined(table[key], value) if is_table else value
    return table


def _with_own_language(config: dict[str, Any]) -> dict[str, Any]:
    """What a site says for its own language it says for itself."""
    languages = config.get("languages")
    code = str(config.get("defaultcontentlanguage") or "en").lower()
    own = languages.get(code) if isinstance(languages, dict) else None
    if not isinstance(own, dict):
        return config
    kept = {name: own[name] for name in ("title", "params", "author", "timezone") if own.get(name)}
    # Themes keep texts and people under a language without `params` too, as Hugo once allowed.
    return joined(config, kept)
