"""Deleting what a page still uses is refused, by whichever door."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.documents.views.documents import DeleteView as WagtailDocumentDeleteView
from wagtail.images.views.images import DeleteView as WagtailImageDeleteView

from blog.core.deletion import deletion_requested
from blog.core.errors import InUseError
from blog.core.redirects import redirect_within
from blog.posts.uses import refuse_if_used

GUARDED = (
    "blog.Author",
    "blog.Category",
    "blog.CustomImage",
    "blog.Event",
    "blog.EventSeries",
    "blog.Paper",
    "blog.PostSeries",
    "wagtaildocs.Document",
)


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
            messages.error(request, str(error))
            refused = True
    home = reverse("wagtailadmin_home")
    return redirect_within(request, back_to, otherwise=home) if refused else None


class ExplainedDeletionMixin:
    """Wagtail's views have no hook before the deletion."""

    def post(self, request, *args, **kwargs):
        refusal = explain_refusal(request, [self.object], self.get_usage_url())
        return refusal or super().post(request, *args, **kwargs)


class ImageDeleteView(ExplainedDeletionMixin, WagtailImageDeleteView):
    pass


class DocumentDeleteView(ExplainedDeletionMixin, WagtailDocumentDeleteView):
    pass
