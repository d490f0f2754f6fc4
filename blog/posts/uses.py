"""Where something is used: in live pages, in drafts and in every revision kept.

Wagtail's reference index sees a live page's row but not its newer draft, and a chooser inside a
StreamField is not protected by the database: deleting its target silently empties the block.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from blog.core.errors import InUseError
from blog.posts.excerpt import linked_rows
from blog.posts.references import DOCUMENT, referenced_ids

# Keys under which a revision of a page stores each kind of thing outside its body.
REVISION_KEYS = {
    "blog.Author": (("bylines", "author"),),
    "blog.CustomImage": (("thumbnail", None),),
    "blog.Event": (("event", None),),
    "blog.PostSeries": (("series", None),),
    "blog.Category": (("category_links", "tag"),),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A title and, where there is one, the address in the admin at which to change it."""

    title: str
    url: str = ""


def places_using(instance: models.Model) -> list[Place]:
    """Every place that uses this object, each once, live pages first."""
    return list(
        dict.fromkeys(
            [*_rows_pointing_at(instance), *_live_bodies(instance), *_revisions(instance)]
        )
    )


def refuse_if_used(instance: models.Model) -> None:
    """InUseError, which names the places, when anything still uses this object."""
    places = places_using(instance)
    if places:
        shown = ", ".join(f"“{place.title}”" for place in places[:5])
        more = _(" and %(count)s more") % {"count": len(places) - 5} if len(places) > 5 else ""
        raise InUseError(
            _("“%(object)s” is still used by %(places)s%(more)s.")
            % {"object": instance, "places": shown, "more": more},
            mend=_("Take it out there first, or merge it with another."),
        )


def _rows_pointing_at(instance: models.Model) -> Iterator[Place]:
    # Hidden ones too: a portrait has no name for the way back.
    for relation in instance._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) is not models.PROTECT or relation.concrete:
            continue
        rows = relation.related_model._default_manager.filter(**{relation.field.name: instance})
        for row in rows:
            yield _place_of(row)


def _live_bodies(instance: models.Model) -> Iterator[Place]:
    label = instance._meta.label
    for name in ("PostPage", "StandardPage"):
        for page in apps.get_model("blog", name).objects.only("title", "draft_title", "body"):
            if _body_uses(page.body.raw_data, label, instance.pk):
                yield _place_of(page)


def _revisions(instance: models.Model) -> Iterator[Place]:
    label = instance._meta.label
    names = [apps.get_model("blog", name) for name in ("PostPage", "StandardPage")]
    types = ContentType.objects.get_for_models(*names).values()
    revisions = Revision.objects.filter(content_type__in=types).only("object_id", "content")
    for revision in revisions.iterator(chunk_size=200):
        if _revision_uses(revision.content, label, instance.pk):
            title = revision.content.get("title", "")
            yield Place(title, reverse("wagtailadmin_pages:edit", args=[revision.object_id]))


def _revision_uses(content: dict[str, Any], label: str, pk: int) -> bool:
    for key, inner in REVISION_KEYS.get(label, ()):
        value = content.get(key)
        if value == pk or (inner and any(row.get(inner) == pk for row in value or [])):
            return True
    body = content.get("body")
    raw = json.loads(body) if isinstance(body, str) and body else body
    return _body_uses(raw or [], label, pk)


def _body_uses(raw: Any, label: str, pk: int) -> bool:
    """By a chooser, or by a link in prose."""
    chosen = pk in referenced_ids(raw).get(label, ())
    return chosen or (label == DOCUMENT and ("document", pk) in linked_rows(raw))


def _place_of(row: models.Model) -> Place:
    owner = row
    for attribute in ("page", "post", "content_object"):
        owner = getattr(owner, attribute, owner)
    if hasattr(owner, "draft_title"):
        return Place(owner.title, reverse("wagtailadmin_pages:edit", args=[owner.pk]))
    return Place(f"{owner._meta.verbose_name} {owner}")
