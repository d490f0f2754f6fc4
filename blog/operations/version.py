"""What is installed: the versions that a report of a fault needs."""

from __future__ import annotations

import platform
import tomllib

import django
import wagtail
from django.conf import settings
from django.db import connection


def versions() -> dict[str, str]:
    """Name → version, ours first."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return {
        "Rapporteur": project["version"],
        "Django": django.get_version(),
        "Wagtail": wagtail.__version__,
        "Python": platform.python_version(),
        connection.display_name: ".".join(map(str, connection.get_database_version())),
    }
