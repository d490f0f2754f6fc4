import json

from django.core.management.base import BaseCommand

from blog.operations.version import versions


class Command(BaseCommand):
    help = "Which version of Rapporteur runs here, on what. Copy it into a report of a fault."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args, **options):
        rows = versions()
        if options["json"]:
            self.stdout.write(json.dumps(rows))
            return
        for name, number in rows.items():
            self.stdout.write(f"{name} {number}")
