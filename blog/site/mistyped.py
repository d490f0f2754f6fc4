"""What somebody may have meant who asked for an address that is not there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from blog.site.public import public_posts

# More than these are not compared, and nothing longer: whoever guesses addresses must stay cheap.
COMPARED, LONGEST = 1000, 80
ALIKE = 0.66


def words_of(path: str) -> str:
    """What of an address can be looked for: "/2024/icml-paper.html" gives "2024 icml paper"."""
    without_ending = re.sub(r"\.\w{2,5}$", "", unquote(path).rstrip("/"))
    words = re.findall(r"[^\W_]+", without_ending)
    return " ".join(words)[:LONGEST].strip()


def meant_post(path: str) -> Any | None:
    """The public post whose slug is nearly the last part of `path`."""
    *_before, last = path.rstrip("/").split("/")
    wanted = words_of(last).lower().replace(" ", "-")
    if not wanted:
        return None
    slugs = dict(public_posts().newest_first().values_list("slug", "pk")[:COMPARED])
    close = get_close_matches(wanted, slugs, n=1, cutoff=ALIKE)
    return public_posts().filter(pk=slugs[close[0]]).first() if close else None
