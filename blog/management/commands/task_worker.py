from django_tasks_db.management.commands import db_worker

from blog.core.heartbeat import beat_for_ever


class Command(db_worker.Command):
    help = "Work off the tasks that pages and pictures leave behind. `serve` runs one."

    def configure_logging(self, verbosity):
        """The settings say what is logged: a line for every task would bury what went wrong."""

    def handle(self, *args, **options):
        beat_for_ever("task_worker")
        super().handle(*args, **options)
