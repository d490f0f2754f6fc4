import sys

from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from blog.demo.models import DemoDecision
from blog.site.base_address import adopt_base_address
from blog.site.first_steps import unsaid
from blog.site.models import PublicationSettings


class Command(BaseCommand):
    help = (
        "Make this copy ready to serve: migrations, static files, the demo on an empty database, "
        "the page for maintenance, and an administrator when there is no account. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-demo",
            action="store_true",
            help="leave an empty database empty, now and at every later start",
        )

    def handle(self, *args, **options):
        self._check()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        adopted = adopt_base_address()
        if adopted:
            self.stdout.write(f"The site's address is {adopted}")
        if options["without_demo"]:
            DemoDecision.decide(with_demo=False)
        else:
            call_command("load_demo", if_empty=True, stdout=self.stdout, stderr=self.stderr)
        call_command("papers", "mentions", "--if-empty", verbosity=0)
        call_command("rebuild_search", if_empty=True, verbosity=0)
        call_command("related", "rebuild", if_empty=True, verbosity=0)
        call_command("maintenance_page", verbosity=0)
        call_command("first_administrator", stdout=self.stdout)
        for site in Site.objects.order_by("pk"):
            self._ask_for_name(PublicationSettings.for_site(site))

    def _check(self) -> None:
        """What `check --deploy` would say, before anything is changed."""
        for message in run_checks(include_deployment_checks=True):
            if message.is_silenced():
                continue
            if message.is_serious():
                raise CommandError(str(message))
            self.stderr.write(str(message))

    def _ask_for_name(self, row: PublicationSettings) -> None:
        """Of whoever sits before it; others are told where to give one."""
        if not row.name and sys.stdin.isatty():
            self.stdout.write("What is the publication called? (Empty: later, in the admin.) ")
            row.name = sys.stdin.readline().strip()[:120]
            row.save(update_fields=["name"])
        for line in unsaid(row):
            self.stdout.write(line)
