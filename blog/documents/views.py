"""Documents and media files at their public addresses, so that a film can be played and sought."""

from __future__ import annotations

import mimetypes
import os
import re
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.documents.views.serve import serve as serve_as_download

from blog.documents.kinds import Kind, kind_of
from blog.documents.ranges import ranged_response

# Python knows these only where the system's own table does.
for _ending, _mime in ((".avif", "image/avif"), (".webp", "image/webp"), (".vtt", "text/vtt")):
    mimetypes.add_type(_mime, _ending)
# Our renditions carry a hash of what is in them; other files may change under their name.
_NAMED_BY_CONTENT = re.compile(r"^images/[^/]+\.[0-9a-f]{10}\.\w+$")
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "public, no-cache"
# Of a file that somebody opens by itself nothing runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox"


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> Any:
    """Films, sounds and captions in place, by parts; all else as Wagtail does: to be kept.

    What lies in a private collection is, for strangers, not there.
    """
    model = get_document_model()
    document = get_object_or_404(model.objects.select_related("collection"), id=document_id)
    restrictions = document.collection.get_view_restrictions()
    if not all(item.accept_request(request) for item in restrictions):
        raise Http404
    kind = kind_of(document_filename)
    if kind is None:
        return serve_as_download(request, document_id, document_filename)
    if document.filename != document_filename:
        raise Http404
    if kind.medium != "captions" and not _is_on_disk(document):
        # The store answers parts itself. Captions come from here: a player takes none from elsewhere.
        return serve_as_download(request, document_id, document_filename)
    for hook in hooks.get_hooks("before_serve_document"):
        refusal = hook(document, request)
        if isinstance(refusal, HttpResponse):
            return refusal
    document_served.send(sender=model, instance=document, request=request)
    return _harmless(_played(request, document, kind))


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under MEDIA_ROOT. Behind nginx or Caddy these are served before Django is asked."""
    try:
        file = safe_join(settings.MEDIA_ROOT, path)
        found = os.stat(file)
        stream = open(file, "rb")  # noqa: SIM115 (the response closes it)
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error
    mime = mimetypes.guess_type(path)[0] or "application/octet-stream"
    etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
    answer = ranged_response(
        request, stream, size=found.st_size, mime=mime, etag=etag, changed=found.st_mtime
    )
    answer["Cache-Control"] = _FOR_EVER if _NAMED_BY_CONTENT.search(path) else _ASK_AGAIN
    return _harmless(answer)


def _played(request: HttpRequest, document: Any, kind: Kind) -> HttpResponseBase:
    try:
        stream, size = document.file.storage.open(document.file.name, "rb"), document.file.size
    except OSError as error:
        raise Http404 from error
    etag = f'"{document.get_file_hash()}"'
    return ranged_response(request, stream, size=size, mime=kind.mime, etag=etag)


def _is_on_disk(document: Any) -> bool:
    try:
        return bool(document.file.path)
    except NotImplementedError:
        return False


def _harmless(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    return response
