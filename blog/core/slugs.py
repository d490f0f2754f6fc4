"""Slugs: which are allowed, how addresses hold them, and which are free."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from blog.core.text import is_slug, slugify


def _composed(value: Any) -> Any:
    """In NFC, as addresses are compared: an "é" of two signs looks the same and is another text."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def validate_slug(value: str) -> None:
    """One rule for every kind of record and page. Django's takes letters without their marks."""
    if not is_slug(value):
        raise ValidationError(
            _("Write letters, numbers, hyphens and underscores only, without spaces."), "invalid"
        )


class SlugFormField(forms.SlugField):
    default_validators = [validate_slug]

    def __init__(self, *, allow_unicode: bool = True, **kwargs: Any) -> None:
        # Django would put its own rule in place of ours.
        super().__init__(allow_unicode=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return _composed(super().to_python(value))


class RecordSlugField(models.SlugField):
    """The slug of an author, a category, a paper …: letters of all scripts, as the slugs of pages."""

    default_validators = [validate_slug]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Asked for letters of all scripts, Django would put its own rule in place of ours.
        super().__init__(*args, **kwargs | {"allow_unicode": False})
        self.allow_unicode = True

    def deconstruct(self) -> Any:
        # Migrations need the column alone, and name no path of ours that could move.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def to_python(self, value: Any) -> Any:
        return _composed(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = _composed(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": SlugFormField} | kwargs)


class RecordSlugConverter:
    """`<record:slug>` in an address takes any segment: a row that came past all forms must not
    take down the lists that link to it."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        return value


# Here, because every model with a slug comes by before addresses are read.
register_converter(RecordSlugConverter, "record")


def free_slug(instance: models.Model, text: str) -> str:
    """A slug for `text` that no other row of the instance's model has."""
    return free_slugs(type(instance)._default_manager.exclude(pk=instance.pk), [text])[0]


def free_slugs(others: models.QuerySet[Any], texts: Iterable[str]) -> list[str]:
    """A slug for each text, that neither `others` nor another of the texts has."""
    bases = [slugify(text, length=100) for text in texts]
    return free_values(others, "slug", bases, lambda base, number: f"{base}-{number}")


def free_values(
    others: models.QuerySet[Any],
    field: str,
    bases: Sequence[str],
    name: Callable[[str, int], str],
    *,
    reserved: Collection[str] = (),
) -> list[str]:
    """For each base the base itself, or the first of `name(base, 2)`, `name(base, 3)` … that is taken
    neither in `field` of the others, nor among the reserved ones, nor by a base before it. One query
    while all are free."""
    values = others.order_by().values_list(field, flat=True)
    taken = {*values.filter(**{f"{field}__in": bases}), *reserved}
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
