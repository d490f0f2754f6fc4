"""Papers at the shell: `papers fetch`, and what else is done with many of them at once."""

from __future__ import annotations

import json
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from blog.papers.lookup.fetch import fetch_papers, papers_to_fetch

_OUTCOMES = ("filled", "complete", "unknown", "failed")


class Command(BaseCommand):
    help = "Look up the papers that are stored."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        fetch = actions.add_parser("fetch", help="fill what records lack, from the sources")
        fetch.add_argument("slugs", nargs="*", metavar="SLUG", help="these papers alone")
        fetch.add_argument(
            "--missing", action="store_true", help="only papers that lack authors, date or venue"
        )
        fetch.add_argument("--again", action="store_true", help="ask anew what is kept")
        for action in (fetch,):
            action.add_argument("--json", action="store_true", help="print JSON")
            action.add_argument("--dry-run", action="store_true", help="store nothing")

    def handle(self, *args, action, **options):
        getattr(self, f"_{action}")(options)

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
        if options["json"]:
            shown = {"papers": [one.as_json() for one in done], "totals": totals}
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(", ".join(f"{totals[name]} {name}" for name in _OUTCOMES))
        if totals["failed"]:
            number = totals["failed"]
            noun = "paper" if number == 1 else "papers"
            raise CommandError(f"{number} {noun} could not be looked up.")

    def _tell(self, one, *, quiet: bool) -> None:
        if one.problems:
            self.stderr.write(f"{one.slug}: {' '.join(one.problems)}")
        if one.filled and not quiet:
            self.stdout.write(f"{one.slug}: {', '.join(one.filled)} from {one.source}")
