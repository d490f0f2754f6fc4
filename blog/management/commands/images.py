import json
from functools import partial

from django.core.management.base import BaseCommand

from blog.images.models import CustomImage
from blog.management.progress import with_progress
from blog.operations.image_audit import KINDS, audit_images


class Command(BaseCommand):
    help = "Look through the pictures of the site."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        audit = actions.add_parser(
            "audit", help="unused, lost, undescribed, too large, twice there"
        )
        audit.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        findings = list(audit_images(partial(with_progress, stream=self.stderr)))
        if options["json"]:
            self.stdout.write(json.dumps([item.to_json() for item in findings], indent=1))
            return
        for item in findings:
            number = f"#{item.picture} " if item.picture else ""
            self.stdout.write(f"{item.kind:11}{number}“{item.title}” {item.detail}".rstrip())
        counted = ", ".join(
            f"{sum(item.kind == kind for item in findings)} {kind}" for kind in KINDS
        )
        self.stdout.write(f"{CustomImage.objects.count()} pictures: {counted}.")
