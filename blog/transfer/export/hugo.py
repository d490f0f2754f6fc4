"""The publication → a Hugo site: texts, data, configuration and every file, and a manifest.

Pages that nobody touched since their import are written byte for byte as they came.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from blog.core.errors import RapporteurError
from blog.posts.models import PublicationPage
from blog.site.models import PublicationSettings
from blog.transfer.document import Notice
from blog.transfer.export.posts import ExportedPage, export_page
from blog.transfer.models import ImportedFile, ImportRecord, ImportSource
from blog.transfer.reading.dialect import Dialect
from blog.transfer.writing.site_files import is_configuration, open_kept

MANIFEST = "export-manifest.json"
BORN_HERE = Dialect(math=True, emoji=False, typographer=False)
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which pages: all, or one by its slug or address, or those of a day and later. `drafts` takes
    the newest draft of every page instead of what is public, `source` only what came from there."""

    post: str = ""
    since: datetime | None = None
    drafts: bool = False
    source: ImportSource | None = None

    @property
    def is_whole(self) -> bool:
        return not self.post and self.since is None


@dataclass
class ExportReport:
    """What was written: path → (state, digest). A state is untouched, edited, new, or file."""

    written: dict[str, tuple[str, str]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for state, _digest in self.written.values():
            counts[state] = counts.get(state, 0) + 1
        return counts

    @property
    def failed(self) -> bool:
        return any(notice.level == "error" for notice in self.notices)

    def to_json(self) -> dict[str, Any]:
        return {
            "counts": self.counts,
            "files": [
                {"path": path, "state": state, "sha256": digest}
                for path, (state, digest) in sorted(self.written.items())
            ],
            "left_out": [
                {"level": item.level, "place": item.place, "what": item.what, "mend": item.mend}
                for item in self.notices
            ],
        }

    def lines(self) -> Iterator[str]:
        for notice in self.notices:
            yield f"{notice.level:8} {notice}"
        order = ("untouched", "edited", "new", "file")
        totals = ", ".join(f"{self.counts[name]} {name}" for name in order if name in self.counts)
        yield f"{totals or 'nothing to write'}."


def export_site(
    publication: PublicationPage,
    directory: Path,
    selection: Selection | None = None,
    *,
    progress: Progress | None = None,
) -> ExportReport:
    """Write the site into `directory`, which is empty, new, or holds an earlier export.

    Of a publication with several sources, the first and what was born here lie in the folder itself,
    each of the others below `sources/`.
    """
    selection = selection or Selection()
    former = _former_files(directory)
    target = _Target(directory, ExportReport())
    if selection.is_whole:
        _write_kept_files(target, _folders(publication, selection))
    count = 0
    folders = _folders(publication, selection)
    for page in _pages(publication, selection):
        count += 1
        exported = _export_one(page, selection, target.report)
        if exported:
            target.write_page(exported, folders.get(exported.origin or 0, ""))
        if progress:
            progress(count, exported.path if exported else page.title)
    if selection.post and not count:
        raise RapporteurError(
            _("there is no post “%(post)s”.") % {"post": selection.post},
            mend=_("Give its slug or its address, as in its public address."),
        )
    if selection.is_whole and selection.source is None:
        _write_configuration(publication, target)
    target.finish(former)
    return target.report


@dataclass
class _Target:
    directory: Path
    report: ExportReport

    def write(self, path: str, stream: IO[bytes], state: str) -> None:
        file = self.directory / path
        if not file.resolve().is_relative_to(self.directory.resolve()):
            self.report.notices.append(
                Notice("error", path, _("the path leads out of the folder."))
            )
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with file.open("wb") as out:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
                out.write(chunk)
        self.report.written[path] = (state, digest.hexdigest())

    def write_bytes(self, path: str, content: bytes, state: str) -> None:
        self.write(path, io.BytesIO(content), state)

    def write_page(self, exported: ExportedPage, folder: str) -> None:
        self.write_bytes(folder + exported.path, exported.content, exported.state)
        for path, opened in exported.files.items():
            self.copy(folder + path, opened)

    def copy(self, path: str, opened: Callable[[], AbstractContextManager[IO[bytes]]]) -> None:
        try:
            with opened() as stream:
                self.write(path, stream, "file")
        except OSError:
            what = _("the file is not in our storage any more and was left out.")
            self.report.notices.append(
                Notice("warning", path, what, _("Restore it from a backup."))
            )

    def finish(self, former: set[str]) -> None:
        """The manifest, and away with what an earlier export wrote and this one does not."""
        self.directory.mkdir(parents=True, exist_ok=True)
        for path in former - set(self.report.written):
            (self.directory / path).unlink(missing_ok=True)
        text = json.dumps(self.report.to_json(), indent=1, ensure_ascii=False)
        (self.directory / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _former_files(directory: Path) -> set[str]:
    if not directory.exists() or not any(directory.iterdir()):
        return set()
    manifest = directory / MANIFEST
    if not directory.is_dir() or not manifest.is_file():
        raise RapporteurError(
            _("the folder holds something else already; nothing was written."),
            where=str(directory),
            mend=_("Name a new or empty folder."),
        )
    listed = json.loads(manifest.read_text(encoding="utf-8")).get("files", [])
    return {
        item["path"]
        for item in listed
        if (directory / item["path"]).resolve().is_relative_to(directory.resolve())
    }


def _pages(publication: PublicationPage, selection: Selection) -> Iterator[Any]:
    pages = publication.get_children().order_by("path")
    if selection.source:
        pages = pages.filter(import_record__origin=selection.source)
    if selection.post:
        wanted = selection.post.strip("/")
        pages = pages.filter(
            Q(slug=wanted) | Q(url_path=f"{publication.url_path}{wanted}/")
        )  # fmt: skip
    for pk in pages.values_list("pk", flat=True):
        page = Page.objects.get(pk=pk).specific
        if selection.since is None or _is_since(page, selection.since):
            yield page


def _is_since(page: Any, since: datetime) -> bool:
    """Dated or changed on that day or later."""
    dates = (getattr(page, "date", None), page.last_published_at, page.latest_revision_created_at)
    record = ImportRecord.objects.filter(page=page).first()
    if record and getattr(page, "date", None):
        changed = page.latest_revision_created_at
        edited = changed and (changed - record.imported_at).total_seconds() > 1
        dates = (page.date, changed if edited else None, None)
    return any(date and date >= since for date in dates)


def _export_one(page: Any, selection: Selection, report: ExportReport) -> ExportedPage | None:
    record = ImportRecord.objects.filter(page=page.pk).select_related("origin").first()
    shown = page
    if selection.drafts or not page.live:
        shown = page.get_latest_revision_as_object()
    elif page.has_unpublished_changes:
        what = _("the post has changes that are not public; they were left out.")
        report.notices.append(
            Notice("note", page.title, what, _("Publish them, or export with --drafts."))
        )
    if page.get_view_restrictions():
        shown.live = False
        what = _("the page is private here; it was written as a draft.")
        report.notices.append(Notice("note", page.title, what))
    try:
        return export_page(shown, record, site_dialect())
    except (ValueError, KeyError, RapporteurError) as error:
        place = record.path if record else page.title
        mend = _("Open the post in the editor and save it; then export again.")
        report.notices.append(Notice("error", place, str(error), mend))
        return None


def site_dialect() -> Dialect:
    """How texts of the site are written: as the imported ones, where there are any."""
    records = ImportRecord.objects.exclude(reading={}).order_by("origin", "pk")
    record = records.values_list("reading", flat=True).first()
    return Dialect.from_json(record) if record else BORN_HERE


def _folders(publication: PublicationPage, selection: Selection) -> dict[int, str]:
    """Source → where it stands in the export."""
    if selection.source:
        return {selection.source.pk: ""}
    first, *others = publication.sources.all() or [None]
    folders = {first.pk: ""} if first else {}
    return folders | {source.pk: f"sources/{source.name}/" for source in others}


def _write_kept_files(target: _Target, folders: dict[int, str]) -> None:
    files = ImportedFile.objects.filter(origin__in=folders).order_by("path")
    for file in files.iterator():
        digest = file.digest
        path = folders[file.origin_id] + file.path
        target.copy(path, lambda digest=digest: closing(open_kept(digest)))


def _write_configuration(publication: PublicationPage, target: _Target) -> None:
    """A site that was born here gets the configuration that its texts are written for."""
    if any(is_configuration(path) or path.startswith("config/") for path in target.report.written):
        return
    if not target.report.written:
        return
    site = Site.objects.filter(root_page=publication).first()
    settings = PublicationSettings.for_site(site) if site else None
    title = settings.shown_name if settings else publication.title
    text = _CONFIGURATION % {
        "base": json.dumps(f"{site.root_url}/" if site else "/"),
        "title": json.dumps(title, ensure_ascii=False),
        "tagline": json.dumps(settings.tagline if settings else "", ensure_ascii=False),
    }
    target.write_bytes("hugo.toml", text.encode(), "file")
    target.write_bytes("layouts/shortcodes/rawhtml.html", b"{{ .Inner }}\n", "file")


_CONFIGURATION = """\
baseURL = %(base)s
title = %(title)s
languageCode = "en"

[params]
description = %(tagline)s
math = true

[markup.goldmark.renderer]
unsafe = true

[markup.goldmark.extensions]
typographer = false

[markup.goldmark.extensions.passthrough]
enable = true

[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
"""
