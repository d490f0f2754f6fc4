"""Renditions whose file is gone or cut short, though their row promises it."""

from __future__ import annotations

from collections.abc import Iterator

from blog.images.models import CustomImage, CustomRendition
from blog.images.pipeline import Built, build_renditions, is_whole, wanted_of
from blog.images.watch import Watch, unwatched


def lost_renditions(
    watch: Watch = unwatched,
) -> Iterator[tuple[CustomImage, list[CustomRendition]]]:
    """Each picture that has any, with them."""
    images = CustomImage.objects.prefetch_related("renditions").order_by("pk")
    for image in watch(images.iterator(chunk_size=200), images.count()):
        if lost := [row for row in image.renditions.all() if not is_whole(row)]:
            yield image, lost


def restore(image: CustomImage, lost: list[CustomRendition]) -> Built:
    """Makes them again. Of those that no set wants, such as the admin's previews, the rows go, and
    Wagtail makes them when it is asked."""
    specs = {item.wanted.spec for item in wanted_of(image)}
    for row in lost:
        if row.filter_spec not in specs:
            row.delete()
    return build_renditions(image.pk, verify=True)
