"""Pictures of private collections: where their files lie, and who may have them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import policy_registry

from blog.core.media import PRIVATE, plain_name
from blog.images.locks import locked_image
from blog.images.models import CustomImage, CustomRendition


def may_see(request: HttpRequest, image: CustomImage) -> bool:
    """As the collection's restrictions say; editors who choose its pictures for posts see them too."""
    restrictions = image.collection.get_view_restrictions()
    if all(restriction.accept_request(request) for restriction in restrictions):
        return True
    policy = policy_registry.get_by_type(CustomImage)
    return policy.user_has_any_permission_for_instance(request.user, ["choose", "change"], image)


def settle_pictures(*, seconds: float = float("inf")) -> int:
    """Moves the files of every picture that lies on the wrong side; how many pictures that were.

    Ends early when the time is up: the scheduler calls this every minute and does the rest.
    """
    end, count = time.monotonic() + seconds, 0
    for pk in _misplaced().values_list("pk", flat=True):
        if time.monotonic() > end:
            break
        settle_picture(pk)
        count += 1
    return count


def settle_picture(pk: int) -> None:
    """Copies first, then the rows, then the former files go: a page in between shows either."""
    with locked_image(pk):
        image = CustomImage.objects.filter(pk=pk).first()
        if image is None:
            return
        renditions = list(image.renditions.all())
        former = list(_copied(image, renditions))
        with transaction.atomic():
            CustomImage.objects.filter(pk=pk).update(file=image.file.name)
            CustomRendition.objects.bulk_update(renditions, ["file"])
        for row in renditions:
            row.purge_from_cache()
        for storage, name in former:
            storage.delete(name)


def _copied(image: CustomImage, renditions: list[CustomRendition]) -> Iterator[tuple[Storage, str]]:
    """Gives picture and renditions their new names; the former one of each that changed."""
    if image.is_private != image.belongs_in_private:
        former = image.file.name
        image.file.name = _copy(image.file.storage, former, image.get_upload_to(plain_name(former)))
        yield image.file.storage, former
    for row in renditions:
        row.image = image
        former = row.file.name
        place = row.get_upload_to(former.rpartition("/")[2])
        if place != former:
            row.file.name = _copy(row.file.storage, former, place)
            yield row.file.storage, former


def _copy(storage: Storage, former: str, place: str) -> str:
    try:
        with storage.open(former) as file:
            return storage.save(place, file)
    except FileNotFoundError:
        # `images audit` says that it is lost; the row must not promise a public address meanwhile.
        return place


def _misplaced() -> QuerySet[CustomImage]:
    restricted = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    below = reduce(or_, (Q(path__startswith=path) for path in restricted), Q(pk__in=[]))
    inside = Q(collection__in=Collection.objects.filter(below))
    lies_in_private = Q(file__startswith=PRIVATE)
    left_behind = CustomRendition.objects.exclude(file__startswith=PRIVATE)
    return CustomImage.objects.filter(
        (inside & ~lies_in_private)
        | (~inside & lies_in_private)
        | Q(file__startswith=PRIVATE, pk__in=left_behind.values("image"))
    ).order_by("pk")
