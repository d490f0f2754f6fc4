"""Papers at the shell: `papers fetch`, and what else is done with many of them at once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError
from blog.papers.duplicates import likely_duplicates
from blog.papers.exporting import export_records
from blog.papers.importing import import_records
from blog.papers.lookup.fetch import fetch_papers, papers_to_fetch
from blog.papers.matching import paper_called
from blog.papers.models import Paper
from blog.posts.merging import merge

_SUFFIXES = {"bibtex": "bib", "ris": "ris", "csl": "json"}
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
        joined = actions.add_parser("merge", help="make two papers one, wherever they are used")
        joined.add_argument("kept", metavar="KEPT", help="slug, key or identifier")
        joined.add_argument("other", metavar="OTHER", help="the one that goes")
        for action in (fetch, bring, export, twice, joined):
            action.add_argument("--json", action="store_true", help="print JSON")
        for action in (fetch, bring, export, joined):
            action.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args, action, **options):
        try:
            getattr(self, f"_{action}")(options)
        except RapporteurError as error:
            raise CommandError(str(error)) from error

    def _import(self, options):
        report = import_records(
            options["file"], dry_run=options["dry_run"], progress=self._progress
        )
        if self.stderr.isatty():
            self.stderr.write("")
        for problem in report.problems:
            self.stderr.write(str(problem))
        totals = report.totals
        lines = [f"{one.slug}: {one.outcome}" for one in report.papers if one.outcome != "known"]
        lines.append(", ".join(f"{count} {name}" for name, count in totals.items()))
        self._print(report.as_json(), lines, as_json=options["json"])
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

    def _progress(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {of}", ending="")

    def _fetch(self, options):
        papers = papers_to_fetch(options["slugs"], only_missing=options["missing"])
        lost = set(options["slugs"]) - {paper.slug for paper in papers}
        if lost and not options["missing"]:
            raise CommandError(f"No paper with an identifier is called {', '.join(sorted(lost))}.")
        done = []
        try:
            for one in fetch_papers(papers, dry_run=options["dry_run"], again=options["again"]):
                done.append(one)
                self._tell(one, quiet=options["json"])
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped after {len(done)} of {len(papers)}; what is filled stays.")
        totals = {**dict.fromkeys(_OUTCOMES, 0), **Counter(one.outcome for one in done)}
        shown = {"papers": [one.as_json() for one in done], "totals": totals}
        line = ", ".join(f"{totals[name]} {name}" for name in _OUTCOMES)
        self._print(shown, [line], as_json=options["json"])
        if totals["failed"]:
            number = _counted(totals["failed"], "paper", "papers")
            raise CommandError(f"{number} could not be looked up.")

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
