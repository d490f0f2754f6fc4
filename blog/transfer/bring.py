"""A whole Hugo site into the publication: its posts, its files, its settings. One door for the
command and the admin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.authors import read_author_map
from blog.transfer.models import ImportRun
from blog.transfer.report import Report
from blog.transfer.run import Progress, run_import
from blog.transfer.site_files import keep_files
from blog.transfer.site_settings import fill_settings


@dataclass(frozen=True, slots=True)
class Options:
    """`live`: True publishes everything, False nothing, None as the source says. `take` decides
    where both the source and the page were changed: "source", "page", or "" to leave and report."""

    static: Path | None = None
    author_map: Path | None = None
    shortcodes: Path | None = None
    dry_run: bool = False
    live: bool | None = None
    take: str = ""


def bring_site(
    path: Path,
    publication: PublicationPage,
    options: Options | None = None,
    *,
    name: str = "",
    user: Any = None,
    progress: Progress | None = None,
) -> Report:
    """Import what lies at `path`. SourceError when nothing there can be read at all."""
    options = options or Options()
    site = hugo.find_site(path, options.static)
    report = run_import(
        hugo.read_documents(site),
        parent=publication,
        authors=read_author_map(options.author_map, site.author),
        dry_run=options.dry_run,
        live=options.live,
        progress=progress,
    )
    report.files = keep_files(site, dry_run=options.dry_run)
    if not options.dry_run:
        fill_settings(publication, site.config)
    ImportRun.objects.create(
        name=(name or path.name)[:255],
        dry_run=options.dry_run,
        user=user,
        report=report.to_json(),
    )
    return report
