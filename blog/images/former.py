"""Files of pictures that were exchanged for others: readers may still hold pages that name them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.core.files.storage import Storage

from blog.images.files import write_whole
from blog.images.models import CustomImage


def release_former(image: CustomImage, name: str) -> None:
    """Forgets the renditions of the picture's former file `name`. The files stay until `renditions
    prune` takes them, not before its grace is over."""
    renditions = image.renditions.all()
    names = [name, *renditions.values_list("file", flat=True)]
    for row in renditions:
        row.purge_from_cache()
    # Not delete(): the files would go with the rows.
    renditions._raw_delete(renditions.db)
    start_grace(image.file.storage, names)


def start_grace(storage: Storage, names: Iterable[str]) -> None:
    """Counts the prune's grace from now: it goes by the time at which a file was written."""
    for name in names:
        try:
            os.utime(storage.path(name))
        except NotImplementedError:
            with storage.open(name) as file:
                data = file.read()
            write_whole(storage, name, data)
        except FileNotFoundError:
            continue
