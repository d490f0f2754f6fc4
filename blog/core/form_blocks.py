"""Streams of blocks as forms send them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from wagtail.blocks import StreamBlock, StreamValue


class FormStreamBlock(StreamBlock):
    """The editor's script sends how many blocks, rows and columns there are, and in which order.

    Wagtail takes that for granted at any depth, and fails on a form that lacks it.
    """

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        try:
            return super().value_from_datadict(data, files, prefix)
        except (LookupError, TypeError, ValueError) as error:
            raise BadRequest(f"{prefix}: {error!r}") from error

    class Meta:
        abstract = True
