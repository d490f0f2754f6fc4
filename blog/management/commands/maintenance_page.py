from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.site.maintenance import maintenance_file, write_maintenance_page


class Command(BaseCommand):
    help = (
        "Write the page that a web server shows while Rapporteur is down: one file that needs "
        "nothing else. `prepare` does it too; run it again when name or colours have changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="default: in VAR_DIR/maintenance/")

    def handle(self, *args, file=None, **options):
        file = file or maintenance_file()
        try:
            write_maintenance_page(file)
        except OSError as error:
            raise CommandError(
                f"{file} cannot be written: {error.strerror}. Name another file, or give this "
                "user the right to write there."
            ) from error
        if options["verbosity"]:
            self.stdout.write(f"Written: {file}")
