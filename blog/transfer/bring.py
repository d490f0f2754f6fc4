"""A whole Hugo site into the publication: its posts, its files, its settings. One door for the
command and the admin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.document import Notice
from blog.transfer.models import ImportRecord, ImportRun
from blog.transfer.offers import accepted_paths
from blog.transfer.paper_lists.decisions import Mode
from blog.transfer.progress import Progress, Step, StoppedImport
from blog.transfer.report import Report
from blog.transfer.run import run_import
from blog.transfer.writing.authors import read_author_map
from blog.transfer.writing.moved import MovedFiles
from blog.transfer.writing.profiles import fill_descriptions
from blog.transfer.writing.site_files import keep_files
from blog.transfer.writing.site_settings import fill_settings
from blog.transfer.writing.translations import tie_translations


@dataclass(frozen=True, slots=True)
class Options:
    """`live`: True publishes everything, False nothing, None as the source says. `take` decides
    where both the source and the page were changed: "source", "page", or "" to leave and report.
    `papers_in_prose` stores papers that prose links to. `papers` says what becomes of lists of papers:
    entries where that is certain ("auto") or in every case ("all"), offers to a person ("propose"), or
    the text that they are ("off")."""

    static: Path | None = None
    author_map: Path | None = None
    shortcodes: Path | None = None
    dry_run: bool = False
    live: bool | None = None
    take: str = ""
    papers_in_prose: bool = False
    papers: Mode = "auto"


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
    all, StoppedImport when it was interrupted."""
    options = options or Options()
    run = ImportRun(name=(name or path.name)[:255], dry_run=options.dry_run, user=user)
    try:
        report = read_site(path, publication, options, progress=progress)
    except StoppedImport as stopped:
        run.state, run.report = ImportRun.State.STOPPED, stopped.report.to_json()
        run.save()
        raise
    run.report = report.to_json()
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
    declared = hugo.read_declarations(options.shortcodes)
    site = hugo.find_site(path, options.static, declared)
    site = replace(site, papers=options.papers, accepted=accepted_paths())
    left_out: list[Notice] = []
    moved = MovedFiles(site.root if site.is_whole else None, left_out)
    report = run_import(
        hugo.read_documents(site, left_out=left_out),
        parent=publication,
        authors=read_author_map(options.author_map, site.author, hugo.read_profiles(site)),
        dry_run=options.dry_run,
        live=options.live,
        take=options.take,
        papers_in_prose=options.papers_in_prose,
        total=hugo.count_files(site) if progress else 0,
        progress=progress,
        moved=moved,
    )
    _keep_files(site, report, left_out, moved.recognised, progress)
    if not options.dry_run:
        fill_descriptions(hugo.read_terms(site).values())
        new = {outcome.path for outcome in report.outcomes if outcome.result == "created"}
        tie_translations(hugo.read_translations(site), new)
        report.files.notices += fill_settings(publication, site)
    return report


def _keep_files(
    site: hugo.HugoSite,
    report: Report,
    left_out: list[Notice],
    recognised: set[int],
    progress: Progress | None,
) -> None:
    pages = {outcome.path for outcome in report.outcomes if outcome.result != "failed"}
    number = len(report.outcomes)

    def watch(path: str) -> None:
        if progress:
            progress(Step(number, number, path))

    try:
        # A page that is left may show files that the source has no longer, or that another site has.
        forget = not _left_pages(pages, recognised).exists()
        report.files = keep_files(site, pages, dry_run=report.dry_run, forget=forget, watch=watch)
    except KeyboardInterrupt as stop:
        raise StoppedImport(report) from stop
    report.files.notices += [*left_out, *_notes(site, pages, recognised)]


def _notes(site: hugo.HugoSite, pages: set[str], recognised: set[int]) -> list[Notice]:
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
        for path in _left_pages(pages, recognised).values_list("path", flat=True)
    ]


def _left_pages(pages: set[str], recognised: set[int]) -> QuerySet[ImportRecord]:
    """Imported before, and not part of this source: deleted there, or from another site."""
    left = ImportRecord.objects.filter(source="hugo").exclude(path__in=pages)
    return left.exclude(pk__in=recognised)
