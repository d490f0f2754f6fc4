from django.core.management.base import BaseCommand

from blog.posts.rebuilding import is_unfinished
from blog.search.indexing import NAME, rebuild
from blog.search.models import SearchEntry


class Command(BaseCommand):
    help = (
        "Make the index of the readers' search equal to what is there. Entries that are right "
        "already are left alone, so it is safe and quick to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is an index."
        )

    def handle(self, *args, if_empty=False, **options):
        if if_empty and SearchEntry.objects.exists() and not is_unfinished(NAME):
            return
        for kind, count, changed in rebuild():
            if options["verbosity"]:
                self.stdout.write(f"{kind}: {count} in the index, {changed} changed")
