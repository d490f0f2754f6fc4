"""Pictures of a post that say nothing to who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from blog.core.html_pictures import unanswered_in_html, unanswered_in_markdown
from blog.posts.failures import leaving_out
from blog.posts.walk import Placed, walk_raw

_FILLERS = frozenset(
    "alt alternative text figure image img photo photograph pic picture thumbnail thumbnail image "
    "imagen imatge bild screenshot untitled".split()
) | {"thumbnail image", "alt text", "alternative text", "image description"}
# One word, or two and a number, before the ending: a name. More words are a sentence about a file.
_FILE_NAME = re.compile(
    r"[\w\-.()]+(?: [\w\-.()]+)?(?: \(?\d+\)?)?\.(?:avif|bmp|gif|hei[cf]|jpe?g|png|svg|tiff?|webp)",
    re.IGNORECASE,
)
# What cameras, telephones and screens call a file, with and without its ending.
_CAMERA_NAME = re.compile(
    r"(?:img|image|dscf?|dscn|pxl|mvimg|screen[ -]?shot|bildschirmfoto|captura de pantalla)"
    r"(?: from| at| de)?[-_ ]?[\d_.:-][\d_.: -]*(?:(?: at| um| a las| à|,)? ?[\d_.: -]+)?(?: ?[ap]m)?"
    r"(?:[ _-]?(?:wa|edited|hdr|mp|night)\d*)?(?: ?\(\d+\))?(?:\.\w{3,4})?",
    re.IGNORECASE,
)


# Where ("" for the body), image, own alt, former address, block id, and whether it is in a text.
_Placed = tuple[str, int | None, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class MissingAlt:
    """`where` names the place to an editor; `block_id` is "" for the thumbnail.

    In Markdown or HTML there may be no field for a text: `is_verbatim` is counted, and never refused.
    """

    where: str
    alt: str
    block_id: str = ""
    is_verbatim: bool = False


def says_nothing(alt: str) -> bool:
    """Empty, a filler ("Thumbnail image") or a file name."""
    text = " ".join(alt.split())
    return not text or text.casefold().strip(".") in _FILLERS or is_file_name(text)


def is_file_name(text: str) -> bool:
    """Whether the whole of it is one, not a sentence that ends in one."""
    return bool(_FILE_NAME.fullmatch(text) or _CAMERA_NAME.fullmatch(text))


def missing_alts(post) -> list[MissingAlt]:
    """Pictures in body, entries and thumbnail that are neither described nor called decorative."""
    return missing_alts_of([post])[0]


def missing_alts_of(posts: Sequence[Any]) -> list[list[MissingAlt]]:
    """`missing_alts` of many posts at the price of one query."""
    placed = [_readable_pictures_of(post) for post in posts]
    wanted = {image for pictures in placed for _where, image, *_rest in pictures if image}
    images = apps.get_model("blog.CustomImage").objects.filter(pk__in=wanted)
    known = {
        pk: (title, alt) for pk, title, alt in images.values_list("pk", "title", "default_alt")
    }
    found = []
    for pictures in placed:
        missing = []
        for where, image, alt, source, block_id, is_verbatim in pictures:
            title, default_alt = known.get(image, (source, ""))
            shown = alt or default_alt
            if says_nothing(shown):
                place = where or _("Picture “%(name)s”") % {"name": title}
                missing.append(MissingAlt(place, shown, block_id, is_verbatim))
        found.append(missing)
    return found


def _readable_pictures_of(post) -> list[_Placed]:
    with leaving_out(post, "pictures"):
        return _pictures_of(post)
    return []


def _pictures_of(post) -> list[_Placed]:
    """Of what is not decorative."""
    pictures = [
        picture for placed in walk_raw(post.body.raw_data) for picture in _pictures_in(placed)
    ]
    thumbnail = getattr(post, "thumbnail_id", None)
    if thumbnail and not post.thumbnail_decorative:
        pictures.append((_("Picture for lists"), thumbnail, post.thumbnail_alt, "", "", False))
    return pictures


def _pictures_in(placed: Placed) -> list[_Placed]:
    value = placed.value
    if placed.kind == "image" and not value.get("decorative"):
        texts = (value.get("alt") or "", value.get("src") or "")
        return [("", value.get("image"), *texts, placed.id, False)]
    pictures: list[tuple[str, str]] = []
    if placed.kind == "markdown":
        pictures = unanswered_in_markdown(value.get("source") or "")
    elif placed.kind == "raw_html":
        pictures = unanswered_in_html(value.get("html") or "")
    return [("", None, alt, address, placed.id, True) for address, alt in pictures]
