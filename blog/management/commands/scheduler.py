import contextlib

from django.core.management.base import BaseCommand

from blog.operations.scheduler import run_for_ever, run_once


class Command(BaseCommand):
    help = "Publish and unpublish what is due, once a minute. `serve` runs it for you."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="for a timer of your own")

    def handle(self, *args, **options):
        if options["once"]:
            run_once()
            return
        with contextlib.suppress(KeyboardInterrupt):
            run_for_ever()
