import json
import platform
import tomllib
from io import StringIO
from pathlib import Path

import django
import pytest
import wagtail
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_a_report_of_a_fault_can_say_what_runs_where():
    plain, machine = StringIO(), StringIO()
    call_command("version", stdout=plain)
    call_command("version", "--json", stdout=machine)

    ours = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    database = ".".join(str(part) for part in connection.get_database_version())
    assert plain.getvalue().splitlines() == [
        f"Rapporteur {ours}",
        f"Django {django.get_version()}",
        f"Wagtail {wagtail.__version__}",
        f"Python {platform.python_version()}",
        f"{connection.display_name} {database}",
    ]
    assert [f"{name} {number}" for name, number in json.loads(machine.getvalue()).items()] == (
        plain.getvalue().splitlines()
    )
