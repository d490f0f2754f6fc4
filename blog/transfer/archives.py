"""What an editor uploads, a Markdown file or a zip of a site → a folder that is safe to read."""

from __future__ import annotations

import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from blog.core.errors import SourceError

MOST_FILES = 20_000
MOST_BYTES = 1_000_000_000
MOST_MARKDOWN = 5_000_000
# Text shrinks to a tenth; what shrinks to a five-hundredth was made to fill a disk.
MOST_RATIO = 500
_SMALL = 1_000_000
_MARKDOWN = (".md", ".markdown", ".mdown")


def unpack_upload(stream: IO[bytes], name: str, folder: Path) -> Path:
    """What to import: a Markdown file or the folder of a site below `folder`. SourceError says why
    something is refused; nothing is left in `folder` then."""
    folder.mkdir(parents=True)
    try:
        if PurePosixPath(name).suffix.lower() in _MARKDOWN:
            return _take_markdown(stream, name, folder)
        return _take_zip(stream, name, folder)
    except SourceError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _take_markdown(stream: IO[bytes], name: str, folder: Path) -> Path:
    data = stream.read(MOST_MARKDOWN + 1)
    if len(data) > MOST_MARKDOWN:
        raise _refused(name, _("the file is too large for a text."), _("Import a zip of the site."))
    file = folder / (PurePosixPath(name.replace("\\", "/")).name.lstrip(".") or "post.md")
    file.write_bytes(data)
    return file


def _take_zip(stream: IO[bytes], name: str, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, name)
            left = MOST_BYTES
            for entry in entries:
                left = _extract(archive, entry, folder, left, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        what = _("this is neither Markdown nor a zip file that can be read.")
        raise _refused(name, what, _("Upload one .md file, or a .zip of the site.")) from error
    return _site_folder(folder)


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_FILES:
        raise _refused(name, _("it holds too many files."), _("Leave themes and built pages out."))
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _refused(name, _("it holds more than a gigabyte."), _("Import it at the shell."))
    for entry in entries:
        place = f"{name}, {entry.filename}"
        path = PurePosixPath(entry.filename)
        if (
            path.is_absolute()
            or ".." in path.parts
            or "\\" in entry.filename
            or ":" in path.parts[0]
        ):
            raise _refused(place, _("the path leads out of the folder."), _("Zip it anew."))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _refused(place, _("this is a link."), _("Put the file itself into the zip."))
        if entry.flag_bits & 0x1:
            raise _refused(place, _("the file is encrypted."), _("Zip it without a password."))
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SMALL and entry.file_size / packed > MOST_RATIO:
            raise _refused(
                place, _("the file grows beyond measure when unpacked."), _("Leave it out.")
            )


def _extract(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int, name: str
) -> int:
    """How many bytes may still come. What the zip says of a size is not believed."""
    target = folder / entry.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as out:
        while chunk := source.read(1 << 16):
            left -= len(chunk)
            if left < 0:
                what = _("it holds more than a gigabyte.")
                raise _refused(name, what, _("Import it at the shell."))
            out.write(chunk)
    return left


def _site_folder(folder: Path) -> Path:
    """Zips often hold one folder that holds everything."""
    inside = [item for item in folder.iterdir() if not item.name.startswith(("__MACOSX", "."))]
    names = {item.name for item in inside}
    alone = len(inside) == 1 and inside[0].is_dir()
    return inside[0] if alone and not names & {"content", "static", "posts"} else folder


def _refused(place: str, what: str, mend: str) -> SourceError:
    return SourceError(what, where=place, mend=mend)
