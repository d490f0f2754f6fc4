import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from blog.operations.models import QueuedTask


class Command(BaseCommand):
    help = (
        "Background tasks that failed or hang: `tasks list`, `tasks retry ID` or `tasks retry --all`, "
        "`tasks clear ID` or `tasks clear --all`."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        listed = actions.add_parser("list", help="what failed, hangs, runs, and how many wait")
        listed.add_argument("--json", action="store_true", help="print JSON")
        for name, what in (("retry", "queue them again"), ("clear", "forget them")):
            action = actions.add_parser(name, help=f"{what}: tasks that failed or hang")
            which = action.add_mutually_exclusive_group(required=True)
            which.add_argument("ids", nargs="*", default=[], metavar="ID")
            which.add_argument("--all", action="store_true")

    def handle(self, *args, action, **options):
        getattr(self, f"_{action}")(options)

    def _list(self, options):
        running = QueuedTask.objects.running().exclude(pk__in=QueuedTask.objects.abandoned())
        waiting = QueuedTask.objects.ready().count()
        groups = {
            "failed": QueuedTask.objects.failed(),
            "stuck": QueuedTask.objects.abandoned(),
            "running": running,
        }
        rows = {name: [task.as_json() for task in tasks] for name, tasks in groups.items()}
        if options["json"]:
            self.stdout.write(json.dumps(rows | {"waiting": waiting}, indent=1))
            return
        for name, tasks in rows.items():
            for task in tasks:
                self.stdout.write(f"{name}  {task['id']}  {task['task']}  {task['problem']}")
        counts = [f"{len(tasks)} {name}" for name, tasks in rows.items()]
        self.stdout.write(", ".join([*counts, f"{waiting} waiting"]))

    def _retry(self, options):
        tasks = self._chosen(options)
        for task in tasks:
            task.retry()
        self.stdout.write(f"{len(tasks)} queued again")

    def _clear(self, options):
        tasks = self._chosen(options)
        for task in tasks:
            task.delete()
        self.stdout.write(f"{len(tasks)} forgotten")

    def _chosen(self, options):
        troubled = QueuedTask.objects.troubled()
        if options["all"]:
            return list(troubled)
        try:
            tasks = list(troubled.filter(pk__in=options["ids"]))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        missing = set(options["ids"]) - {str(task.pk) for task in tasks}
        if missing:
            raise CommandError(
                f"No task that failed or hangs is called {', '.join(sorted(missing))}. "
                "See manage.py tasks list."
            )
        return tasks
