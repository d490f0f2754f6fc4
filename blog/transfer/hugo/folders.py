"""Which folders of a Hugo site hold content, files, data and assets.

https://gohugo.io/configuration/all/#contentdir · https://gohugo.io/configuration/module/#mounts
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ContentRoot:
    """A folder of content; `prefix` stands before the paths in it, as a mount says."""

    folder: Path
    prefix: str = ""
    language: str = ""


def inside(root: Path, path: str) -> Path | None:
    """`root / path` when it stays inside `root`, also after links are followed."""
    if not path or "\x00" in path:
        return None
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None


def content_roots(root: Path, config: Mapping[str, Any]) -> tuple[ContentRoot, ...]:
    """That of the site first; folders that lie in another one are read with it."""
    mounted = [
        ContentRoot(folder, prefix, language)
        for folder, prefix, language in _mounts(root, config, "content")
    ]
    main = str(config.get("contentdir") or "content")
    named = [] if mounted else [("", main)]
    languages = config.get("languages")
    for code, item in languages.items() if isinstance(languages, Mapping) else ():
        folder = item.get("contentdir") if isinstance(item, Mapping) else None
        named += [(str(code), str(folder))] if folder else []
    found = mounted + [
        ContentRoot(folder, "", language)
        for language, name in named
        if (folder := _folder(root, name)) is not None
    ]
    return tuple(_outermost(found))


def folders_for(root: Path, config: Mapping[str, Any], kind: str) -> tuple[Path, ...]:
    """Those of "static", "data" or "assets", mounts included."""
    values: list[Any] = [config.get(f"{kind[:-1] if kind == 'assets' else kind}dir") or kind]
    languages = config.get("languages")
    if kind == "static":
        values += [config.get(f"staticdir{number}") for number in range(11)]
        items = languages.values() if isinstance(languages, Mapping) else ()
        values += [item.get("staticdir") for item in items if isinstance(item, Mapping)]
    names = [name for value in values for name in (value if isinstance(value, list) else [value])]
    found = [folder for name in names if name and (folder := _folder(root, str(name)))]
    found += [folder for folder, prefix, _code in _mounts(root, config, kind) if not prefix]
    return tuple(dict.fromkeys(found))


def mounted_files(root: Path, config: Mapping[str, Any]) -> tuple[ContentRoot, ...]:
    """Folders of files that are served below a path of their own, which is their `prefix`."""
    return tuple(
        ContentRoot(folder, prefix)
        for folder, prefix, _code in _mounts(root, config, "static")
        if prefix
    )


def _mounts(root: Path, config: Mapping[str, Any], kind: str) -> Iterator[tuple[Path, str, str]]:
    module = config.get("module")
    mounts = module.get("mounts") if isinstance(module, Mapping) else None
    for mount in mounts if isinstance(mounts, list) else ():
        if not isinstance(mount, Mapping):
            continue
        target = str(mount.get("target") or "").strip("/")
        folder = _folder(root, str(mount.get("source") or ""))
        if folder is not None and (target == kind or target.startswith(f"{kind}/")):
            yield folder, target[len(kind) :].strip("/"), _language(mount)


def _language(mount: Mapping[str, Any]) -> str:
    """Since 0.153 `sites.matrix.languages`, before that `lang`; "" where it is for several."""
    sites = mount.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Mapping) else None
    named = matrix.get("languages") if isinstance(matrix, Mapping) else None
    listed = named if isinstance(named, list) else [named] if named else []
    if len(listed) == 1 and str(listed[0]).isalnum():
        return str(listed[0]).lower()
    return str(mount.get("lang") or "").lower()


def _folder(root: Path, name: str) -> Path | None:
    found = inside(root, name.strip("/"))
    return found if found is not None and found.is_dir() and found != root.resolve() else None


def _outermost(roots: list[ContentRoot]) -> Iterator[ContentRoot]:
    seen: set[Path] = set()
    folders = {item.folder for item in roots}
    for item in roots:
        if item.folder not in seen and not folders & set(item.folder.parents):
            seen.add(item.folder)
            yield item
