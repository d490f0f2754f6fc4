"""Pictures of a post that say nothing to who cannot see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.posts.walk import walk

_FILLERS = frozenset(
    "alt alternative text figure image img photo photograph pic picture thumbnail thumbnail image "
    "imagen imatge bild screenshot untitled".split()
) | {"thumbnail image", "alt text", "alternative text", "image description"}
_FILE_NAME = re.compile(
    r"^(?:[\w\-. ()]+\.(?:avif|gif|heic|jpe?g|png|svg|tiff?|webp)|(?:img|dsc|dscn|pxl|screen[ -]?shot)[-_ ]?[\d_-].*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MissingAlt:
    """`where` names the place to an editor; `block_id` is "" for the thumbnail."""

    where: str
    alt: str
    block_id: str = ""


def says_nothing(alt: str) -> bool:
    """Empty, a filler ("Thumbnail image") or a file name."""
    text = " ".join(alt.split())
    return not text or text.casefold().strip(".") in _FILLERS or bool(_FILE_NAME.match(text))


def missing_alts(post) -> list[MissingAlt]:
    """Pictures in body, entries and thumbnail that are neither described nor called decorative."""
    found = [
        MissingAlt(
            where=_("Picture “%(name)s”") % {"name": _name_of(placed.value)},
            alt=placed.value.shown_alt,
            block_id=placed.id,
        )
        for placed in walk(post.body)
        if placed.kind == "image"
        and not placed.value.get("decorative")
        and says_nothing(placed.value.shown_alt)
    ]
    thumbnail = getattr(post, "thumbnail", None)
    if thumbnail and not post.thumbnail_decorative:
        alt = post.thumbnail_alt or thumbnail.default_alt
        if says_nothing(alt):
            found.append(MissingAlt(where=_("Picture for lists"), alt=alt))
    return found


def _name_of(value) -> str:
    image = value.get("image")
    return image.title if image else value.get("src", "")
