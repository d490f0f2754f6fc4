"""What the settings say of the look, where a page says it: on <html>, in its head, in its masthead."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.images.pictures import Picture, picture_for
from blog.site.icons import SiteIcon, shown_icon
from blog.site.look import LOGO_SIZES
from blog.site.stylesheet import version_of

register = template.Library()
NAME = "Rapporteur"


@register.simple_tag
def look_attributes(publication: Any) -> SafeString:
    """What differs from the style sheet's own choice; most publications say nothing."""
    if not publication:
        return SafeString("")
    chosen = (
        ("face", publication.face, "old-style"),
        ("width", publication.width, "medium"),
        ("theme", publication.scheme, "system"),
    )
    return format_html_join(
        "", ' data-{}="{}"', ((name, value) for name, value, usual in chosen if value != usual)
    )


@register.simple_tag
def stylesheet(publication: Any) -> str:
    """The one style sheet: the static one, or the same with the group's own colours in it."""
    plain = static("blog/site.css")
    if not publication or not publication.has_own_colours:
        return plain
    light, dark = (colour.removeprefix("#") for colour in publication.rubric)
    return reverse("look", args=[light, dark, version_of(plain)])


@register.simple_tag
def site_icon(publication: Any) -> SiteIcon:
    return shown_icon(publication)


@register.simple_tag
def masthead_name(publication: Any) -> SafeString:
    """The name, with the logo before it or in its place. A logo whose file is gone is left out."""
    name = (publication and publication.shown_name) or NAME
    picture = picture_for(publication.logo, "figure") if publication and publication.logo else None
    if picture is None:
        return format_html("{}", name)
    alone = publication.logo_place == "instead"
    alt = (publication.logo_alt or name) if alone else publication.logo_alt
    return format_html("{}{}", _logo(picture, publication, alt), "" if alone else name)


def _logo(picture: Picture, publication: Any, alt: str) -> SafeString:
    """The narrowest file of each format: a logo is some lines high."""
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}">',
        (
            (item.mime, item.src or item.srcset.split(" ")[0])
            for item in picture.sources
            if not item.media
        ),
    )
    size = publication.logo_size if publication.logo_size in dict(LOGO_SIZES) else "medium"
    classes = f"logo logo--{size}" + (" logo--inverts" if publication.logo_inverts else "")
    image = format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="{}">',
        classes, _narrowest(picture), picture.width, picture.height, alt,
    )  # fmt: skip
    return format_html("<picture>{}{}</picture>", sources, image)


def _narrowest(picture: Picture) -> str:
    return picture.fallback.srcset.split(" ")[0] or picture.fallback.src
