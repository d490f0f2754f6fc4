from django.core.management.base import BaseCommand

from blog.operations.worker import Worker


class Command(BaseCommand):
    help = "Work off the tasks that pages and pictures leave behind. `serve` runs one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--interval",
            type=float,
            default=10.0,
            help="seconds between questions for tasks that another machine queued (10)",
        )
        parser.add_argument("--batch", action="store_true", help="end when nothing waits")

    def handle(self, *args, interval, batch, **options):
        worker = Worker(interval=interval, batch=batch)
        worker.configure_signals()
        worker.run()
