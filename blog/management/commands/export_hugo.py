import datetime as dt
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError
from blog.posts.models import PublicationPage
from blog.transfer.export.hugo import Selection, export_site
from blog.transfer.sources import source_named


class Command(BaseCommand):
    help = "Write the publication as a Hugo site: texts, data, configuration and every file."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path, help="a new or empty folder")
        parser.add_argument("--post", default="", help="one post, by its slug or address")
        parser.add_argument("--since", default="", help="posts dated or changed since 2024-05-31")
        parser.add_argument("--drafts", action="store_true", help="the newest draft of every post")
        parser.add_argument("--source", default="", help="only what came from this source")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, **options):
        publication = PublicationPage.objects.order_by("path").first()
        if publication is None:
            raise CommandError("There is no publication to export. Run `manage.py migrate` first.")
        try:
            selection = Selection(
                options["post"],
                self._since(options["since"]),
                options["drafts"],
                source_named(options["source"], publication) if options["source"] else None,
            )
            report = export_site(
                publication, options["directory"], selection, progress=self._progress
            )
        except RapporteurError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json(), indent=1, ensure_ascii=False))
        else:
            for line in report.lines():
                self.stdout.write(line)
        if report.failed:
            sys.exit(1)

    def _since(self, text: str) -> dt.datetime | None:
        if not text:
            return None
        try:
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(), dt.UTC)
        except ValueError as error:
            raise CommandError(f"--since: “{text}” is not a date. Write 2024-05-31.") from error

    def _progress(self, number: int, path: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{number:5d}  {path[:70]:70}", ending="")
