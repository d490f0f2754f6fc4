"""What a process would otherwise do while its first reader waits."""

from __future__ import annotations

import gc

from django.template.loader import get_template
from django.urls import reverse

_TEMPLATES = ("blog/post_page.html", "blog/publication_page.html", "blog/search.html", "404.html")


def warm_up() -> None:
    """All routes and the templates of most pages. Asks no database: what forks later would share
    its connection."""
    reverse("front")
    for name in _TEMPLATES:
        get_template(name)
    # Whatever is here by now stays: processes that fork share its memory, and no collection of
    # garbage walks through it again.
    gc.collect()
    gc.freeze()
