"""One text in several languages: posts that share a `translation_group`."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permission_policies.pages import PagePermissionPolicy

from blog.core.languages import language_name


def own_name(language: str) -> str:
    """The language as its own speakers call it: "ca" → "català"."""
    info = LANG_INFO.get(language.lower()) or LANG_INFO.get(language.split("-")[0]) or {}
    return str(info.get("name_local") or language_name(language))


def addresses_by_language(post: Any, twins: list[Any]) -> dict[str, str]:
    """Language → address, its own among them; empty for a post that stands alone."""
    found: dict[str, str] = {}
    for item in [post, *twins]:
        found.setdefault(item.language, item.full_url)
    return found if len(found) > 1 else {}


def others_of(post: Any) -> Any:
    """Its translations, drafts among them: for editors."""
    posts = apps.get_model("blog.PostPage").objects
    if not post.translation_group:
        return posts.none()
    return posts.filter(_in_group(post.translation_group)).exclude(pk=post.pk)


def _in_group(group: uuid.UUID) -> Q:
    """Those that say so, and the first one, which may not know of it yet."""
    return Q(translation_group=group) | Q(translation_group=None, translation_key=group)


def posts_to_choose(post: Any, user: Any) -> Any:
    """What the user may edit, and what was chosen already."""
    return apps.get_model("blog.PostPage").objects.filter(
        Q(pk__in=editable_posts(user).values("pk")) | Q(pk__in=others_of(post).values("pk"))
    )


def editable_posts(user: Any) -> Any:
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return apps.get_model("blog.PostPage").objects.filter(pk__in=pages.values("pk"))


def offer_editable_posts(pages: Any, request: Any) -> Any:
    """For the chooser of a translation, which asks for `user_perms=edit`."""
    if request.GET.get("user_perms") != "edit":
        return pages
    others = apps.get_model("blog.PostPage").objects.exclude(
        pk__in=editable_posts(request.user).values("pk")
    )
    return pages.exclude(pk__in=others.values("pk"))


def check_translation(post: Any, other: Any, language: str) -> None:
    """ValidationError when `post`, in this language, is no translation of `other`."""
    if other.pk == post.pk:
        raise ValidationError(_("A post is no translation of itself. Choose another."))
    for item in [other, *others_of(other)]:
        if item.pk != post.pk and item.language == language:
            raise ValidationError(
                _(
                    "“%(title)s” is in %(language)s as well. Choose a post in another language, or "
                    "set the language of this one under “About”."
                )
                % {"title": item.title, "language": language_name(language)}
            )


def tie(post: Any, other: Any | None) -> None:
    """Make `post` a translation of `other`, or of nothing. Neither is saved: `other`, perhaps
    somebody else's, learns of it when `post` is published."""
    if other is None:
        is_first = post.translation_group == post.translation_key
        # A group of its own, so that the others of the former one cannot claim it again.
        post.translation_group = uuid.uuid4() if is_first else None
        return
    post.translation_group = other.translation_group or other.translation_key


def tie_at_publication(post: Any, user: Any) -> None:
    """The first text of a group joins it, in its newest draft too, and its history says who did it."""
    if not post.translation_group:
        return
    posts = type(post).objects.filter(translation_group=None)
    for other in posts.filter(translation_key=post.translation_group).exclude(pk=post.pk):
        _store(other, post.translation_group)
        log(instance=other, action="wagtail.edit", user=user, content_changed=True)


def tie_stored(post: Any, other: Any) -> None:
    """The same for a post that nobody is about to save: both get their group at once."""
    tie(post, other)
    for each in (post, other):
        if each is post or not each.translation_group:
            _store(each, post.translation_group)


def _store(post: Any, group: uuid.UUID) -> None:
    type(post).objects.filter(pk=post.pk).update(translation_group=group)
    post.translation_group = group
    revision = post.get_latest_revision()
    if revision:
        revision.content["translation_group"] = str(group)
        revision.save(update_fields=["content"])
