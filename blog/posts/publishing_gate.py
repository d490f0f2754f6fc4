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
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.posts.alt_text import MissingAlt, missing_alts

logger = logging.getLogger(__name__)
_held_open: ContextVar[bool] = ContextVar("gate_held_open", default=False)


class PublishingRefused(ValidationError):
    """`post` stays as it is; `missing` are the pictures that need a description."""

    def __init__(self, post, missing: list[MissingAlt]) -> None:
        self.post, self.missing = post, missing
        super().__init__(refusal(missing, post))


class LinkedError(SafeString):
    """Stays the HTML that it is behind the prefix that Wagtail's message joins to it."""

    def __radd__(self, prefix: str) -> SafeString:
        return format_html("{}{}", prefix, SafeString(self))


def refusal(missing: list[MissingAlt], post) -> SafeString:
    """What an editor reads: which pictures, each a link to its place, and what to do about them."""
    places = format_html_join(", ", '<a href="{}">{}</a>', _places(missing, post))
    if post.pk:
        return format_html(
            _(
                "Before readers see “{title}”, say what these pictures show, or call them "
                "decorative: {places}."
            ),
            title=post.title,
            places=places,
        )
    return format_html(
        _(
            "Before readers see this post, say what these pictures show, or call them "
            "decorative: {places}."
        ),
        places=places,
    )


def _places(missing: list[MissingAlt], post) -> Iterator[tuple[str, str]]:
    form = reverse("wagtailadmin_pages:edit", args=[post.pk]) if post.pk else ""
    for item in missing:
        # The anchors that Wagtail gives a block and, in the editor, `pictures.js` opens.
        place = f"block-{item.block_id}-section" if item.block_id else "id_thumbnail_alt"
        yield f"{form}#{place}", item.where


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
            return super().publish(revision, *args, log_action=log_action, **kwargs)
        if log_action != "wagtail.publish.scheduled":
            raise PublishingRefused(draft, missing)
        logger.error("Not published on schedule. %s", strip_tags(refusal(missing, draft)))
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None


class RefusalMiddleware:
    """Shows a refusal on the post's own form, where it can be mended."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingRefused):
            return None
        messages.error(request, refusal(exception.missing, exception.post))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[exception.post.pk]))


def refuse_live_copy(request, page):
    """Wagtail copies live pages without publishing them; None lets the copy be made."""
    post = page.specific
    if request.method == "POST" and "publish_copies" in request.POST:
        missing = missing_alts(post) if hasattr(post, "thumbnail_alt") else []
        if missing:
            messages.error(request, refusal(missing, post))
            return HttpResponseRedirect(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    return None
