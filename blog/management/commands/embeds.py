from django.core.management.base import BaseCommand, CommandError

from blog.papers.lookup.configuration import user_agent
from blog.posts.posters import client_of_settings, fetch_posters, videos_without_still


class Command(BaseCommand):
    help = (
        "`embeds fetch-posters` asks YouTube and Vimeo for the still pictures of embedded videos "
        "that have none, and keeps them here. Nothing else ever asks those hosts. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["fetch-posters"])
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say which videos have no still picture."
        )

    def handle(self, *args, dry_run=False, **options):
        if dry_run:
            for (provider, ident), pages in videos_without_still().items():
                self.stdout.write(f"{provider} {ident}: {len(pages)} page(s)")
            return
        outcomes = []
        for outcome in fetch_posters(client_of_settings(user_agent())):
            outcomes.append(outcome)
            said = outcome.problem or "fetched"
            self.stdout.write(f"{outcome.provider} {outcome.id}: {said}")
        failed = sum(bool(outcome.problem) for outcome in outcomes)
        self.stdout.write(f"{len(outcomes) - failed} fetched, {failed} failed.")
        if failed:
            raise CommandError("Some stills were not fetched; choose pictures in the editor.")
