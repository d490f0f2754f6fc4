"""Runs the tests of what changed since the last commit: `python -m tests.changed [PYTEST OPTIONS]`.

A test module that changed, and the folder of tests that has the name of a package that changed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]


def changed_files() -> list[PurePosixPath]:
    """What git knows and what it does not know yet, without what was deleted."""
    names: set[str] = set()
    for command in (
        ["git", "diff", "--name-only", "--diff-filter=d", "HEAD"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    ):
        names |= set(subprocess.check_output(command, cwd=ROOT, text=True).splitlines())
    return [PurePosixPath(name) for name in sorted(names)]


def tests_of(files: list[PurePosixPath]) -> list[str]:
    modules, folders = set(), set()
    for file in files:
        if file.parts[0] == "tests" and file.match("test_*.py"):
            modules.add(file)
        elif file.parts[0] == "blog" and len(file.parts) > 2:
            folders.add(PurePosixPath("tests", file.parts[1]))
    folders = {folder for folder in folders if (ROOT / folder).is_dir()}
    modules = {module for module in modules if not folders & set(module.parents)}
    return sorted(map(str, folders | modules))


def main() -> int:
    tests = tests_of(changed_files())
    if not tests:
        print("No test belongs to what changed.")
        return 0
    options = ["-m", "not browser and not soak", *sys.argv[1:]]
    return subprocess.call([sys.executable, "-m", "pytest", *options, *tests], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
