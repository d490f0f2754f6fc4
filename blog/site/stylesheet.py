"""The style sheet with a group's own colours in it: one file, one request, no inline style.

The address holds the colours and the version of the static file, so that browsers keep it for ever,
and a preview shows colours that nobody has saved.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from blog.core.addresses import absolute_address

_ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#|[a-z]+://|/)([^"')]+)\1\s*\)""")


@lru_cache(maxsize=8)
def version_of(address: str) -> str:
    """Of the static file at this address, whose name changes with its content."""
    return hashlib.sha256(address.encode()).hexdigest()[:8]


def coloured_sheet(address: str, light: str, dark: str) -> str:
    return f"{_plain_sheet(address)}\n{_colours(light, dark)}"


def _colours(light: str, dark: str) -> str:
    """In the layer that wins; browsers that know no schemes get the light one."""
    return (
        f"@layer theme{{:root{{--accent:{light};--rubric:{light}}}"
        "@supports (color:light-dark(red,red))"
        f"{{:root{{--rubric:light-dark({light},{dark})}}}}}}\n"
    )


def _plain_sheet(address: str) -> str:
    """What it names beside itself is named from the root, because it now lies elsewhere."""
    hashed = isinstance(staticfiles_storage, ManifestFilesMixin)
    text = _read_once(address) if hashed else _read(address)
    return _ADDRESS.sub(lambda found: f'url("{absolute_address(address, found[2])}")', text)


def _read(address: str) -> str:
    name = address.removeprefix(staticfiles_storage.base_url or "")
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return str(file.read().decode("utf-8"))
    # Not collected yet: a contributor's server, and tests.
    found = finders.find("blog/site.css")
    return Path(str(found)).read_text(encoding="utf-8")


_read_once = lru_cache(maxsize=2)(_read)
