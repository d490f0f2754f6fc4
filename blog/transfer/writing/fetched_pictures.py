"""Pictures on other hosts, fetched once, when a person asks for it: into the pages that show a frame
in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from blog.core.addresses import host_of, parse_address
from blog.core.errors import FetchError, UnreachableError
from blog.core.http import Client, Limits
from blog.images.gate import RefusedPicture
from blog.images.intake import take_in
from blog.images.models import CustomImage
from blog.papers.lookup.configuration import user_agent
from blog.posts.publishing_gate import gate_held_open
from blog.transfer.document import Notice
from blog.transfer.models import FetchedPicture, ImportRecord, ImportSource
from blog.transfer.writing.assets import known_picture, new_picture

_KINDS = (
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/svg+xml",
)
_SECONDS = 20.0
_MOST_OF_RUN = 2_000
# A host that does not answer is not waited for again in the same run.
_PATIENCE = 3


def fetched_addresses() -> frozenset[str]:
    return frozenset(FetchedPicture.objects.values_list("address", flat=True))


@dataclass
class PictureFetcher:
    """`watch` is called with each address before it is asked for; it may stop the run."""

    watch: Callable[[str], None] = lambda address: None
    fetched: int = 0
    notices: list[Notice] = field(default_factory=list)
    _silent: Counter[str] = field(default_factory=Counter)
    _refused: dict[str, str] = field(default_factory=dict)

    def fill(self, origin: ImportSource) -> None:
        """Each page by itself: what was fetched stays when the run is stopped, and is not asked for
        again by the next one."""
        for record in ImportRecord.objects.filter(origin=origin).order_by("pk").iterator():
            addresses = [
                address
                for address, row in record.assets.items()
                if row is None and address.startswith(("http://", "https://", "//"))
            ]
            images = {
                address: pk
                for address in addresses
                if (pk := self._image_for(address, record.path)) is not None
            }
            if images:
                _place(record, images)

    def _image_for(self, address: str, path: str) -> int | None:
        stored = FetchedPicture.objects.filter(address=address[:1000]).first()
        if stored:
            return stored.image_id
        problem = self._refused.get(address) or self._impatience(address)
        if not problem:
            self.watch(address)
            try:
                return self._fetch(address)
            except FetchError as error:
                problem = str(error)
                self._silent[host_of(address)] += isinstance(error, UnreachableError)
            except RefusedPicture as error:
                problem = error.what
        self._refused[address] = problem
        what = _("the picture %(address)s could not be fetched: %(problem)s")
        way = _("Import again with --fetch-pictures to try once more, or choose a picture there.")
        shown = what % {"address": address, "problem": problem}
        self.notices.append(Notice("warning", path, shown, way))
        return None

    def _impatience(self, address: str) -> str:
        if self.fetched >= _MOST_OF_RUN:
            return _("%(count)s were fetched in this run.") % {"count": _MOST_OF_RUN}
        if self._silent[host_of(address)] >= _PATIENCE:
            return _("its host did not answer before.")
        return ""

    def _fetch(self, address: str) -> int:
        url = f"https:{address}" if address.startswith("//") else address
        limits = Limits(read=_SECONDS, total=_SECONDS, max_bytes=settings.IMAGE_MAX_BYTES)
        client = Client(user_agent(), limits, settings.LOOKUP_TRUSTED_ORIGINS)
        data = client.fetch(url, accept=_KINDS).body
        self.fetched += 1
        with transaction.atomic():
            image = known_picture(data) or new_picture(take_in(data, _name(url)), _name(url))
            FetchedPicture.objects.create(address=address[:1000], image_id=image)
        return image


def _name(url: str) -> str:
    parts = parse_address(url)
    return unquote(PurePosixPath(parts.path).name if parts else "") or "picture"


def _place(record: ImportRecord, images: dict[str, int]) -> None:
    """The pictures into the newest draft, which is published where readers see it already."""
    with transaction.atomic():
        page = record.page.get_latest_revision_as_object()
        was_shown = page.live and not page.has_unpublished_changes
        raw = page.body.get_prep_value()
        for value in _frames(raw):
            value["image"] = images.get(value["src"], value["image"])
        page.body = raw
        thumbnail = images.get(getattr(page, "thumbnail_src", ""))
        if thumbnail and page.thumbnail_id is None:
            page.thumbnail = CustomImage.objects.get(pk=thumbnail)
        revision = page.save_revision(log_action=False, changed=False)
        if was_shown:
            with gate_held_open():
                revision.publish(log_action=False)
        record.assets |= images
        record.save(update_fields=["assets"])


def _frames(raw: Any) -> Iterator[dict[str, Any]]:
    if isinstance(raw, list):
        for item in raw:
            yield from _frames(item)
    elif isinstance(raw, dict):
        if raw.keys() >= {"image", "src"} and raw["image"] is None:
            yield raw
        for item in raw.values():
            yield from _frames(item)
