"""Still pictures of videos that lie elsewhere, fetched when an operator says so and never before.

YouTube's lie at fixed addresses; Vimeo's are named by its oEmbed answer
(https://developer.vimeo.com/api/oembed/videos).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Revision

from blog.core.errors import FetchError, RapporteurError
from blog.core.http import Client, Limits
from blog.images.gate import RefusedPicture
from blog.images.intake import save_new, take_in
from blog.posts.walk import walk_raw

PICTURES = ("image/jpeg", "image/png", "image/webp")
# YouTube has the large one of most videos, the small one of all.
_SIZES = ("maxresdefault", "hqdefault")
_PROVIDERS = {"youtube": "YouTube", "vimeo": "Vimeo"}
Video = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`problem` is "" when the still of this video is here."""

    provider: str
    id: str
    pages: int
    problem: str = ""


def videos_without_still() -> dict[Video, list[Any]]:
    """(provider, id) → pages that show it without a still picture, live or in their newest draft."""
    found: dict[Video, list[Any]] = defaultdict(list)
    for name in ("PostPage", "StandardPage"):
        for page in apps.get_model("blog", name).objects.order_by("pk"):
            bodies = [page.body.raw_data, _draft_body(page.get_latest_revision())]
            wanted = {video for body in bodies for video in _bare_videos(body)}
            for video in sorted(wanted):
                found[video].append(page)
    return dict(found)


def fetch_posters(client: Client) -> Iterator[Outcome]:
    """One video after the other; one that fails never stops the rest. Safe to run again."""
    for (provider, ident), pages in videos_without_still().items():
        try:
            image = _fetch(client, provider, ident)
        except RapporteurError as error:
            yield Outcome(provider, ident, len(pages), str(error))
            continue
        for page in pages:
            _put(page, (provider, ident), image)
        yield Outcome(provider, ident, len(pages))


def client_of_settings(user_agent: str) -> Client:
    limits = Limits(read=10.0, total=20.0, max_bytes=settings.EMBED_MAX_BYTES)
    return Client(user_agent, limits, settings.LOOKUP_TRUSTED_ORIGINS)


def _bare_videos(raw: Any) -> Iterator[Video]:
    for placed in walk_raw(raw):
        if placed.kind == "embed" and not placed.value.get("poster"):
            yield placed.value["provider"], placed.value["id"]


def _draft_body(revision: Revision | None) -> Any:
    body = revision.content.get("body") if revision else None
    return json.loads(body) if isinstance(body, str) and body else body or []


def _fetch(client: Client, provider: str, ident: str) -> int:
    data = _still(client, provider, ident)
    images = apps.get_model("blog.CustomImage").objects
    digest = hashlib.sha256(data).hexdigest()
    known = images.filter(content_hash=digest).values_list("pk", flat=True).first()
    if known:
        return int(known)
    try:
        intake = take_in(data, f"{provider}-{ident}.jpg")
    except RefusedPicture as error:
        raise RapporteurError(error.what, where=f"{provider} {ident}") from error
    title = f"{_PROVIDERS[provider]} {ident}"
    root = Collection.get_first_root_node()
    return int(save_new(intake, title=title, credit=_PROVIDERS[provider], collection=root).pk)


def _still(client: Client, provider: str, ident: str) -> bytes:
    pattern = settings.EMBED_SOURCES[provider]
    if provider == "vimeo":
        answer = client.fetch(pattern.format(id=ident), accept=("application/json",))
        return client.fetch(_named_in(answer.text, ident), accept=PICTURES).body
    large, small = (pattern.format(id=ident, size=size) for size in _SIZES)
    try:
        return client.fetch(large, accept=PICTURES).body
    except FetchError:
        return client.fetch(small, accept=PICTURES).body


def _named_in(text: str, ident: str) -> str:
    try:
        found = json.loads(text)["thumbnail_url"]
    except (ValueError, KeyError, TypeError) as error:
        raise RapporteurError(
            "the answer names no still picture.", where=f"vimeo {ident}"
        ) from error
    return str(found)


def _put(page: Any, video: Video, image: int) -> None:
    """Into the live body and the newest draft, where there is none yet; nothing is published."""
    with transaction.atomic():
        raw = json.loads(json.dumps(list(page.body.raw_data)))
        if _fill(raw, video, image):
            page.body = raw
            page.save(update_fields=["body"], clean=False)
        revision = page.get_latest_revision()
        body = _draft_body(revision)
        if revision and _fill(body, video, image):
            revision.content["body"] = json.dumps(body)
            revision.save(update_fields=["content"])


def _fill(raw: Any, video: Video, image: int) -> bool:
    """In place; True when something was filled in."""
    changed = False
    for placed in walk_raw(raw):
        value = placed.value
        bare = placed.kind == "embed" and not value.get("poster")
        if bare and (value["provider"], value["id"]) == video:
            value["poster"], changed = image, True
    return changed
