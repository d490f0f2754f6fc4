"""`{% picture_set image "figure" alt="…" first=True %}`: a picture in all its formats and widths."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog.images.pictures import Picture, picture_for
from blog.templatetags.blog_tags import written

register = template.Library()


class Poster(NamedTuple):
    src: str
    width: int
    height: int


@register.simple_tag
def picture_set(
    image, name: str, alt: str = "", first: bool = False, css: str = "", most: int | None = None
) -> SafeString:
    """`<picture>` with width and height always. `first` is the one that a page opens with; `most` is
    how wide it may be, in pixels. No image gives nothing."""
    picture = picture_for(image, name) if image else None
    if picture is None:
        return SafeString("")
    if most and most < picture.width:
        picture = picture.narrowed(most)
    return format_html("<picture>{}{}</picture>", _sources(picture), _img(picture, alt, first, css))


@register.simple_tag
def poster(image) -> Poster | None:
    """One file, for a film to show until it is played; who plays films shows WebP."""
    picture = picture_for(image, "still") if image else None
    if picture is None:
        return None
    return Poster(picture.still, picture.width, picture.height)


@register.simple_tag(takes_context=True)
def plate_words(context: Any, alt: str = "", host: str = "") -> SafeString:
    """What stands in the frame of a picture that is missing, or that lies on another host."""
    if host:
        sentence = _("Picture on %(host)s: “%(alt)s”") if alt else _("Picture on %(host)s")
    else:
        sentence = _("Picture missing. It showed: “%(alt)s”") if alt else _("Picture missing.")
    words = {"host": conditional_escape(host or ""), "alt": written(context, alt)}
    return mark_safe(conditional_escape(sentence) % words)


def _sources(picture: Picture) -> SafeString:
    return format_html_join(
        "",
        '<source{} type="{}" srcset="{}" sizes="{}">',
        (
            (
                format_html(' media="{}"', source.media) if source.media else "",
                source.mime,
                source.srcset,
                picture.sizes,
            )
            for source in picture.sources
        ),
    )


def _img(picture: Picture, alt: str, first: bool, css: str) -> SafeString:
    attributes = {
        "src": picture.fallback.src,
        "srcset": picture.fallback.srcset,
        "sizes": picture.sizes if picture.fallback.srcset else "",
        "width": picture.width,
        "height": picture.height,
        "class": " ".join(name for name in (css, *picture.classes) if name),
    }
    attributes |= {"fetchpriority": "high"} if first else {"loading": "lazy"}
    attributes["decoding"] = "async"
    pairs = ((name, value) for name, value in attributes.items() if value)
    return format_html('<img{} alt="{}">', format_html_join("", ' {}="{}"', pairs), alt)
