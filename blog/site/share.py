"""Where a reader may pass a post on: plain links, which ask nobody anything before they are pressed.

Mastodon has no host of its own, so there is the address to copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SERVICES = [
    ("address", _("Copy the address")),
    ("email", _("E-mail")),
    ("bluesky", "Bluesky"),
    ("linkedin", "LinkedIn"),
    ("hackernews", "Hacker News"),
]
_FORMS = {
    "email": "mailto:?subject={title}&body={address}",
    "bluesky": "https://bsky.app/intent/compose?text={title}%20{address}",
    "linkedin": "https://www.linkedin.com/sharing/share-offsite/?url={address}",
    "hackernews": "https://news.ycombinator.com/submitlink?u={address}&t={title}",
}


@dataclass(frozen=True, slots=True)
class ShareLink:
    """`url` is "" for the address itself, which is there to be copied."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class EntryShare:
    """One paper of a post to pass on: words and the address of the entry, to copy."""

    words: str
    address: str


def share_entry(
    services: Iterable[str], *, paper: str, post: str, address: str
) -> EntryShare | None:
    """None where the publication shares nothing. The card of a link cannot know which entry it leads
    to, so the words name paper and post. Links to services stand below the post alone: for each of
    ten entries they weighed as much as the entries' own links."""
    if not list(services):
        return None
    return EntryShare(
        gettext("“%(paper)s”, in “%(post)s”") % {"paper": paper, "post": post}, address
    )


def share_links(services: Iterable[str], *, title: str, address: str) -> list[ShareLink]:
    """One for each service that is known, in the order given, each once."""
    names = dict(SERVICES)
    quoted = {"title": quote(title, safe=""), "address": quote(address, safe="")}
    return [
        ShareLink(str(names[service]), _FORMS.get(service, "").format(**quoted))
        for service in dict.fromkeys(services)
        if service in names
    ]
