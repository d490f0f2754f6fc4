"""What an editor uploads, a Markdown file or a zip of a site → a folder that is safe to read."""

from __future__ import annotations

import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
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
_LONGEST_NAME, _LONGEST_PATH = 200, 900
# An entry of the directory begins with 46 bytes; its name, extra field and comment follow.
_ENTRY, _ENTRY_BYTES, _LARGEST_ENTRY = b"PK\x01\x02", 46, 400
_MOST_DIRECTORY = MOST_FILES * _LARGEST_ENTRY
# What Zip64 puts between the directory and the end: its own end, and where that is.
_ZIP64_END, _ZIP64_BYTES = b"PK\x06\x06", 56 + 20
_MARKDOWN = (".md", ".markdown", ".mdown")
_UTF_8, _ENCRYPTED = 0x800, 0x1


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
        _check_directory(stream, name)
        with zipfile.ZipFile(stream) as archive:
            _extract_all(archive, folder, name)
    except (zipfile.BadZipFile, EOFError, zlib.error, ValueError) as error:
        what = _("this is neither Markdown nor a zip file that can be read.")
        mend = _("Upload one .md file, or a .zip of the site that opens on your own machine.")
        raise _refused(name, what, mend) from error
    except (NotImplementedError, RuntimeError) as error:
        what = _("it is packed in a way that is not known here.")
        raise _refused(name, what, _("Zip it anew, without a password.")) from error
    except OSError as error:
        what = _("it cannot be unpacked: %(reason)s.") % {"reason": error.strerror or error}
        mend = _("Look for a file that has the name of a folder, and zip it anew.")
        raise _refused(name, what, mend) from error
    return _site_folder(folder)


def _extract_all(archive: zipfile.ZipFile, folder: Path, name: str) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _check_whole(entries, name)
    paths = [_path_of(entry, name) for entry in entries]
    if not any(path.suffix.lower() in _MARKDOWN for path in paths):
        mend = _("Zip the folder that holds “content”, or the Markdown files themselves.")
        raise _refused(name, _("there is no Markdown file in it."), mend)
    left = MOST_BYTES
    for entry, path in zip(entries, paths, strict=True):
        left = _extract(archive, entry, folder / path, left, name)


def _check_directory(stream: IO[bytes], name: str) -> None:
    """Before Python makes an object of each entry. What the zip says of its count is not believed.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (§4.3.12, §4.3.14, §4.3.16)
    """
    # The function by which ZipFile itself reads the end, Zip64 included: of another reading of the
    # same bytes a forged zip could make something else.
    end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]
    if end is None:
        return
    signature, size, place = end[0], end[5], end[9]
    if size > _MOST_DIRECTORY:
        raise _too_many(name, max(end[4], size // _LARGEST_ENTRY))
    stream.seek(max(0, place - size - (_ZIP64_BYTES if signature == _ZIP64_END else 0)))
    if (files := _count_entries(stream.read(size))) > MOST_FILES:
        raise _too_many(name, files)


def _count_entries(directory: bytes) -> int:
    files = at = 0
    while at + _ENTRY_BYTES <= len(directory) and directory.startswith(_ENTRY, at):
        at += _ENTRY_BYTES + sum(struct.unpack_from("<3H", directory, at + 28))
        files += 1
    return files


def _too_many(name: str, files: int) -> SourceError:
    what = _("it holds %(number)s files; %(most)s is the most.")
    counts = {"number": files, "most": MOST_FILES}
    return _refused(name, what % counts, _("Leave themes and built pages out."))


def _check_whole(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_FILES:
        raise _too_many(name, len(entries))
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _refused(name, _("it holds more than a gigabyte."), _("Import it at the shell."))


def _path_of(entry: zipfile.ZipInfo, name: str) -> PurePosixPath:
    """Where the file goes, below the folder; checked, as everything that the zip says of it."""
    path = PurePosixPath(_name_of(entry, name))
    place = f"{name}, {path}"
    if not path.parts or path.is_absolute() or ".." in path.parts or _is_foreign(path):
        raise _refused(place, _("the path leads out of the folder."), _("Zip it anew."))
    if len(str(path)) > _LONGEST_PATH or any(len(p.encode()) > _LONGEST_NAME for p in path.parts):
        raise _refused(place[:200], _("the name is too long."), _("Rename the file or its folder."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused(place, _("this is a link."), _("Put the file itself into the zip."))
    if entry.flag_bits & _ENCRYPTED:
        raise _refused(place, _("the file is encrypted."), _("Zip it without a password."))
    packed = max(entry.compress_size, 1)
    if entry.file_size > _SMALL and entry.file_size / packed > MOST_RATIO:
        what = _("the file grows beyond measure when unpacked.")
        raise _refused(place, what, _("Leave it out."))
    return path


def _is_foreign(path: PurePosixPath) -> bool:
    return "\\" in str(path) or ":" in path.parts[0] or any(ord(sign) < 32 for sign in str(path))


def _name_of(entry: zipfile.ZipInfo, name: str) -> str:
    """As its writer meant it. Without the mark of UTF-8 a name counts as code page 437; macOS writes
    UTF-8 all the same, and others write what their system spoke, which cannot be told apart.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (appendix D)
    """
    if entry.flag_bits & _UTF_8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        if all(_is_plainly_latin(sign) for sign in entry.filename):
            return entry.filename
    what = _("the name is written in neither UTF-8 nor plain letters.")
    mend = _("Zip it anew with a program that writes names in UTF-8, or rename the file.")
    raise _refused(f"{name}, {entry.filename}", what, mend)


def _is_plainly_latin(sign: str) -> bool:
    # ß stands in code page 437 where Latin-1 has á.
    return sign.isascii() or ("LATIN" in unicodedata.name(sign, "") and sign != "ß")


def _extract(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, name: str
) -> int:
    """How many bytes may still come. What the zip says of a size is not believed."""
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
