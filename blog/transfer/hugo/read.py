"""Files of a Hugo site → raw records: which Markdown files are pages, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from blog.transfer.hugo.site import HugoSite, inside

MAX_FILE_BYTES = 5_000_000
_ENDINGS = frozenset({".md", ".markdown", ".mdown"})
_BACKUPS = (".bak", ".orig", ".swp", "~")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A Markdown file: `path` as people write it, from the site's folder; `folder` holds it.

    `language` is that of its name ("pitch.ca.md") or folder, and `unlocalised` the path without it.
    `problem` says why the file was not read, as (what, how to mend); `source` is then empty.
    """

    source_id: str
    path: str
    file: Path
    source: bytes = b""
    problem: tuple[str, str] | None = None
    language: str = ""
    unlocalised: str = ""

    @property
    def folder(self) -> Path:
        return self.file.parent


def read_records(site: HugoSite) -> Iterator[RawRecord]:
    """Every Markdown file that is asked for, in the order of their paths."""
    if site.content.is_file():
        yield _read(site.content, site)
        return
    for file in sorted(site.content.rglob("*")):
        if file.suffix.lower() in _ENDINGS and not _is_hidden(file, site.content):
            yield _read(file, site)


def count_files(site: HugoSite) -> int:
    """How many Markdown files `read_records` is going to read."""
    if site.content.is_file():
        return 1
    return sum(
        file.suffix.lower() in _ENDINGS and not _is_hidden(file, site.content)
        for file in site.content.rglob("*")
    )


def read_all_records(site: HugoSite) -> Iterator[RawRecord]:
    """Every Markdown file of the site, also when only some are asked for."""
    root = site.content_root
    for file in sorted(root.rglob("*")) if root.is_dir() else ():
        if file.suffix.lower() in _ENDINGS and not _is_hidden(file, root):
            yield _read(file, site)


def backup_files(site: HugoSite) -> Iterator[Path]:
    """Copies that an editor left behind: "post.md.bak", "post.md~". They are no pages."""
    if site.content.is_dir():
        for file in sorted(site.content.rglob("*")):
            if file.name.endswith(_BACKUPS) and file.is_file():
                yield file


def _is_hidden(file: Path, content: Path) -> bool:
    parts = file.relative_to(content).parts
    return any(part.startswith((".", "#")) for part in parts) or file.name.endswith(_BACKUPS)


def _read(file: Path, site: HugoSite) -> RawRecord:
    content = site.content_root
    relative = file.relative_to(content).as_posix()
    shown = relative
    if content != site.root and content.is_relative_to(site.root):
        shown = file.relative_to(site.root).as_posix()
    elif site.content.is_dir():
        shown = f"{content.name}/{relative}"
    record = RawRecord(relative, shown, file)
    if inside(site.root, file.relative_to(site.root).as_posix()) is None:
        what = "the file is a link that leads out of the site's folder."
        return _failed(record, what, "Put the file itself here.")
    try:
        if not file.is_file():
            return _failed(record, "this is not a file.", "Rename the folder.")
        if file.stat().st_size > MAX_FILE_BYTES:
            what = f"the file is larger than {MAX_FILE_BYTES:,} bytes."
            return _failed(record, what, "Split it, or move pictures out of the text.")
        language, bare = _language_of(relative, site)
        return RawRecord(relative, shown, file, file.read_bytes(), None, language, bare)
    except OSError as error:
        return _failed(
            record, f"the file cannot be read: {error.strerror}.", "Check its permissions."
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
    return RawRecord(record.source_id, record.path, record.file, problem=(what, mend))
