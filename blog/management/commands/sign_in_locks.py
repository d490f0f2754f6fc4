from axes.models import AccessAttempt
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Who failed to sign in within the last hour, and how to let them try again: "
        "`sign_in_locks list`, `sign_in_locks lift ada`, `sign_in_locks lift 192.0.2.7`."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        actions.add_parser("list", help="name, address, failures")
        lift = actions.add_parser("lift", help="forget failures, so that sign-in works again")
        which = lift.add_mutually_exclusive_group(required=True)
        which.add_argument("whom", nargs="?", metavar="NAME-OR-ADDRESS")
        which.add_argument("--all", action="store_true")

    def handle(self, *args, action, **options):
        getattr(self, f"_{action}")(options)

    def _list(self, options):
        attempts = AccessAttempt.objects.order_by("-attempt_time")
        for attempt in attempts:
            self.stdout.write(
                f"{attempt.username}  {attempt.ip_address}  {attempt.failures_since_start} failures, "
                f"last {attempt.attempt_time:%Y-%m-%d %H:%M} UTC"
            )
        self.stdout.write(f"{len(attempts)} in all")

    def _lift(self, options):
        attempts = AccessAttempt.objects.all()
        if whom := options["whom"]:
            by_name = attempts.filter(username=whom)
            attempts = by_name if by_name.exists() else self._from(whom)
            if not attempts.exists():
                raise CommandError(f"Nobody called {whom} and nobody at {whom} failed to sign in.")
        attempts.delete()
        self.stdout.write(f"{whom or 'Everybody'} may try again.")

    def _from(self, address):
        """Compared as text: what is typed need not be an address."""
        same = [one.pk for one in AccessAttempt.objects.all() if one.ip_address == address]
        return AccessAttempt.objects.filter(pk__in=same)
