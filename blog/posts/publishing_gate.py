"""A new post reaches readers only when its pictures say something, whichever way it is published.

Forms, bulk actions, workflows, the scheduler and code all end in `PostPage.publish`, which asks here.
Imported posts pass: ten years of them must stay publishable, and they wait on a worklist instead.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.posts.alt_text import MissingAlt, missing_alts
from blog.posts.last_changed import is_other_text

logger = logging.getLogger(__name__)
_held_open: ContextVar[bool] = ContextVar("gate_held_open", default=False)


class PublishingRefused(ValidationError):
    """`post` stays as it is; `missing` are the pictures that need a description."""

    def __init__(self, post, missing: list[MissingAlt]) -> None:
        self.post, self.missing = post, missing
        super().__init__(refusal(missing, post.title))


def refusal(missing: list[MissingAlt], title: str = "") -> str:
    """What an editor reads: which pictures, and what to do about them."""
    places = ", ".join(item.where for item in missing)
    if title:
        return _(
            "Before readers see “%(title)s”, say what these pictures show, or call them "
            "decorative: %(places)s."
        ) % {"title": title, "places": places}
    return _(
        "Before readers see this post, say what these pictures show, or call them "
        "decorative: %(places)s."
    ) % {"places": places}


@contextmanager
def gate_held_open() -> Iterator[None]:
    """For an import, which publishes a post before it can leave a record of it."""
    token = _held_open.set(True)
    try:
        yield
    finally:
        _held_open.reset(token)


def pictures_in_the_way(post) -> list[MissingAlt]:
    """Empty for a post that may be published."""
    return [] if post.is_imported else missing_alts(post)


class PublishingGateMixin:
    """For pages that are published through revisions."""

    def publish(self, revision, *args, log_action=True, **kwargs):
        """PublishingRefused while a picture says nothing.

        A scheduled revision that has come to be refused is taken off the schedule and logged: an
        exception would keep every later one from its readers.
        """
        if _held_open.get():
            return super().publish(revision, *args, log_action=log_action, **kwargs)
        draft = revision.as_object()
        missing = pictures_in_the_way(draft)
        if not missing:
            self._note_change(revision)
            return super().publish(revision, *args, log_action=log_action, **kwargs)
        if log_action != "wagtail.publish.scheduled":
            raise PublishingRefused(draft, missing)
        logger.error("Not published on schedule. %s", refusal(missing, draft.title))
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None

    def _note_change(self, revision) -> None:
        """Before the revision is read, which takes this moment over from the row."""
        if not hasattr(self, "changed"):
            return
        before = self.live_revision
        if before is None or is_other_text(before.content, revision.content):
            self.changed = timezone.now()
            type(self).objects.filter(pk=self.pk).update(changed=self.changed)


class RefusalMiddleware:
    """Shows a refusal on the post's own form, where it can be mended."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingRefused):
            return None
        messages.error(request, " ".join(exception.messages))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[exception.post.pk]))


def refuse_live_copy(request, page):
    """Wagtail copies live pages without publishing them; None lets the copy be made."""
    post = page.specific
    if request.method == "POST" and "publish_copies" in request.POST:
        missing = missing_alts(post) if hasattr(post, "thumbnail_alt") else []
        if missing:
            messages.error(request, refusal(missing, post.title))
            return HttpResponseRedirect(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    return None
