import json
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError, SourceError
from blog.core.interrupt import between_steps
from blog.posts.models import PublicationPage
from blog.site.first_steps import unsaid_of
from blog.transfer.bring import Options, bring_site
from blog.transfer.lease import BusyError
from blog.transfer.progress import Step, StoppedImport
from blog.transfer.report import Report
from blog.transfer.sources import AmbiguousSourceError


class Command(BaseCommand):
    help = "Import a Hugo site, a folder of Markdown files, or one Markdown file."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a site, a content folder or one file")
        parser.add_argument("--static", type=Path, help="folder that the site serves from /")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
        parser.add_argument("--source", default="", help="whose site this is, by name")
        parser.add_argument("--prefix", default="", help="path below which a new source lives")
        parser.add_argument("--wait", action="store_true", help="wait while another import runs")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--fetch-pictures",
            action="store_true",
            help="fetch pictures that lie on other hosts, each once",
        )
        parser.add_argument("--author-map", type=Path, help="TOML or JSON: source name to author")
        parser.add_argument("--shortcodes", type=Path, help="TOML: the site's own shortcodes")
        parser.add_argument(
            "--take",
            choices=["source", "page"],
            default="",
            help="what to keep where both the source and the page were changed",
        )
        parser.add_argument(
            "--papers-in-prose",
            action="store_true",
            help="store the papers that running text links to; the text stays as it is",
        )
        parser.add_argument(
            "--papers",
            choices=["auto", "propose", "off", "all"],
            default="auto",
            help="lists of papers: entries where that is certain, or only proposed, or left as they "
            "are, or entries in every case",
        )
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", help="publish drafts too")
        state.add_argument("--as-drafts", action="store_true", help="publish nothing")

    def handle(self, *args, **options):
        chosen = Options(
            static=options["static"],
            author_map=options["author_map"],
            shortcodes=options["shortcodes"],
            dry_run=options["dry_run"],
            live=True if options["publish"] else False if options["as_drafts"] else None,
            take=options["take"],
            papers_in_prose=options["papers_in_prose"],
            source=options["source"],
            prefix=options["prefix"],
            papers=options["papers"],
            fetch_pictures=options["fetch_pictures"],
        )
        self.counts: Counter[str] = Counter()
        try:
            with between_steps(self._say_stopping) as self.interrupt:
                report = self._bring(options["path"], chosen, wait=options["wait"])
        except RapporteurError as error:
            raise CommandError(str(error)) from error
        except StoppedImport as stopped:
            self._print(stopped.report, as_json=options["json"])
            raise CommandError(
                "Stopped. The posts that came in are whole; run it again to go on.", returncode=130
            ) from stopped
        self._print(report, as_json=options["json"])
        if status := report.exit_status(strict=options["strict"]):
            sys.exit(status)

    def _bring(self, path: Path, chosen: Options, *, wait: bool) -> Report:
        """Asks whose site it is where only a person can tell, and waits while somebody else imports."""
        publication, last = self._publication(), ""
        while True:
            try:
                return bring_site(path, publication, chosen, progress=self._progress)
            except AmbiguousSourceError as error:
                if not sys.stdin.isatty():
                    raise
                chosen = replace(chosen, source=self._chosen_source(error))
                continue
            except BusyError as error:
                if not wait:
                    raise
                if last != str(error):
                    self.stderr.write(last := str(error))
            self._pause()

    def _pause(self) -> None:
        try:
            self.interrupt.check()
        except KeyboardInterrupt as stop:
            raise StoppedImport(Report()) from stop
        time.sleep(1)

    def _chosen_source(self, error: AmbiguousSourceError) -> str:
        self.stderr.write(str(error))
        return input("Source: ").strip()

    def _print(self, report: Report, *, as_json: bool) -> None:
        if self.stderr.isatty():
            self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps(report.to_json(), indent=1, ensure_ascii=False))
            return
        for line in [*report.lines(), *unsaid_of(self._publication())]:
            self.stdout.write(line)

    def _publication(self) -> PublicationPage:
        publication = PublicationPage.objects.order_by("path").first()
        if publication is None:
            raise SourceError(
                "there is no publication to import into.",
                mend="Run `manage.py migrate` on a new database, or make one in the admin.",
            )
        return publication

    def _progress(self, step: Step) -> None:
        if step.outcome:
            self.counts[step.outcome.result] += 1
        if self.stderr.isatty():
            self.stderr.write(f"\r{_bar(step, self.counts):79.79}", ending="")
        self.interrupt.check()

    def _say_stopping(self) -> None:
        self.stderr.write("\nStopping after this post; Ctrl-C once more stops at once.")


def _bar(step: Step, counts: Counter[str]) -> str:
    """ "[#####     ]  55/110  40 created, 15 unchanged  posts/pitch.md" """
    total = max(step.total, step.number, 1)
    done = "#" * (10 * step.number // total)
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"[{done:10}] {step.number:4}/{total}  {said}  {step.path[-30:]}"
