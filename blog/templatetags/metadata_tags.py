"""The head of a page: what it says about itself to machines."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from blog.site.citations import citation_box, item_of_post
from blog.site.coins import coins_title
from blog.site.metadata import Metadata
from blog.site.page_metadata import metadata_for

register = template.Library()
# Inside <script> only these could end it or open a comment.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def page_metadata(context: Any, publication: Any) -> Metadata | None:
    found = metadata_for(context.flatten(), publication)
    if found and context.get("request"):
        context["request"].signposts = found.signposts
    return found


@register.simple_tag
def coins(post: Any, box: dict[str, Any]) -> SafeString:
    """An empty span for the post and for each of its papers, from which reference managers offer
    to save them."""
    papers = dict.fromkeys(
        placed.value.get("paper") for placed in post.placed_blocks if placed.kind == "paper"
    )
    items = [box["item"], *(paper.citation_item for paper in papers if paper)]
    return format_html_join(
        "", '<span class="Z3988" title="{}"></span>', ((coins_title(item),) for item in items)
    )


@register.simple_tag
def cite_post(post: Any, publication: Any) -> dict[str, Any]:
    """What its box to cite it shows."""
    return citation_box(item_of_post(post, publication.shown_name, publication.licence))


@register.simple_tag
def cite_paper(paper: Any) -> dict[str, Any]:
    return citation_box(paper.citation_item)


@register.filter
def json_ld(document: dict[str, Any]) -> SafeString:
    """For a data block: <script type="application/ld+json">, which no browser runs."""
    return mark_safe(json.dumps(document, ensure_ascii=False, default=str).translate(_ESCAPES))
