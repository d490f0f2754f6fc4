"""Slugs that are free."""

from __future__ import annotations

from django.db import models

from blog.core.text import slugify


def free_slug(instance: models.Model, text: str) -> str:
    """A slug for `text` that no other row of the instance's model has."""
    base = slugify(text, length=100)
    taken = set(
        type(instance)
        ._default_manager.filter(slug__startswith=base)
        .exclude(pk=instance.pk)
        .values_list("slug", flat=True)
    )
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
