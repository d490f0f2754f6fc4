from wagtail.management.commands import publish_scheduled

from blog.operations.due import publish_due


class Command(publish_scheduled.Command):
    help = "Publish and withdraw what is due, once. `scheduler` does it every minute."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            publish_due()
