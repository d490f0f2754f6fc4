"""Looking at a post changes nothing: what its form stores for a preview is taken back."""

from __future__ import annotations

from django.db import transaction

_PREVIEWS = frozenset(("preview_on_add", "preview_on_edit"))


class PreviewMiddleware:
    """Wagtail saves the form of a preview in part: categories that it makes would stay."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "GET" or request.resolver_match.url_name not in _PREVIEWS:
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        return response
