from django.core.management.base import BaseCommand

from blog.posts.models import PostTerm
from blog.posts.related import rebuild


class Command(BaseCommand):
    help = (
        "`related rebuild` finds anew which posts are about the same things. Publishing keeps that "
        "up by itself; run it after posts were changed behind Wagtail's back. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["rebuild"])
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when it was done before."
        )

    def handle(self, *args, if_empty=False, **options):
        if if_empty and PostTerm.objects.exists():
            return
        count = 0
        for count in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{count} done", ending="\r")
        if options["verbosity"]:
            self.stdout.write(f"{count} posts related.")
