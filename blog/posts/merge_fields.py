"""What two rows of a kind say, field by field, and what the one that stays gains from the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey

from blog.core.text import fold_case

# What makes a row this one: its address and what the address is made of.
_IDENTITY = frozenset(("slug", "series", "year", "csl"))
# The columns of a paper that its record holds too, and the variables that hold them.
_VARIABLES = {
    "title": ("title",),
    "short_title": ("title-short",),
    "authors_text": ("author",),
    "issued": ("issued",),
    "venue": ("container-title", "container-title-short", "type"),
    "abstract": ("abstract",),
}


@dataclass(frozen=True, slots=True)
class ComparedField:
    """Both values as text. `choosable`: only one of two can stay, and somebody may say which."""

    name: str
    label: str
    values: tuple[str, str]
    choosable: bool = False

    @property
    def differs(self) -> bool:
        return self.values[0] != self.values[1]


def compare_fields(source: models.Model, into: models.Model) -> list[ComparedField]:
    """Everything that either says, the rows that belong to them included."""
    return [*_compared_columns(source, into), *_compared_children(source, into)]


def gained_values(
    source: models.Model, into: models.Model, take: Collection[str] = ()
) -> dict[str, Any]:
    """Field → value: what `into` leaves empty, and the fields of `take`."""
    gained = {
        field.name: getattr(source, field.name)
        for field in _columns(type(source))
        if not _is_empty(getattr(source, field.name))
        and (field.name in take or _is_empty(getattr(into, field.name)))
    }
    if hasattr(source, "csl"):
        gained["csl"] = _united_record(source.csl, into.csl, gained)
        gained["provenance"] = source.provenance | into.provenance
        keys = [*into.former_keys, source.citation_key, *source.former_keys]
        gained["former_keys"] = list(dict.fromkeys(keys))
    return gained


def unite_children(source: models.Model, into: models.Model) -> None:
    """Affiliations, links, identifiers: those of `source` follow, and equal ones are one."""
    for field in child_relations(type(source)):
        rows = field.model._default_manager
        own = list(rows.filter(**{field.name: into}))
        for place, row in enumerate(own):
            # Rows made without a place would stand last on one database and first on the other.
            rows.filter(pk=row.pk).update(sort_order=place)
        for row in rows.filter(**{field.name: source}):
            twin = next((each for each in own if _are_one(row, each)), None)
            if twin:
                values = _missing_values(row, twin)
                row.delete()
                rows.filter(pk=twin.pk).update(**values)
            else:
                rows.filter(pk=row.pk).update(**{field.name: into, "sort_order": len(own)})
                own.append(row)


def child_relations(model: type[models.Model]) -> Iterator[ParentalKey]:
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            yield relation.field


def _columns(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        if field.editable and not field.primary_key and field.name not in _IDENTITY:
            yield field


def _compared_columns(source: models.Model, into: models.Model) -> Iterator[ComparedField]:
    for field in _columns(type(source)):
        pair = getattr(source, field.name), getattr(into, field.name)
        values = _written(source, field), _written(into, field)
        if any(values):
            choosable = pair[0] != pair[1] and not any(map(_is_empty, pair))
            yield ComparedField(field.name, capfirst(field.verbose_name), values, choosable)


def _compared_children(source: models.Model, into: models.Model) -> Iterator[ComparedField]:
    for field in child_relations(type(source)):
        values = _lines(field, source), _lines(field, into)
        if any(values):
            label = capfirst(field.model._meta.verbose_name_plural)
            yield ComparedField(field.remote_field.related_name, label, values)


def _lines(field: ParentalKey, owner: models.Model) -> str:
    rows = field.model._default_manager.filter(**{field.name: owner})
    return "\n".join(" · ".join(filter(None, (str(row), *_addresses(row)))) for row in rows)


def _addresses(row: models.Model) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.URLField):
            yield getattr(row, field.name)


def _written(row: models.Model, field: models.Field[Any, Any]) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    return "" if _is_empty(value) else " ".join(strip_tags(str(value)).split())


def _is_empty(value: Any) -> bool:
    """An editor's empty biography is stored as an empty paragraph."""
    return value is None or not strip_tags(str(value)).strip()


def _contents(row: models.Model) -> Iterable[models.Field[Any, Any]]:
    for field in row._meta.concrete_fields:
        if not field.primary_key and not field.is_relation and field.name != "sort_order":
            yield field


def _are_one(row: models.Model, other: models.Model) -> bool:
    """Equal, or the one says less than the other: an affiliation with its address and without."""
    pairs = [(getattr(row, f.name), getattr(other, f.name)) for f in _contents(row)]
    same = [fold_case(a).rstrip("/") == fold_case(b).rstrip("/") for a, b in pairs]
    return any(s for s, pair in zip(same, pairs, strict=True) if all(pair)) and all(
        s or not all(pair) for s, pair in zip(same, pairs, strict=True)
    )


def _missing_values(row: models.Model, twin: models.Model) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in _contents(row) if not getattr(twin, f.name)}


def _united_record(source: Any, into: Any, gained: Collection[str]) -> dict[str, Any]:
    """Variables that only one record has stay, and a column brings its own along."""
    brought = {variable for name in gained for variable in _VARIABLES.get(name, ())}
    return {**source, **{key: value for key, value in into.items() if key not in brought}}
