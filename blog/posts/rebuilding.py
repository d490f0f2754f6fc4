"""Long rebuilds in batches: one that is killed goes on where it stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

BATCH = 20
# After a day too much may have changed before the place where it stopped.
_GOES_ON_FOR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """`work` gets the objects of one batch, in the transaction that marks them as done. `size` is
    for work that has batches of its own."""

    name: str
    objects: Any
    work: Callable[[list[Any]], Any]
    size: int | None = None


def is_unfinished(name: str) -> bool:
    return bool(_rows().filter(name=name).exists())


def rebuild_in_batches(name: str, steps: Sequence[Step]) -> Iterator[tuple[str, Any]]:
    """The name of the step and what `work` gave, batch by batch."""
    _rows().filter(name=name, moved_at__lt=timezone.now() - _GOES_ON_FOR).delete()
    row, _created = _rows().get_or_create(name=name, defaults={"step": steps[0].name})
    names = [step.name for step in steps]
    for step in steps[names.index(row.step) :]:
        last = row.last if step.name == row.step else 0
        while batch := list(step.objects.filter(pk__gt=last).order_by("pk")[: step.size or BATCH]):
            with transaction.atomic():
                result = step.work(batch)
                last = batch[-1].pk
                _rows().filter(name=name).update(step=step.name, last=last, moved_at=timezone.now())
            yield step.name, result
    _rows().filter(name=name).delete()


def not_rebuilt(name: str, objects: Any) -> Any:
    """Of the objects of a rebuild with one step."""
    row = _rows().filter(name=name).first()
    return objects.filter(pk__gt=row.last) if row else objects


def _rows() -> Any:
    return apps.get_model("blog.Rebuild").objects
