"""RSS, Atom and JSON Feed of the publication, an author, a category, an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from blog.core.languages import speaking
from blog.feeds import atom, json_feed, rss
from blog.feeds.channels import channel_for, feed_of
from blog.feeds.items import Feed

MAX_AGE = 300
_WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "feed.xml": (rss.write_rss, rss.CONTENT_TYPE),
    "atom.xml": (atom.write_atom, atom.CONTENT_TYPE),
    "feed.json": (json_feed.write_json_feed, json_feed.CONTENT_TYPE),
}
FEED_NAMES = tuple(_WRITERS)


@require_safe
@conditional_page
def feed(
    request: HttpRequest, name: str, scope: str = "", number: int = 1, **names: Any
) -> HttpResponse:
    """Page `number` of a feed in the format of `name`. The same posts give the same bytes."""
    if number == 1 and "/page/1/" in request.path:
        return HttpResponsePermanentRedirect(request.path.replace("/page/1/", "/"))
    write, content_type = _WRITERS[name]
    with speaking(settings.LANGUAGE_CODE):
        content = feed_of(request, channel_for(request, scope, **names), name, number)
        response = HttpResponse(write(content), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Last-Modified"] = http_date(content.updated.timestamp())
    if content.hub:
        response["Link"] = f'<{content.hub}>; rel="hub", <{content.self_url}>; rel="self"'
    return response
