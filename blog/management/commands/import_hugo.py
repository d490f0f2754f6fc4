import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError, SourceError
from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.authors import read_author_map
from blog.transfer.report import Outcome
from blog.transfer.run import run_import
from blog.transfer.site_settings import fill_settings


class Command(BaseCommand):
    help = "Import a Hugo site, a folder of Markdown files, or one Markdown file."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a site, a content folder or one file")
        parser.add_argument("--static", type=Path, help="folder that the site serves from /")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--author-map", type=Path, help="TOML or JSON: source name to author")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", help="publish drafts too")
        state.add_argument("--as-drafts", action="store_true", help="publish nothing")

    def handle(self, *args, **options):
        try:
            site = hugo.find_site(options["path"], options["static"])
            publication = self._publication()
            report = run_import(
                hugo.read_documents(site),
                parent=publication,
                authors=read_author_map(options["author_map"], site.author),
                dry_run=options["dry_run"],
                live=True if options["publish"] else False if options["as_drafts"] else None,
                progress=self._progress,
            )
            if not options["dry_run"]:
                fill_settings(publication, site.config)
        except RapporteurError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json(), indent=1, ensure_ascii=False))
        else:
            for line in report.lines():
                self.stdout.write(line)
        if status := report.exit_status(strict=options["strict"]):
            sys.exit(status)

    def _publication(self) -> PublicationPage:
        publication = PublicationPage.objects.order_by("path").first()
        if publication is None:
            raise SourceError(
                "there is no publication to import into.",
                mend="Run `manage.py migrate` on a new database, or make one in the admin.",
            )
        return publication

    def _progress(self, number: int, outcome: Outcome) -> None:
        if self.stderr.isatty():
            self.stderr.write(
                f"\r{number:5d}  {outcome.result:9}  {outcome.path[:60]:60}", ending=""
            )
