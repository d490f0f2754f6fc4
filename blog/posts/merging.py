"""Two rows that mean the same thing become one, wherever they are used.

Wagtail's reference index sees a live page's row but not its newer draft, so rows and revisions are
read themselves, as `uses` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from blog.core.errors import MergeError
from blog.posts.mentions import mention_known_papers
from blog.posts.references import REFERENCE_FIELDS
from blog.posts.uses import REVISION_KEYS

MERGEABLE = ("blog.Author", "blog.Category", "blog.Event", "blog.Paper", "blog.PostSeries")
_BODIES = ("blog.PostPage", "blog.StandardPage")


@transaction.atomic
def merge(source: models.Model, into: models.Model, *, dry_run: bool = False) -> int:
    """Point every use of `source` to `into`, its former addresses among them, and delete `source`.

    Returns how many pages and revisions were rewritten. All of it happens or nothing does; with
    `dry_run` it happens and is rolled back.
    MergeError when the two cannot be merged.
    """
    if source._meta.label not in MERGEABLE or type(source) is not type(into):
        raise MergeError(_("only two of the same kind can be merged."), where=str(source))
    if source.pk == into.pk:
        raise MergeError(_("nothing can be merged with itself."), where=str(source))
    changed = _move_bodies(source, into) + _move_revisions(source, into)
    _move_rows(source, into)
    # A fresh copy: children that moved must not go along.
    type(source)._default_manager.get(pk=source.pk).delete()
    if source._meta.label == "blog.Paper":
        # A post with an entry on the one and a link to the other discusses one paper once.
        rows = into.identifiers.model.objects.filter(paper=into)
        mention_known_papers(row.identifier for row in rows)
    # Whoever shows this object learns of it as of any other change.
    type(into)._default_manager.get(pk=into.pk).save()
    transaction.set_rollback(dry_run)
    return changed


def _move_rows(source: models.Model, into: models.Model) -> None:
    for relation in source._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not relation.related_model:
            continue
        field, model = relation.field, relation.related_model
        owner = next(
            (each.name for each in model._meta.fields
             if isinstance(each, ParentalKey) and each.name != field.name), None
        )  # fmt: skip
        for row in model._default_manager.filter(**{field.name: source}):
            same = {owner: getattr(row, owner), field.name: into} if owner else None
            rows = model._default_manager.filter(pk=row.pk)
            if same and model._default_manager.filter(**same).exists():
                rows.delete()
                continue
            try:
                with transaction.atomic():
                    rows.update(**{field.name: into})
            except IntegrityError:
                rows.delete()


def _move_bodies(source: models.Model, into: models.Model) -> int:
    count = 0
    for label in _BODIES:
        for page in apps.get_model(label)._default_manager.all().iterator(chunk_size=100):
            raw = json.loads(json.dumps(list(page.body.raw_data)))
            if _replace(raw, source, into):
                page.body = raw
                page.save(update_fields=["body"], clean=False)
                count += 1
    return count


def _move_revisions(source: models.Model, into: models.Model) -> int:
    types = ContentType.objects.get_for_models(*map(apps.get_model, _BODIES)).values()
    count = 0
    for revision in Revision.objects.filter(content_type__in=types).iterator(chunk_size=100):
        content = revision.content
        changed = _replace_keys(content, source, into)
        if isinstance(content.get("body"), str) and content["body"]:
            raw = json.loads(content["body"])
            if _replace(raw, source, into):
                content["body"] = json.dumps(raw)
                changed = True
        if changed:
            Revision.objects.filter(pk=revision.pk).update(content=content)
            count += 1
    return count


def _replace_keys(content: dict[str, Any], source: models.Model, into: models.Model) -> bool:
    changed = False
    for key, inner in REVISION_KEYS.get(source._meta.label, ()):
        value = content.get(key)
        if inner is None:
            if value == source.pk:
                content[key], changed = into.pk, True
        elif any(row.get(inner) == source.pk for row in value or []):
            there = any(row.get(inner) == into.pk for row in value)
            kept = [row for row in value if not (there and row.get(inner) == source.pk)]
            for row in kept:
                row[inner] = into.pk if row.get(inner) == source.pk else row.get(inner)
            content[key], changed = kept, True
    return changed


def _replace(raw: Any, source: models.Model, into: models.Model) -> bool:
    """In place; True when something was replaced."""
    label, changed = source._meta.label, False
    for values in _mappings(raw):
        for name, child in values.items():
            if REFERENCE_FIELDS.get(name) == label and child == source.pk:
                values[name], changed = into.pk, True
                if name == "paper":
                    _keep_words(values, source, into)
    return changed


def _keep_words(entry: dict[str, Any], source: Any, into: Any) -> None:
    """What a post printed is not rewritten because two records turned out to be one."""
    printed = {
        "title": (source.title, into.title),
        "authors": (source.authors_text, into.authors_text),
        "url": (source.url, into.url),
    }
    for name, (before, after) in printed.items():
        if not entry.get(name) and before != after:
            entry[name] = before


def _mappings(raw: Any) -> Iterator[dict[str, Any]]:
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
