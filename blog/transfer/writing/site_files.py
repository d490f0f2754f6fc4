"""The files of a Hugo site that are no pages, kept as they are so that an export gives them back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.utils.translation import gettext as _

from blog.core.originals import originals_storage
from blog.images.files import write_file
from blog.transfer.document import AssetRef, Notice
from blog.transfer.hugo.site import HugoSite, inside
from blog.transfer.models import ImportedFile, ImportSource
from blog.transfer.writing.assets import AssetStore
from blog.transfer.writing.kept import KeptFiles

# What a site is made of. Themes, and what Hugo builds, come from elsewhere.
_FOLDERS = ("content", "static", "data", "config", "assets", "archetypes", "i18n", "layouts")
_CONFIGURATION = ("hugo", "config")
_CONFIGURATION_ENDINGS = (".toml", ".yaml", ".yml", ".json")
_CHUNK = 1 << 20


def keep_files(
    site: HugoSite,
    pages: set[str],
    origin: ImportSource,
    *,
    used: Collection[Path] = (),
    dry_run: bool = False,
    forget: bool = True,
    watch: Callable[[str], None] = lambda path: None,
) -> KeptFiles:
    """Keep every file of a whole site, which is `origin`, but `pages`; `forget` those that it has no
    longer. Of a folder of texts alone, what lies among them, and what they show (`used`) of the
    site's other folders; of one text alone, what it shows. `watch` is called with each file before it
    is taken."""
    result = KeptFiles()
    rows = ImportedFile.objects.filter(origin=origin)
    digests = dict(rows.values_list("path", "digest"))
    seen: set[str] = set()
    store = AssetStore()
    for path, file in _files(site, used, result):
        if path in pages or path.removeprefix("content/") in pages:
            continue
        seen.add(path)
        watch(path)
        digest = _digest(file)
        if digests.get(path) == digest:
            result.unchanged += 1
            continue
        result.kept += 1
        if not dry_run:
            _note_other(path, digest, origin, result)
            _take_picture(path, file, store, site)
            _store(file, digest)
            ImportedFile.objects.update_or_create(
                origin=origin,
                path=path,
                defaults={"digest": digest, "size": file.stat().st_size},
            )
    if not dry_run:
        result.notices += store.notices
        if forget and site.is_whole:
            gone = [path for path in digests if path not in seen]
            rows.filter(path__in=gone).delete()
    return result


def open_kept(digest: str) -> IO[bytes]:
    return originals_storage().open(_name(digest))


def _files(site: HugoSite, used: Collection[Path], result: KeptFiles) -> Iterator[tuple[str, Path]]:
    if site.is_whole:
        yield from _site_files(site, result)
        return
    if site.content.is_dir():
        yield from _content_files(site, result)
    yield from _used_files(site, used)


def _used_files(site: HugoSite, used: Collection[Path]) -> Iterator[tuple[str, Path]]:
    """Named as in the site, so that each answers at its former address."""
    for file in sorted(used):
        is_among_texts = site.content.is_dir() and file.is_relative_to(site.content)
        if is_among_texts or file.is_symlink():
            continue
        folder = next((one for one in site.static if file.is_relative_to(one)), None)
        if folder is not None and not folder.is_relative_to(site.root):
            yield f"static/{file.relative_to(folder).as_posix()}", file
        elif file.is_relative_to(site.root):
            path = file.relative_to(site.root).as_posix()
            yield (path if site.section_root else f"content/{path}"), file


def _site_files(site: HugoSite, result: KeptFiles) -> Iterator[tuple[str, Path]]:
    mounted = (mount.folder for mount in (*site.roots, *site.mounted_files))
    own = (*site.static, *site.assets, *mounted)
    names = {*_FOLDERS, *(_first(folder, site) for folder in own)}
    for entry in sorted(site.root.iterdir()):
        if entry.is_dir() and entry.name in names:
            yield from _folder_files(entry, site, result)
        elif entry.is_file() and is_configuration(entry.name):
            yield entry.name, entry
        else:
            what = _("this was left out: it is not part of the site's texts, files or settings.")
            result.notices.append(Notice("note", entry.name, what))
    for folder in site.static:
        # A folder of files that lies elsewhere (--static) is kept as the site's own.
        if not folder.is_relative_to(site.root):
            yield from _folder_files(folder, site, result)


def _content_files(site: HugoSite, result: KeptFiles) -> Iterator[tuple[str, Path]]:
    """Named as an export names the texts among which they lie."""
    if site.content == site.root:
        name = site.content.name
        prefix = "content" if name == "content" else f"content/{name}"
    else:
        prefix = site.content.relative_to(site.root).as_posix()
    for _path, file in _folder_files(site.content, site, result):
        yield f"{prefix}/{file.relative_to(site.content).as_posix()}", file


def _first(folder: Path, site: HugoSite) -> str:
    """The folder of the site in which this one lies."""
    is_own = folder != site.root and folder.is_relative_to(site.root)
    return folder.relative_to(site.root).parts[0] if is_own else ""


def is_configuration(name: str) -> bool:
    stem, dot, ending = name.rpartition(".")
    return stem in _CONFIGURATION and f"{dot}{ending}" in _CONFIGURATION_ENDINGS


def _folder_files(folder: Path, site: HugoSite, result: KeptFiles) -> Iterator[tuple[str, Path]]:
    own = folder.is_relative_to(site.root)
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(site.root if own else folder).as_posix()
        path = relative if own else f"static/{relative}"
        if file.is_symlink() or inside(folder, file.relative_to(folder).as_posix()) is None:
            what = _("this is a link and was left out.")
            result.notices.append(Notice("warning", path, what, _("Put the file itself there.")))
        elif file.is_file():
            yield path, file


def _take_picture(path: str, file: Path, store: AssetStore, site: HugoSite) -> None:
    """Every picture becomes one of ours, so that HTML and Markdown that show it go on doing so, and
    nobody fetches a file with its metadata."""
    mounts = {mount.folder: mount.prefix for mount in site.mounted_files}
    for folder, prefix in mounts.items():
        if file.is_relative_to(folder):
            inner = file.relative_to(folder).as_posix()
            store.store(AssetRef(f"/{prefix}/{inner}", file, 0), path)
            return
    for name in ("static", "content", *site.static_names):
        if path.startswith(f"{name}/"):
            store.store(AssetRef(path.removeprefix(name), file, 0), path)
            return


def _note_other(path: str, digest: str, origin: ImportSource, result: KeptFiles) -> None:
    """The file that a source brought first stays the one at its address."""
    if not path.startswith("static/"):
        return
    same = ImportedFile.objects.filter(
        path=path, origin__publication=origin.publication_id, origin__prefix=origin.prefix
    )
    other = same.exclude(origin=origin).exclude(digest=digest).select_related("origin").first()
    if other:
        what = _("the address %(path)s is that of a file of the source %(source)s.")
        mend = _("Let this source live below a --prefix, or rename the file.")
        shown = what % {"path": path.removeprefix("static"), "source": other.origin}
        result.notices.append(Notice("warning", path, shown, mend))


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _name(digest: str) -> str:
    return f"sites/{digest[:2]}/{digest}"


def _store(file: Path, digest: str) -> None:
    storage = originals_storage()
    if not storage.exists(_name(digest)):
        with file.open("rb") as stream:
            write_file(storage, _name(digest), File(stream))
