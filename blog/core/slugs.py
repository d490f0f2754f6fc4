"""Slugs that are free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from blog.core.text import slugify


def free_slug(instance: models.Model, text: str) -> str:
    """A slug for `text` that no other row of the instance's model has."""
    return free_slugs(type(instance)._default_manager.exclude(pk=instance.pk), [text])[0]


def free_slugs(others: models.QuerySet[Any], texts: Iterable[str]) -> list[str]:
    """A slug for each text, that neither `others` nor another of the texts has."""
    bases = [slugify(text, length=100) for text in texts]
    return free_values(others, "slug", bases, lambda base, number: f"{base}-{number}")


def free_values(
    others: models.QuerySet[Any], field: str, bases: Sequence[str], name: Callable[[str, int], str]
) -> list[str]:
    """For each base the base itself, or the first of `name(base, 2)`, `name(base, 3)` … that is taken
    neither in `field` of the others nor by a base before it. One query while all are free."""
    values = others.order_by().values_list(field, flat=True)
    taken = set(values.filter(**{f"{field}__in": bases}))
    # Nearly always free, and found out by the index instead of by reading every row.
    crowded = {base for base in bases if base in taken or bases.count(base) > 1}
    if crowded:
        begun = (Q(**{f"{field}__startswith": base}) for base in crowded)
        taken |= set(values.filter(reduce(or_, begun)))
    free = []
    for base in bases:
        value, number = base, 2
        while value in taken:
            value, number = name(base, number), number + 1
        taken.add(value)
        free.append(value)
    return free
