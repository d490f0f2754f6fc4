import json
import os
import sys
from functools import partial

from django.core.management.base import BaseCommand

from blog.images.batch import build_many
from blog.images.lost import lost_renditions, restore
from blog.images.models import CustomImage
from blog.images.prune import prune_renditions
from blog.images.status import rendition_status
from blog.management.progress import with_progress


class Command(BaseCommand):
    help = "Make, count and clear away the renditions of pictures."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        build = actions.add_parser("build", help="make renditions")
        which = build.add_mutually_exclusive_group()
        which.add_argument("--missing", action="store_true", help="those not there (default)")
        which.add_argument("--all", action="store_true", help="all of them anew")
        build.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="pictures at a time"
        )
        status = actions.add_parser("status", help="count wanted and existing ones, by set")
        status.add_argument("--json", action="store_true")
        prune = actions.add_parser("prune", help="delete what no set wants; never an original")
        prune.add_argument("--dry-run", action="store_true", help="only say what would go")

        audit = actions.add_parser("audit", help="find lost files and make them again")
        audit.add_argument("--dry-run", action="store_true", help="only say what is lost")

    def handle(self, *args, **options):
        try:
            getattr(self, f"_{options['action']}")(options)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. What is done stays; run it again for the rest.")
            sys.exit(130)

    def _build(self, options):
        total, built = build_many(anew=options["all"], jobs=max(1, options["jobs"]))
        built = list(with_progress(built, total, self.stderr))
        done = [outcome for _pk, outcome in built]
        made = sum(outcome.made for outcome in done)
        size = sum(outcome.bytes for outcome in done)
        self.stdout.write(
            f"{total} pictures: {made} renditions made ({_megabytes(size)}), "
            f"{sum(outcome.already_there for outcome in done)} were there."
        )
        self._name_failures({pk: outcome.problem for pk, outcome in built if outcome.problem})

    def _name_failures(self, problems):
        if not problems:
            return
        titles = dict(CustomImage.objects.filter(pk__in=problems).values_list("pk", "title"))
        for pk, problem in sorted(problems.items()):
            self.stderr.write(f"#{pk} “{titles.get(pk, '')}”: {problem}")
        self.stderr.write(f"{len(problems)} pictures could not be read or made whole.")
        sys.exit(1)

    def _status(self, options):
        found = rendition_status(partial(with_progress, stream=self.stderr))
        if options["json"]:
            self.stdout.write(json.dumps([status.to_json() for status in found], indent=1))
            return
        self.stdout.write(f"{'set':14}{'wanted':>9}{'existing':>10}{'bytes':>12}{'misses':>8}")
        for status in found:
            self.stdout.write(
                f"{status.name:14}{status.wanted:9}{status.existing:10}"
                f"{_megabytes(status.bytes):>12}{status.misses:8}"
            )

    def _audit(self, options):
        count, problems = 0, {}
        for image, lost in lost_renditions(partial(with_progress, stream=self.stderr)):
            count += len(lost)
            for row in lost:
                self.stdout.write(f"{row.file.name}  (“{image.title}”)")
            if not options["dry_run"] and (problem := restore(image, lost).problem):
                problems[image.pk] = problem
        done = "would be made again" if options["dry_run"] else "made again or forgotten"
        self.stdout.write(f"{count} renditions were lost, {done}.")
        self._name_failures(problems)

    def _prune(self, options):
        count = size = 0
        for pruned in self._pruned(options["dry_run"]):
            count, size = count + 1, size + pruned.bytes
            self.stdout.write(f"{pruned.name}  ({pruned.reason})")
        verb = "would go" if options["dry_run"] else "deleted"
        self.stdout.write(f"{count} files {verb}, {_megabytes(size)}.")

    def _pruned(self, dry_run):
        return prune_renditions(dry_run=dry_run, watch=partial(with_progress, stream=self.stderr))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
