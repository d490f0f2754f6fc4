"""Deleting what a page still uses is refused, by whichever door."""

from __future__ import annotations

from django.apps import apps
from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.views.documents import DeleteView as WagtailDocumentDeleteView
from wagtail.images.views.images import DeleteView as WagtailImageDeleteView

from blog.core.deletion import deletion_requested
from blog.core.errors import InUseError
from blog.core.redirects import redirect_within
from blog.posts.former_versions import GUARDED, address_of_removal, may_delete
from blog.posts.uses import places_using, refuse_if_used


def connect_guards() -> None:
    """Shell, admin and our own code alike meet InUseError, before anything is touched."""
    for label in GUARDED:
        for signal in (deletion_requested, pre_delete):
            signal.connect(_guard, sender=apps.get_model(label), dispatch_uid=f"guard-{label}")


def _guard(sender, instance, **kwargs) -> None:
    refuse_if_used(instance)


def explain_refusal(request: HttpRequest, instances, back_to: str) -> HttpResponse | None:
    """A redirect with the reason as a message when one of these may not go; otherwise None."""
    refused = False
    for instance in instances:
        try:
            refuse_if_used(instance)
        except InUseError as error:
            messages.error(request, str(error), buttons=_ways_out(request, instance))
            refused = True
    home = reverse("wagtailadmin_home")
    return redirect_within(request, back_to, otherwise=home) if refused else None


def _ways_out(request: HttpRequest, instance) -> list[object]:
    """Removal from former versions, where nothing else is in the way."""
    only_former = all(place.version for place in places_using(instance))
    if not only_former or not may_delete(request.user, instance):
        return []
    return [messages.button(address_of_removal(instance), _("Remove it from former versions"))]


class ExplainedDeletionMixin:
    """Wagtail's views have no hook before the deletion."""

    def post(self, request, *args, **kwargs):
        refusal = explain_refusal(request, [self.object], self.get_usage_url())
        return refusal or super().post(request, *args, **kwargs)


class ImageDeleteView(ExplainedDeletionMixin, WagtailImageDeleteView):
    pass


class DocumentDeleteView(ExplainedDeletionMixin, WagtailDocumentDeleteView):
    pass
