"""What is true of every template."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def test_no_comment_runs_over_its_line_and_is_printed_to_readers():
    """Django takes `{# … #}` for a comment only when it ends on the line where it begins."""
    files = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    assert len(files) > 50
    printed = [
        f"{path.relative_to(TEMPLATES)}: {line}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\{#(?!.*#\})", line)
    ]
    assert printed == []
