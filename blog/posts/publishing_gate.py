"""A new post reaches readers only when nothing in it is missing, whichever way it is published.

Forms, bulk actions, workflows, the scheduler and code all end in `PostPage.publish`, which asks here.
Imported posts pass: ten years of them must stay publishable, and they wait on a worklist instead.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.core.redirects import redirect_to_view
from blog.posts.alt_text import MissingAlt, missing_alts
from blog.posts.blocks.drafts import incomplete_blocks
from blog.posts.last_changed import is_other_text

logger = logging.getLogger(__name__)
_held_open: ContextVar[bool] = ContextVar("gate_held_open", default=False)


class PublishingRefused(ValidationError):
    """`post` stays as it is; the message names it and says what to do."""

    def __init__(self, post, reasons: list[str]) -> None:
        self.post, self.reasons = post, reasons
        super().__init__(in_words(reasons))


def in_words(reasons: list[str]) -> str:
    """Without links, for logs and forms."""
    return strip_tags(" ".join(reasons))


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


def is_gate_held_open() -> bool:
    return _held_open.get()


def pictures_in_the_way(post) -> list[MissingAlt]:
    """Empty for a post that may be published."""
    return [] if post.is_imported else _refused_pictures(post)


def _refused_pictures(post) -> list[MissingAlt]:
    return [picture for picture in missing_alts(post) if not picture.is_verbatim]


def reasons_against(post, user=None) -> list[str]:
    """What must be put right before readers see this draft, a sentence each.

    Incomplete blocks are asked about where an account publishes; the schedule has asked before.
    """
    missing = pictures_in_the_way(post)
    reasons: list[str] = [refusal(missing, post)] if missing else []
    problems = list(_wrong_fields(post))
    if user and not post.is_imported:
        problems += incomplete_blocks(post.body)
    if problems:
        what = _("Before readers see “%(title)s”, put this right: %(problems)s")
        reasons.append(what % {"title": post.title, "problems": " ".join(problems)})
    return reasons


def _wrong_fields(post) -> Iterator[str]:
    try:
        post.full_clean()
    except ValidationError as error:
        for name, messages_of_field in error.message_dict.items():
            field = post._meta.get_field(name) if name != NON_FIELD_ERRORS else None
            label = str(capfirst(field.verbose_name)) if field else ""
            yield ": ".join(filter(None, [label, " ".join(messages_of_field)]))


class PublishingGateMixin:
    """For pages that are published through revisions."""

    def publish(self, revision, user=None, *args, log_action=True, **kwargs):
        """PublishingRefused while the draft is not fit for readers.

        A scheduled revision that has come to be refused is taken off the schedule and logged: an
        exception would keep every later one from its readers.
        """
        if is_gate_held_open():
            return super().publish(revision, user, *args, log_action=log_action, **kwargs)
        draft = revision.as_object()
        reasons = reasons_against(draft, user)
        if not reasons:
            self._note_change(revision)
            return super().publish(revision, user, *args, log_action=log_action, **kwargs)
        if log_action != "wagtail.publish.scheduled":
            raise PublishingRefused(draft, reasons)
        logger.error("Not published on schedule. %s", in_words(reasons))
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
    """Shows a refusal on the post's own form, where it can be put right."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingRefused):
            return None
        messages.error(
            request, format_html_join(" ", "{}", ((each,) for each in exception.reasons))
        )
        return redirect_to_view(request, "wagtailadmin_pages:edit", exception.post.pk)


def withdraw_locked(request, page):
    """Wagtail's form withdraws the copy that it read when it opened; after this it has no more to
    do."""
    page.unpublish(user=request.user)


def refuse_live_copy(request, page):
    """Wagtail copies live pages without publishing them; None lets the copy be made."""
    post = page.specific
    if request.method == "POST" and "publish_copies" in request.POST:
        missing = _refused_pictures(post) if hasattr(post, "thumbnail_alt") else []
        if missing:
            messages.error(request, refusal(missing, post))
            return redirect_to_view(request, "wagtailadmin_pages:copy", page.pk)
    return None
