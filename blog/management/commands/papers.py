"""Papers at the shell: `papers fetch`, and what else is done with many of them at once."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError
from blog.core.interrupt import between_steps
from blog.papers.duplicates import likely_duplicates
from blog.papers.exporting import export_records
from blog.papers.importing import import_records
from blog.papers.lookup.fetch import fetch_papers, papers_to_fetch
from blog.papers.matching import paper_called
from blog.papers.models import Paper
from blog.posts.mentions import NAME as MENTIONS
from blog.posts.mentions import (
    RebuiltPost,
    foresee_all_mentions,
    posts_to_rebuild,
    rebuild_all_mentions,
)
from blog.posts.merging import merge
from blog.posts.models import PaperLink, PostPage
from blog.posts.rebuilding import is_unfinished

_SUFFIXES = {"bibtex": "bib", "ris": "ris", "csl": "json"}
_STOPPED = 130  # as shells say of what Ctrl-C ended
# Each paper or post is a step; a merge and an export are there as a whole or not at all.
_STEPWISE = ("fetch", "import", "mentions")
_OUTCOMES = ("filled", "complete", "unknown", "failed")


class Command(BaseCommand):
    help = "Look up, import, export and merge papers, and find those that are stored twice."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        fetch = actions.add_parser("fetch", help="fill what records lack, from the sources")
        fetch.add_argument("slugs", nargs="*", metavar="SLUG", help="these papers alone")
        fetch.add_argument(
            "--missing", action="store_true", help="only papers that lack authors, date or venue"
        )
        fetch.add_argument("--again", action="store_true", help="ask anew what is kept")
        bring = actions.add_parser("import", help="store the records of a file")
        bring.add_argument("file", type=Path, metavar="FILE", help="BibTeX, RIS or CSL-JSON")
        export = actions.add_parser("export", help="write all papers for a reference manager")
        export.add_argument(
            "file", type=Path, nargs="?", metavar="FILE", help="printed without one"
        )
        export.add_argument("--format", choices=_SUFFIXES, help="else as FILE ends, else bibtex")
        twice = actions.add_parser("duplicates", help="papers of nearly the same title and year")
        named = actions.add_parser(
            "mentions", help="find anew which public post discusses or links to which paper"
        )
        named.add_argument(
            "--if-empty", action="store_true", help="do nothing where links are known already"
        )
        joined = actions.add_parser("merge", help="make two papers one, wherever they are used")
        joined.add_argument("kept", metavar="KEPT", help="slug, key or identifier")
        joined.add_argument("other", metavar="OTHER", help="the one that goes")
        for action in (fetch, bring, export, twice, joined, named):
            action.add_argument("--json", action="store_true", help="print JSON")
            action.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args, action, **options):
        try:
            if action in _STEPWISE:
                with between_steps(self._say_stopping) as self.interrupt:
                    getattr(self, f"_{action}")(options)
            else:
                getattr(self, f"_{action}")(options)
        except RapporteurError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing is half done.", returncode=_STOPPED) from None

    def _import(self, options):
        report = import_records(
            options["file"], dry_run=options["dry_run"], progress=self._progress
        )
        self._end_progress()
        for problem in [*report.warnings, *report.problems]:
            self.stderr.write(str(problem))
        totals = report.totals
        lines = [f"{one.slug}: {one.outcome}" for one in report.papers if one.outcome != "known"]
        lines.append(", ".join(f"{count} {name}" for name, count in totals.items()))
        self._print(report.as_json(), lines, as_json=options["json"])
        if report.left:
            self._refuse_the_rest(_counted(report.left, "entry", "entries"), options)
        if totals["failed"]:
            raise CommandError(f"{_counted(totals['failed'], 'entry', 'entries')} did not come in.")

    def _export(self, options):
        if options["json"] and not options["file"]:
            raise CommandError("--json tells what became of a file. Name one, or leave it out.")
        suffix = _SUFFIXES.get(options["format"], "")
        made = export_records(options["file"], suffix, dry_run=options["dry_run"])
        number = _counted(made.papers, "paper", "papers")
        if not options["file"]:
            if not options["dry_run"]:
                self.stdout.write(made.text, ending="")
            self.stderr.write(number)
            return
        state = (
            "written" if made.is_written else "not written" if options["dry_run"] else "as it was"
        )
        shown = {"file": str(options["file"]), "papers": made.papers, "written": made.is_written}
        self._print(shown, [f"{options['file']}: {number}, {state}"], as_json=options["json"])

    def _duplicates(self, options):
        pairs = likely_duplicates()
        shown = {
            "pairs": [{"kept": _told(one), "other": _told(other)} for one, other in pairs],
            "totals": {"pairs": len(pairs)},
        }
        lines = [f"{_shown(one)}\n{_shown(other)}\n\n" for one, other in pairs]
        lines.append(_counted(len(pairs), "pair", "pairs"))
        self._print(shown, lines, as_json=options["json"])

    def _merge(self, options):
        kept, other = paper_called(options["kept"]), paper_called(options["other"])
        names = {"kept": kept.slug, "other": other.slug}
        changed = merge(other, kept, dry_run=options["dry_run"])
        would = "would be" if options["dry_run"] else "is now"
        number = _counted(changed, "page or revision", "pages and revisions")
        line = f"{names['other']} {would} {names['kept']}: {number} rewritten"
        self._print({**names, "rewritten": changed}, [line], as_json=options["json"])

    def _print(self, shown: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
        if as_json:
            lines = [json.dumps(shown, ensure_ascii=False, indent=1)]
        for line in lines:
            self.stdout.write(line)

    def _mentions(self, options):
        if options["if_empty"] and PaperLink.objects.exists() and not is_unfinished(MENTIONS):
            return
        done: list[RebuiltPost] = []
        dry_run = options["dry_run"]
        total = PostPage.objects.count() if dry_run else posts_to_rebuild().count()
        try:
            for one in foresee_all_mentions() if dry_run else rebuild_all_mentions():
                done.append(one)
                self._progress(len(done), total)
        except KeyboardInterrupt:
            pass  # told below, with what was done
        changed = [one for one in done if one.is_changed]
        totals = {"posts": len(done), "changed": len(changed)}
        lines = [f"{one.address}: {one.entries} by entries, {one.linked} by links"
                 for one in changed]  # fmt: skip
        lines.append(f"{_counted(len(done), 'post', 'posts')}, {len(changed)} changed")
        shown = {
            "changed": [
                {"address": one.address, "entries": one.entries, "linked": one.linked}
                for one in changed
            ],
            "totals": totals,
        }
        self._end_progress()
        if options["verbosity"]:
            self._print(shown, lines, as_json=options["json"])
        if len(done) < total:
            self._refuse_the_rest(_counted(total - len(done), "post", "posts"), options)

    def _refuse_the_rest(self, left: str, options: dict[str, Any]) -> None:
        kept = "Nothing was written" if options["dry_run"] else "What is done stays"
        message = f"Stopped: {left} left. {kept}; run it again to go on."
        raise CommandError(message, returncode=_STOPPED)

    def _say_stopping(self) -> None:
        self.stderr.write("\nStopping after this one; Ctrl-C once more stops at once.")

    def _progress(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {of}", ending="")
        self.interrupt.check()

    def _end_progress(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("")

    def _fetch(self, options):
        papers = papers_to_fetch(options["slugs"], only_missing=options["missing"])
        lost = set(options["slugs"]) - {paper.slug for paper in papers_to_fetch(options["slugs"])}
        if lost:
            raise CommandError(f"No paper with an identifier is called {', '.join(sorted(lost))}.")
        done = []
        try:
            for one in fetch_papers(
                papers, dry_run=options["dry_run"], again=options["again"], pause=self._pause
            ):
                done.append(one)
                self._tell(one, quiet=options["json"])
                self.interrupt.check()
        except KeyboardInterrupt:
            pass  # told below, with what was done
        totals = {**dict.fromkeys(_OUTCOMES, 0), **Counter(one.outcome for one in done)}
        shown = {"papers": [one.as_json() for one in done], "totals": totals}
        line = ", ".join(f"{totals[name]} {name}" for name in _OUTCOMES)
        self._print(shown, [line], as_json=options["json"])
        if len(done) < len(papers):
            self._refuse_the_rest(_counted(len(papers) - len(done), "paper", "papers"), options)
        if totals["failed"]:
            number = _counted(totals["failed"], "paper", "papers")
            raise CommandError(f"{number} could not be looked up.")

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds)
        self.interrupt.check()

    def _tell(self, one, *, quiet: bool) -> None:
        if one.problems:
            self.stderr.write(f"{one.slug}: {' '.join(one.problems)}")
        if one.filled and not quiet:
            self.stdout.write(f"{one.slug}: {', '.join(one.filled)} from {one.source}")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _told(paper: Paper) -> dict[str, Any]:
    return {
        "slug": paper.slug,
        "title": paper.title,
        "year": paper.issued_year,
        "identifiers": [str(row) for row in paper.shown_identifiers],
    }


def _shown(paper: Paper) -> str:
    known = [str(paper.issued_year or ""), *map(str, paper.shown_identifiers)]
    return f"{paper.slug}: {paper.title} ({', '.join(filter(None, known))})"
