from django.core.management.base import BaseCommand

from blog.posts.models import PostTerm
from blog.posts.rebuilding import is_unfinished
from blog.posts.related import NAME, rebuild


class Command(BaseCommand):
    help = (
        "`related rebuild` finds again which posts are about the same things, and goes on where it was stopped. Publishing keeps that "
        "up by itself; run it after posts were changed behind Wagtail's back. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["rebuild"])
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when it was done before."
        )

    def handle(self, *args, if_empty=False, **options):
        if if_empty and PostTerm.objects.exists() and not is_unfinished(NAME):
            return
        count = 0
        for count in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{count} done", ending="\r")
        if options["verbosity"]:
            self.stdout.write(f"{count} posts related.")
