"""Nothing of the machine decides about a test: the locked tools are used, wherever others lie."""

import re
from pathlib import Path

from tests.transfer.hugo_build import build

MAKEFILE = Path(__file__).resolve().parents[1] / "Makefile"


def test_hugo_is_the_locked_one_although_another_stands_first_on_the_path(tmp_path, monkeypatch):
    other = tmp_path / "bin" / "hugo"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\necho another Hugo >&2\nexit 1\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(other.parent), prepend=":")
    site = tmp_path / "site"
    (site / "content" / "posts").mkdir(parents=True)
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (site / "content" / "posts" / "pitch.md").write_text("---\ntitle: Pitch\n---\nHello.\n")

    built = build(site, tmp_path / "public")

    assert "Hello." in (built / "posts" / "pitch" / "index.html").read_text()


def test_every_tool_that_make_calls_is_the_locked_one():
    """By its path in the environment; what stands there is the shell's own, make, or makes both."""
    recipes = re.findall(r"^\t@?(.+)$", MAKEFILE.read_text(), re.MULTILINE)
    steps = [step.split(" | ")[0] for recipe in recipes for step in recipe.split(" && ")]
    called = {
        next(word for word in re.sub(r"\$\$\(.*?\)\)", "", step).split() if "=" not in word)
        for step in steps
    }

    assert {word for word in called if not word.startswith("$(BIN)/")} <= {
        "$(PYTHON)", "$(MAKE)", "touch", "grep", "exec", "uv",
    }  # fmt: skip
