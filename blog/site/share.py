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


# Those that carry words of ours; the others show what the page as a whole says of itself.
_WORDED = ("email", "bluesky")


@dataclass(frozen=True, slots=True)
class EntryShare:
    """One paper of a post to pass on: words, the address of the entry, and links that carry both."""

    words: str
    address: str
    links: list[ShareLink]


def share_entry(
    services: Iterable[str], *, paper: str, post: str, address: str
) -> EntryShare | None:
    """None where the publication shares nothing. The card of a link cannot know which entry it leads
    to, so the words name paper and post."""
    chosen = list(services)
    if not chosen:
        return None
    words = gettext("“%(paper)s”, in “%(post)s”") % {"paper": paper, "post": post}
    worded = [service for service in chosen if service in _WORDED]
    return EntryShare(words, address, share_links(worded, title=words, address=address))


def share_links(services: Iterable[str], *, title: str, address: str) -> list[ShareLink]:
    """One for each service that is known, in the order given, each once."""
    names = dict(SERVICES)
    quoted = {"title": quote(title, safe=""), "address": quote(address, safe="")}
    return [
        ShareLink(str(names[service]), _FORMS.get(service, "").format(**quoted))
        for service in dict.fromkeys(services)
        if service in names
    ]
