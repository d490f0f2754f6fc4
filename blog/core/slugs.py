"""Slugs that are free."""

from __future__ import annotations

from django.db import models

from blog.core.text import slugify


def free_slug(instance: models.Model, text: str) -> str:
    """A slug for `text` that no other row of the instance's model has."""
    base = slugify(text, length=100)
    others = type(instance)._default_manager.exclude(pk=instance.pk)
    # Nearly always free, and found out by the index instead of by reading every row.
    if not others.filter(slug=base).exists():
        return base
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
