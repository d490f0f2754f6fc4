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

from blog.core.addresses import netloc_of
from blog.core.media import NOT_KEPT, PUBLIC_FOLDERS, harmless
from blog.core.redirects import redirect_within
from blog.documents.kinds import Kind, kind_of
from blog.documents.ranges import ranged_response

# Python knows these only where the system's own table does.
for _ending, _mime in ((".avif", "image/avif"), (".webp", "image/webp"), (".vtt", "text/vtt")):
    mimetypes.add_type(_mime, _ending)
# Our renditions carry a hash of what is in them; other files may change under their name.
_NAMED_BY_CONTENT = re.compile(r"^images/[^/]+\.[0-9a-f]{10}\.\w+$")
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "public, no-cache"


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
    if document.filename != document_filename:
        raise Http404
    kind = kind_of(document_filename)
    # The store answers parts itself. Captions come from here: a player takes none from elsewhere.
    if kind and (kind.medium == "captions" or _is_on_disk(document)):
        response = _played(request, document, kind)
    else:
        response = serve_as_download(request, document_id, document_filename)
    # A redirect to the store is signed for this reader, and for an hour.
    is_public = not restrictions and response.status_code != 302
    response["Cache-Control"] = _ASK_AGAIN if is_public else NOT_KEPT
    return response


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of a public folder. Behind nginx or Caddy these are served before Django is asked.

    Documents have an address of their own, to which that of their storage leads. The rest of
    MEDIA_ROOT is for nobody.
    """
    try:
        file = safe_join(settings.MEDIA_ROOT, path)
        folder = os.path.relpath(file, settings.MEDIA_ROOT).split(os.sep)[0]
        if folder == "documents":
            return _to_document(request, path)
        if folder not in PUBLIC_FOLDERS:
            raise Http404
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
    return harmless(answer)


def _to_document(request: HttpRequest, path: str) -> HttpResponseBase:
    document = get_object_or_404(
        get_document_model().objects.select_related("collection"), file=path
    )
    if document.collection.get_view_restrictions():
        raise Http404
    return redirect_within(request, document.url, hosts=[netloc_of(document.url)])


def _played(request: HttpRequest, document: Any, kind: Kind) -> HttpResponseBase:
    for hook in hooks.get_hooks("before_serve_document"):
        refusal = hook(document, request)
        if isinstance(refusal, HttpResponse):
            return refusal
    document_served.send(sender=get_document_model(), instance=document, request=request)
    try:
        stream, size = document.file.storage.open(document.file.name, "rb"), document.file.size
    except OSError as error:
        raise Http404 from error
    etag = f'"{document.get_file_hash()}"'
    return harmless(ranged_response(request, stream, size=size, mime=kind.mime, etag=etag))


def _is_on_disk(document: Any) -> bool:
    try:
        return bool(document.file.path)
    except NotImplementedError:
        return False
