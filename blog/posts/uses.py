"""Where something is used: in live pages, in drafts and in every revision kept.

Wagtail's reference index sees a live page's row but not its newer draft, and a chooser inside a
StreamField is not protected by the database: deleting its target silently empties the block.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Revision, RevisionMixin

from blog.core.dates import full_day
from blog.core.errors import InUseError
from blog.posts.excerpt import linked_rows
from blog.posts.references import DOCUMENT, referenced_ids


@dataclass(frozen=True, slots=True)
class Place:
    """A title and, where there is one, the address in the admin at which to change it.

    `version` is the day of a former version, where only that uses the thing.
    """

    title: str
    url: str = ""
    version: dt.date | None = None

    def __str__(self) -> str:
        return f"“{self.title}”" if self.version is None else self.label

    @property
    def label(self) -> str:
        """In a list, where a title needs no quotation marks."""
        if self.version is None:
            return self.title
        values = {"title": self.title, "day": full_day(self.version)}
        return _("a former version of “%(title)s” (%(day)s)") % values


def places_using(instance: models.Model) -> list[Place]:
    """Every place that uses this object, each once, live pages first. Former versions of a place
    that still uses it are not named."""
    now = [*_rows_pointing_at(instance), *_live_bodies(instance)]
    former = []
    for revision in revisions_using(instance):
        if is_former(revision):
            former.append(_place_of_version(revision))
        else:
            now.append(_place_of_version(revision, former=False))
    urls = {place.url for place in now if place.url}
    return list(dict.fromkeys([*now, *(place for place in former if place.url not in urls)]))


def refuse_if_used(instance: models.Model) -> None:
    """InUseError, which names the places, when anything still uses this object."""
    places = places_using(instance)
    if places:
        shown = ", ".join(map(str, places[:5]))
        more = _(" and %(count)s more") % {"count": len(places) - 5} if len(places) > 5 else ""
        raise InUseError(
            _("“%(object)s” is still used by %(places)s%(more)s.")
            % {"object": instance, "places": shown, "more": more},
            mend=_way_out(places),
        )


def _way_out(places: list[Place]) -> str:
    if all(place.version for place in places):
        return _("Remove it from former versions first.")
    return _("Take it out there first, or merge it with another.")


def revisions_using(instance: models.Model) -> Iterator[Revision]:
    """Drafts and former versions whose content names this object."""
    label = instance._meta.label
    owners = [
        model
        for model in apps.get_app_config("blog").get_models()
        if issubclass(model, RevisionMixin)
        and (reference_keys(model, label) or hasattr(model, "body"))
    ]
    types = ContentType.objects.get_for_models(*owners)
    keys = {content_type.pk: reference_keys(model, label) for model, content_type in types.items()}
    revisions = Revision.objects.filter(content_type__in=keys).defer("object_str")
    for revision in revisions.order_by("-created_at", "-pk").iterator(chunk_size=200):
        if _content_uses(revision.content, keys[revision.content_type_id], label, instance.pk):
            yield revision


@cache
def reference_keys(owner: type[models.Model], label: str) -> tuple[tuple[str, str | None], ...]:
    """Where a stored revision of `owner` names things of this kind outside its body: a key of its
    own, or the key of its rows and the one inside each row."""
    own = [(field.name, None) for field in _foreign_keys(owner, label)]
    rows = [
        (relation.get_accessor_name() or "", field.name)
        for relation in owner._meta.related_objects
        if isinstance(relation.field, ParentalKey)
        for field in _foreign_keys(relation.related_model, label)
    ]
    return (*own, *rows)


def _foreign_keys(model: type[models.Model], label: str) -> Iterator[models.ForeignKey[Any, Any]]:
    for field in model._meta.concrete_fields:
        is_reference = isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey)
        if is_reference and field.related_model._meta.label == label:
            yield field


def is_former(revision: Revision) -> bool:
    """Neither live, nor the draft that goes on, nor waiting for its hour or for a reviewer.

    A snippet has no draft: its row is what holds.
    """
    owner = revision.content_type.model_class()._default_manager.filter(pk=revision.object_id)
    columns = [name for name in ("latest_revision", "live_revision") if _has(owner.model, name)]
    current = owner.values_list(*columns).first() if len(columns) == 2 else ()
    return not (
        revision.pk in (current or ())
        or revision.approved_go_live_at
        or revision.task_states.filter(status="in_progress").exists()
    )


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


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


def _content_uses(
    content: dict[str, Any], keys: Iterable[tuple[str, str | None]], label: str, pk: int
) -> bool:
    for key, inner in keys:
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


def _place_of_version(revision: Revision, *, former: bool = True) -> Place:
    """Named as that version was, at the page as it is."""
    place = _place_of(revision.content_object)
    title = revision.content.get("title") or revision.object_str
    day = timezone.localtime(revision.created_at).date() if former else None
    return Place(title if place.url else place.title, place.url, day)


def _place_of(row: models.Model) -> Place:
    owner = row
    for attribute in ("page", "post", "content_object"):
        owner = getattr(owner, attribute, owner)
    if hasattr(owner, "draft_title"):
        return Place(owner.title, reverse("wagtailadmin_pages:edit", args=[owner.pk]))
    return Place(f"{owner._meta.verbose_name} {owner}")
