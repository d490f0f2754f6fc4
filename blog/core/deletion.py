"""A say before something is deleted, for packages that the owner of the model must not know."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

# Sent with `instance` before Django collects what a deletion would take along: its own pre_delete
# comes after that, too late to explain a foreign key that protects.
deletion_requested = Signal()


class GuardedDeletionMixin:
    """Asks `deletion_requested` first; a receiver refuses by raising."""

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        deletion_requested.send(type(self), instance=self)
        return super().delete(*args, **kwargs)  # type: ignore[misc]
