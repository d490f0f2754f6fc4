"""Pictures of private collections, for those who may see them."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from blog.core.media import NOT_KEPT, PRIVATE, harmless
from blog.images.models import CustomImage
from blog.images.privacy import may_see


@require_safe
def serve_private_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    place = PRIVATE + name
    images = CustomImage.objects.select_related("collection")
    image = images.filter(file=place).first() or images.filter(renditions__file=place).first()
    if image is None or not may_see(request, image):
        raise Http404
    try:
        file = image.file.storage.open(place)
    except OSError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return harmless(FileResponse(file, content_type=kind, headers={"Cache-Control": NOT_KEPT}))
