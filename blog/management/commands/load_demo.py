from django.core.management.base import BaseCommand, CommandError

from blog.core.errors import RapporteurError
from blog.demo.load import database_is_empty, load_demo, reset_demo
from blog.demo.models import DemoDecision


class Command(BaseCommand):
    help = "Fill an empty publication with the demo: posts, papers, people and pictures, all invented but the papers."

    def add_arguments(self, parser):
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, silently, when this was decided before or anybody has written anything",
        )
        group.add_argument(
            "--reset",
            action="store_true",
            help="remove what the demo made, edits of it included, and make it anew; other pages stay",
        )

    def handle(self, *args, if_empty: bool, reset: bool, verbosity: int, **options):
        if if_empty and not DemoDecision.decide(with_demo=database_is_empty()):
            return
        if if_empty and not database_is_empty():
            return
        DemoDecision.decide(with_demo=True)
        build = reset_demo if reset else load_demo
        try:
            outcome = build(self.stdout.write if verbosity else lambda line: None)
        except RapporteurError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.SUCCESS(outcome.message) if outcome.changed else outcome.message
        )
