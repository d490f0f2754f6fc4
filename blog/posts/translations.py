"""One text in several languages: posts that share a `translation_group`."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.core.languages import LANGUAGE_CHOICES

_NAMES = dict(LANGUAGE_CHOICES)


def own_name(language: str) -> str:
    """The language as its own speakers call it: "ca" → "català"."""
    info = LANG_INFO.get(language) or LANG_INFO.get(language.split("-")[0]) or {}
    return str(info.get("name_local") or _NAMES.get(language, language))


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
    return posts.filter(translation_group=post.translation_group).exclude(pk=post.pk)


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
                % {"title": item.title, "language": _NAMES.get(language, language)}
            )


def tie(post: Any, other: Any | None) -> None:
    """Make `post` a translation of `other`, or of nothing. `post` is not saved; `other` gets its
    group at once, in its newest draft too, which would otherwise undo that when it is published."""
    if other is None:
        post.translation_group = None
        return
    if not other.translation_group:
        _store(other, uuid.uuid4())
    post.translation_group = other.translation_group


def tie_stored(post: Any, other: Any) -> None:
    """The same for a post that nobody is about to save: both get their group at once."""
    tie(post, other)
    _store(post, post.translation_group)


def _store(post: Any, group: uuid.UUID) -> None:
    type(post).objects.filter(pk=post.pk).update(translation_group=group)
    post.translation_group = group
    revision = post.get_latest_revision()
    if revision:
        revision.content["translation_group"] = str(group)
        revision.save(update_fields=["content"])
