"""What an installer may get wrong without anyone noticing."""

import re
import tomllib
from pathlib import Path

import django
import wagtail

ROOT = Path(__file__).resolve().parents[2]


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))


def test_django_and_wagtail_are_those_that_are_meant():
    assert django.VERSION[:2] == (5, 2)
    assert wagtail.VERSION[:2] == (8, 0)
    pins = locked("requirements.txt")
    assert pins["django"] == django.__version__
    assert pins["wagtail"] == wagtail.__version__


def test_both_lock_files_agree_and_every_line_carries_hashes():
    site, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: dev.get(name) for name in site} == site
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        entries = re.split(r"^(?=[a-z0-9][^\s]*==)", text, flags=re.MULTILINE)[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in re.sub(r"#.*", "", text)


def test_what_pyproject_asks_for_is_locked():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in asked}
    assert names <= locked("requirements.txt").keys()
