"""The head of a page: what it says about itself to machines."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from blog.site.metadata import Metadata
from blog.site.page_metadata import metadata_for

register = template.Library()
# Inside <script> only these could end it or open a comment.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def page_metadata(context: Any, publication: Any) -> Metadata | None:
    return metadata_for(context.flatten(), publication)


@register.filter
def json_ld(document: dict[str, Any]) -> SafeString:
    """For a data block: <script type="application/ld+json">, which no browser runs."""
    return mark_safe(json.dumps(document, ensure_ascii=False, default=str).translate(_ESCAPES))
