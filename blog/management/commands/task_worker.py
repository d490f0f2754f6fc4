from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = "Work off the tasks that pages and pictures leave behind. `serve` runs one."

    def configure_logging(self, verbosity):
        """The settings say what is logged: a line for every task would bury what went wrong."""
