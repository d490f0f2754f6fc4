"""Files of a Hugo site → raw records: which Markdown files are pages, and their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blog.core.errors import SourceError
from blog.transfer.hugo.site import ContentRoot, HugoSite, inside

MAX_FILE_BYTES = 5_000_000
HTML_ENDINGS = frozenset({".html", ".htm"})
_ENDINGS = frozenset({".md", ".markdown", ".mdown"}) | HTML_ENDINGS
# Hugo hands these to other programs, or runs them.
_UNREAD = {
    ".org": "Org", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc",
    ".rst": "reStructuredText", ".pandoc": "Pandoc's Markdown", ".pdc": "Pandoc's Markdown",
    ".gotmpl": "a template that makes pages",
}  # fmt: skip
_BACKUPS = (".bak", ".orig", ".swp", "~")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A Markdown file: `path` as people write it, from the site's folder; `folder` holds it.

    `root` is the folder of content from which Hugo counts its address. `language` is that of its
    name ("pitch.ca.md") or folder, and `unlocalised` the path without it.
    `problem` says why the file was not read, as (what, how to mend); `source` is then empty.
    """

    source_id: str
    path: str
    file: Path
    source: bytes = b""
    problem: tuple[str, str] | None = None
    language: str = ""
    unlocalised: str = ""
    root: Path = Path()

    @property
    def folder(self) -> Path:
        return self.file.parent


def read_records(site: HugoSite) -> Iterator[RawRecord]:
    """Every file of text that is asked for, in the order of their paths."""
    return (_read(file, site, root) for file, root in _wanted_files(site))


def count_files(site: HugoSite) -> int:
    """How many files `read_records` is going to read."""
    return sum(1 for _file in _wanted_files(site))


def _wanted_files(site: HugoSite) -> Iterator[tuple[Path, ContentRoot]]:
    first, *others = site.roots
    if site.content.is_file():
        yield site.content, first
        return
    yield from _files_below(site.content, site, first)
    for root in others if site.is_whole else ():
        yield from _files_below(root.folder, site, root)


def read_all_records(
    site: HugoSite, wanted: Callable[[RawRecord], Any] = lambda record: True
) -> Iterator[RawRecord]:
    """Every file of text of the site, also when only some are asked for; `wanted` decides by their
    names, before they are read."""
    for root in site.roots:
        for file, _root in _files_below(root.folder, site, root) if root.folder.is_dir() else ():
            if wanted(_named(file, site, root)):
                yield _read(file, site, root)


def _files_below(
    folder: Path, site: HugoSite, root: ContentRoot
) -> Iterator[tuple[Path, ContentRoot]]:
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in _ENDINGS and not is_ignored(file, site, folder):
            yield file, root


def unread_files(site: HugoSite) -> Iterator[tuple[Path, str]]:
    """Pages in languages that are not read here, and what they are written in."""
    folders = [root.folder for root in site.roots] if site.is_whole else [site.content]
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            form = _UNREAD.get(file.suffix.lower())
            if form and file.is_file() and not is_ignored(file, site, folder):
                yield file, form


def is_ignored(file: Path, site: HugoSite, folder: Path) -> bool:
    """Hidden, a copy that an editor left, or told to Hugo as one to leave alone."""
    if _is_hidden(file, folder):
        return True
    patterns = site.config.get("ignorefiles")
    listed = patterns if isinstance(patterns, list) else [patterns] if patterns else []
    return any(_matches(str(pattern), file.as_posix()) for pattern in listed)


def _matches(pattern: str, path: str) -> bool:
    try:
        return re.search(pattern, path) is not None
    except re.error:
        return False


def backup_files(site: HugoSite) -> Iterator[Path]:
    """Copies that an editor left behind: "post.md.bak", "post.md~". They are no pages."""
    if site.content.is_dir():
        for file in sorted(site.content.rglob("*")):
            if file.name.endswith(_BACKUPS) and file.is_file():
                yield file


def _is_hidden(file: Path, content: Path) -> bool:
    parts = file.relative_to(content).parts
    return any(part.startswith((".", "#")) for part in parts) or file.name.endswith(_BACKUPS)


def _read(file: Path, site: HugoSite, root: ContentRoot) -> RawRecord:
    record = _named(file, site, root)
    if inside(site.root, file.relative_to(site.root).as_posix()) is None:
        what = "the file is a link that leads out of the site's folder."
        return _failed(record, what, "Put the file itself here.")
    try:
        if not file.is_file():
            return _failed(record, "this is not a file.", "Rename the folder.")
        if file.stat().st_size > MAX_FILE_BYTES:
            what = f"the file is larger than {MAX_FILE_BYTES:,} bytes."
            return _failed(record, what, "Split it, or move pictures out of the text.")
        return replace(record, source=file.read_bytes())
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}."
        return _failed(record, what, "Check its permissions.")


def _named(file: Path, site: HugoSite, root: ContentRoot) -> RawRecord:
    content = root.folder
    relative = file.relative_to(content).as_posix()
    shown = relative
    if content != site.root and content.is_relative_to(site.root):
        shown = file.relative_to(site.root).as_posix()
    elif site.content.is_dir():
        shown = f"{content.name}/{relative}"
    language, bare = _language_of(relative, site)
    bare = f"{root.prefix}/{bare}" if root.prefix else bare
    is_main = root.folder == site.content_root and not root.prefix
    source_id = relative if is_main else shown
    return RawRecord(
        source_id,
        shown,
        file,
        language=language or root.language,
        unlocalised=bare,
        root=root.folder,
    )


def _language_of(path: str, site: HugoSite) -> tuple[str, str]:
    """https://gohugo.io/content-management/multilingual/"""
    head, _slash, rest = path.partition("/")
    if rest and head in site.language_folders:
        return site.language_folders[head], rest
    stem, dot, ending = path.rpartition(".")
    bare, second_dot, language = stem.rpartition(".")
    if second_dot and language.lower() in site.languages and bare:
        return language.lower(), f"{bare}{dot}{ending}"
    return "", path


def _failed(record: RawRecord, what: str, mend: str) -> RawRecord:
    return replace(record, problem=(what, mend))


def check_text(record: RawRecord) -> None:
    """SourceError for a file that is no text."""
    if b"\x00" in record.source:
        raise SourceError(
            "the file holds NUL bytes.", where=record.path, mend="It is no text file."
        )
