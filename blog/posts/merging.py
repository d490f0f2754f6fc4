"""Two rows that mean the same thing become one, wherever they are used.

Wagtail's reference index sees a live page's row but not its newer draft, so rows and revisions are
read themselves, as `uses` does.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Revision, RevisionMixin

from blog.core.errors import MergeError
from blog.papers.csl import effective_type
from blog.papers.schemes import names_publication
from blog.posts.mentions import mention_known_papers
from blog.posts.merge_fields import child_relations, gained_values, unite_children
from blog.posts.references import REFERENCE_FIELDS
from blog.posts.uses import reference_keys, revisions_using

MERGEABLE = (
    "blog.Author",
    "blog.Category",
    "blog.Event",
    "blog.EventSeries",
    "blog.Paper",
    "blog.PostSeries",
)
_BODIES = ("blog.PostPage", "blog.StandardPage")


@transaction.atomic
def merge(
    source: models.Model,
    into: models.Model,
    *,
    take: Collection[str] = (),
    dry_run: bool = False,
) -> int:
    """Point every use of `source` to `into`, its former addresses among them, and delete `source`.

    `into` gains what it leaves empty, and the fields of `take` from `source`.

    Returns how many pages and revisions were rewritten. All of it happens or nothing does; with
    `dry_run` it happens and is rolled back.
    MergeError when the two cannot be merged.
    """
    if source._meta.label not in MERGEABLE or type(source) is not type(into):
        raise MergeError(_("only two of the same kind can be merged."), where=str(source))
    if source.pk == into.pk:
        raise MergeError(_("nothing can be merged with itself."), where=str(source))
    _lock_both(source, into)
    gained = gained_values(source, into, take)
    changed = _unite_events(source, into) if source._meta.label == "blog.EventSeries" else 0
    changed += _move_bodies(source, into) + _move_revisions(source, into)
    published = _published_identifiers(source, into)
    unite_children(source, into)
    _put_first(published, into)
    _move_rows(source, into)
    # A fresh copy: children that moved must not go along.
    type(source)._default_manager.get(pk=source.pk).delete()
    if source._meta.label == "blog.Paper":
        # A post with an entry on the one and a link to the other discusses one paper once.
        rows = into.identifiers.model.objects.filter(paper=into)
        mention_known_papers(row.identifier for row in rows)
    _gain(into, gained)
    transaction.set_rollback(dry_run)
    return changed


def _published_identifiers(source: Any, into: Any) -> set[tuple[str, str]]:
    """Of two papers, those of the one that was published, where that is one of them; else of both."""
    if source._meta.label != "blog.Paper":
        return set()
    papers = [each for each in (source, into) if effective_type(each.csl) != "article"]
    rows = (row for paper in papers for row in paper.identifiers.all())
    return {(row.scheme, row.value) for row in rows if names_publication(row.identifier)}


def _put_first(identifiers: Collection[tuple[str, str]], into: Any) -> None:
    """A paper is read at its first identifier: where it was published, not where the preprint is."""
    if not identifiers:
        return
    rows = into.identifiers.model.objects.filter(paper=into).order_by("sort_order", "pk")
    ordered = sorted(rows, key=lambda row: (row.scheme, row.value) not in identifiers)
    for place, row in enumerate(ordered):
        rows.filter(pk=row.pk).update(sort_order=place)


def _gain(into: Any, values: dict[str, Any]) -> None:
    """Once the other is gone, whose account and whose name nobody else may have."""
    # A fresh copy, which knows the rows that have moved to it.
    fresh = type(into)._default_manager.get(pk=into.pk)
    for row in (into, fresh):
        for name, value in values.items():
            setattr(row, name, value)
    # Anything that shows this object learns of it as of any other change.
    fresh.save()
    if isinstance(fresh, RevisionMixin):
        fresh.save_revision()


def _lock_both(source: models.Model, into: models.Model) -> None:
    """In one order, so that A into B and B into A do not wait for each other."""
    rows = type(source)._base_manager.filter(pk__in=[source.pk, into.pk]).order_by("pk")
    here = set(rows.select_for_update().values_list("pk", flat=True))
    for row in (source, into):
        if row.pk not in here:
            what = _("somebody else was faster: it was merged or deleted meanwhile.")
            raise MergeError(what, where=str(row))


def _move_rows(source: models.Model, into: models.Model) -> None:
    own = set(child_relations(type(source)))
    for relation in source._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not relation.related_model:
            continue
        if relation.field in own:
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


def _unite_events(source: Any, into: Any) -> int:
    """Each year of both series once; the events of `source` live on below the address of `into`."""
    changed = 0
    for event in source.events.all():
        twin = into.events.filter(year=event.year).first()
        if twin:
            changed += merge(event, twin)
        else:
            event.series = into
            # Saved, not updated: its new address is noted, and lists and search learn of it.
            event.save()
    return changed


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
    count = 0
    for revision in list(revisions_using(source)):
        content = revision.content
        keys = reference_keys(revision.content_type.model_class(), source._meta.label)
        _replace_keys(content, keys, source, into)
        if isinstance(content.get("body"), str) and content["body"]:
            raw = json.loads(content["body"])
            if _replace(raw, source, into):
                content["body"] = json.dumps(raw)
        Revision.objects.filter(pk=revision.pk).update(content=content)
        count += 1
    return count


def _replace_keys(
    content: dict[str, Any],
    keys: Iterable[tuple[str, str | None]],
    source: models.Model,
    into: models.Model,
) -> None:
    for key, inner in keys:
        value = content.get(key)
        if inner is None:
            if value == source.pk:
                content[key] = into.pk
        elif any(row.get(inner) == source.pk for row in value or []):
            there = any(row.get(inner) == into.pk for row in value)
            kept = [row for row in value if not (there and row.get(inner) == source.pk)]
            for row in kept:
                row[inner] = into.pk if row.get(inner) == source.pk else row.get(inner)
            content[key] = kept


def _replace(raw: Any, source: models.Model, into: models.Model) -> bool:
    """In place; True when something was replaced."""
    label, changed = source._meta.label, False
    for values in mappings_in(raw):
        for name, child in values.items():
            if REFERENCE_FIELDS.get(name) == label and child == source.pk:
                values[name], changed = into.pk, True
                if name == "paper":
                    _keep_words(values, source, into)
    return changed


def _keep_words(entry: dict[str, Any], source: Any, into: Any) -> None:
    """What a post printed is not rewritten because two records turned out to be one."""
    after = printed_words(into)
    for name, before in printed_words(source).items():
        if not entry.get(name) and before != after[name]:
            entry[name] = before


def printed_words(paper: Any) -> dict[str, str]:
    """What an entry that says nothing of its own prints of its paper."""
    return {"title": paper.title, "authors": paper.authors_text, "url": paper.url}


def mappings_in(raw: Any) -> Iterator[dict[str, Any]]:
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
