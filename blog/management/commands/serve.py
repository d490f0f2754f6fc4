import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.operations.supervisor import Supervisor


class Command(BaseCommand):
    help = "Serve the site: web server, task worker and scheduler under one parent."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--threads", type=int, default=4, help="threads of each web process")
        parser.add_argument("--workers", type=int, default=2, help="web processes")

    def handle(self, *args, **options):
        host, port = options["host"], options["port"]
        self._refuse_taken_port(host, port)
        address = f"http://{host}:{port}"
        self.stdout.write(f"Site:   {address}/\nAdmin:  {address}/admin/\nCtrl-C stops all of it.")
        self.stdout.flush()
        Supervisor(self._commands(options), say=self.stderr.write).run()
        self.stdout.write("Stopped.")

    def _commands(self, options):
        manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi:application",
            "--bind",
            f"{options['host']}:{options['port']}",
            "--worker-class",
            "gthread",
            "--workers",
            str(options["workers"]),
            "--threads",
            str(options["threads"]),
            "--graceful-timeout",
            "5",
            # Imported once and warm before the first reader, instead of once a process.
            "--preload",
            # Its control socket would lie in the home directory, one for all instances.
            "--no-control-socket",
            "--log-level",
            "warning",
            # A proxy on this machine passes on what strangers write: it may name neither the
            # path nor the scheme. Django reads X-Forwarded-Proto where BEHIND_PROXY says so.
            "--forwarder-headers",
            "",
            "--forwarded-allow-ips",
            "",
        ]
        return {
            "web server": web,
            "task worker": [*manage, "task_worker"],
            "scheduler": [*manage, "scheduler"],
        }

    def _refuse_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"{host}:{port} cannot be served: {error.strerror}. "
                    f"Stop what runs there, or choose another port: PORT={port + 1} make run."
                ) from error
