"""A whole Hugo site into the publication: its posts, its files, its settings. One door for the
command and the admin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.document import Document, Notice
from blog.transfer.lease import hold_lease, shell_place
from blog.transfer.models import ImportRecord, ImportRun, ImportSource
from blog.transfer.offers import accepted_paths
from blog.transfer.paper_lists.decisions import Mode
from blog.transfer.progress import Progress, Step, StoppedImport
from blog.transfer.report import Report
from blog.transfer.run import run_import
from blog.transfer.sources import source_for
from blog.transfer.writing.authors import read_author_map
from blog.transfer.writing.below import below
from blog.transfer.writing.fetched_pictures import PictureFetcher, fetched_addresses
from blog.transfer.writing.moved import MovedFiles
from blog.transfer.writing.profiles import fill_descriptions, note_filled
from blog.transfer.writing.site_files import keep_files
from blog.transfer.writing.site_settings import fill_settings
from blog.transfer.writing.translations import tie_translations


@dataclass(frozen=True, slots=True)
class Options:
    """`live`: True publishes everything, False nothing, None as the source says. `take` decides
    where both the source and the page were changed: "source", "page", or "" to leave and report.
    `papers_in_prose` stores papers that prose links to. `papers` says what becomes of lists of papers:
    entries where that is certain ("auto") or in every case ("all"), offers to a person ("propose"), or
    the text that they are ("off"). `source` names where the site comes from, "" leaves that to
    `sources`; `prefix` is the path below which a new source is to live, `label` what an uploaded file
    is called. `fetch_pictures` asks other hosts for the pictures that lie there. `place` says where and by whom the import was started, and `holder` names the work when
    it may be taken up again."""

    static: Path | None = None
    author_map: Path | None = None
    shortcodes: Path | None = None
    dry_run: bool = False
    live: bool | None = None
    take: str = ""
    papers_in_prose: bool = False
    papers: Mode = "auto"
    source: str = ""
    prefix: str = ""
    label: str = ""
    fetch_pictures: bool = False
    place: str = ""
    holder: str = ""


def bring_site(
    path: Path,
    publication: PublicationPage,
    options: Options | None = None,
    *,
    name: str = "",
    user: Any = None,
    progress: Progress | None = None,
) -> Report:
    """Import what lies at `path`, and keep the report. SourceError when nothing there can be read at
    all, StoppedImport when it was interrupted, BusyError when somebody else imports."""
    options = options or Options()
    run = ImportRun(name=(name or path.name)[:255], dry_run=options.dry_run, user=user)
    try:
        report = read_site(path, publication, options, progress=progress)
    except StoppedImport as stopped:
        run.state, run.report = ImportRun.State.STOPPED, stopped.report.to_json()
        run.origin = stopped.report.stored_origin
        run.save()
        raise
    run.report, run.origin = report.to_json(), report.stored_origin
    run.save()
    return report


def read_site(
    path: Path,
    publication: PublicationPage,
    options: Options,
    *,
    progress: Progress | None = None,
) -> Report:
    """The same for who keeps the report."""
    with hold_lease(publication, options.place or shell_place(), options.holder) as lease:

        def watched(step: Step) -> None:
            lease.check()
            if progress:
                progress(step)

        declared = hugo.read_declarations(options.shortcodes)
        site = hugo.find_site(path, options.static, declared)
        with source_of_run(site, publication, options) as origin:
            return _read(site, origin, options, watched, count=progress is not None)


@contextmanager
def source_of_run(
    site: hugo.HugoSite, publication: PublicationPage, options: Options
) -> Iterator[ImportSource]:
    """The source, stored; a dry run leaves none that was not there before."""
    origin = source_for(
        site, publication, name=options.source, label=options.label, prefix=options.prefix
    )
    if not options.dry_run:
        if options.author_map:
            origin.authors |= read_author_map(options.author_map).entries
        origin.save()
    is_new = origin.pk is None
    if is_new:
        origin.save()
    try:
        yield origin
    finally:
        if is_new:
            origin.delete()


def _read(
    site: hugo.HugoSite,
    origin: ImportSource,
    options: Options,
    progress: Progress,
    *,
    count: bool,
) -> Report:
    left_out: list[Notice] = []
    accepted = accepted_paths(origin.pk)
    site = replace(
        site,
        papers=options.papers,
        accepted=accepted,
        own_language=origin.language,
        fetched=fetched_addresses(),
        fetches=options.fetch_pictures and not options.dry_run,
    )
    moved = MovedFiles(site.root if site.is_whole else None, left_out, origin=origin)
    authors = read_author_map(options.author_map, site.author, hugo.read_profiles(site))
    authors.entries = {**origin.authors, **authors.entries}
    used: set[Path] = set()

    def documents() -> Iterator[Document]:
        for document in hugo.read_documents(site, left_out=left_out):
            used.update(asset.file for asset in document.assets if asset.file)
            yield below(document, origin.prefix)

    report = run_import(
        documents(),
        origin=origin,
        authors=authors,
        dry_run=options.dry_run,
        live=options.live,
        take=options.take,
        papers_in_prose=options.papers_in_prose,
        total=hugo.count_files(site) if count else 0,
        progress=progress,
        moved=moved,
    )
    _keep_files(site, origin, report, left_out, moved.recognised, used, progress)
    if not options.dry_run:
        filled = fill_descriptions(hugo.read_terms(site).values())
        note_filled(origin, [*authors.noted, *filled])
        new = {outcome.path for outcome in report.outcomes if outcome.result == "created"}
        tie_translations(hugo.read_translations(site), new, origin)
        report.files.notices += fill_settings(origin, site)
    if site.fetches:
        _fetch_pictures(origin, report, progress)
    return report


def _fetch_pictures(origin: ImportSource, report: Report, progress: Progress) -> None:
    number = len(report.outcomes)
    fetcher = PictureFetcher(lambda address: progress(Step(number, number, address)))
    try:
        fetcher.fill(origin)
    except KeyboardInterrupt as stop:
        raise StoppedImport(report) from stop
    finally:
        report.files.fetched = fetcher.fetched
        report.files.notices += fetcher.notices


def _keep_files(
    site: hugo.HugoSite,
    origin: ImportSource,
    report: Report,
    left_out: list[Notice],
    recognised: set[int],
    used: set[Path],
    progress: Progress,
) -> None:
    pages = {outcome.path for outcome in report.outcomes if outcome.result != "failed"}
    number = len(report.outcomes)

    def watch(path: str) -> None:
        progress(Step(number, number, path))

    left = _left_pages(report, recognised)
    try:
        # A page that is left, or that did not come in, may show files that the source has no longer.
        forget = not left.exists() and len(pages) == number
        report.files = keep_files(
            site, pages, origin, used=used, dry_run=report.dry_run, forget=forget, watch=watch
        )
    except KeyboardInterrupt as stop:
        raise StoppedImport(report) from stop
    report.files.notices += [*left_out, *_notes(site, left)]


def _notes(site: hugo.HugoSite, left: QuerySet[ImportRecord]) -> list[Notice]:
    notices = [
        Notice("note", file.name, _("a copy that an editor left behind; it became no page."))
        for file in hugo.backup_files(site)
    ]
    if not site.is_whole:
        return notices
    return notices + [
        Notice(
            "note",
            path,
            _("the source has this post no more; its page was left."),
            _("Delete the page if it should go too."),
        )
        for path in left.values_list("path", flat=True)
    ]


def _left_pages(report: Report, recognised: set[int]) -> QuerySet[ImportRecord]:
    """Imported from this source before, and deleted there."""
    read = {outcome.path for outcome in report.outcomes}
    left = ImportRecord.objects.filter(origin=report.origin).exclude(path__in=read)
    return left.exclude(pk__in=recognised)
