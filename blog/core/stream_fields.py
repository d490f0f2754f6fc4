"""A StreamField whose migrations leave the block definitions out."""

from __future__ import annotations

import json
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class CompactStreamField(StreamField):
    """Labels and new blocks make no migration, as with Wagtail's RichTextField.

    In migrations the field has no blocks. Historical models then hold the stored list as it is
    (dicts of `type`, `value`, `id`) and save it unchanged; Wagtail's own field would drop every
    block that it does not define.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # StreamField would add the blocks here; Field says all that the database has to know.
        name, path, args, kwargs = super(StreamField, self).deconstruct()
        return name, path, list(args), kwargs

    def clone(self) -> CompactStreamField:
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(*args, block_types=self.block_types_arg, **kwargs, **self._counts())

    def _counts(self) -> dict[str, Any]:
        # "required" follows from `blank`, which deconstruct() says.
        return {key: value for key, value in self.block_opts.items() if key != "required"}

    @property
    def _is_historical(self) -> bool:
        return self.block_types_arg == ()

    def to_python(self, value: Any) -> Any:
        if not self._is_historical:
            return super().to_python(value)
        return json.loads(value or "[]") if isinstance(value, str) else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if not self._is_historical:
            return self._read_stored(value, expression, connection)
        return self.to_python(self.json_field.from_db_value(value, expression, connection))

    def _read_stored(self, value: Any, expression: Any, connection: Any) -> Any:
        """What holds no blocks fails where it is rendered: a query reads many rows, and one of them
        must not take the others with it."""
        try:
            return super().from_db_value(value, expression, connection)
        except (KeyError, TypeError, ValueError):
            stored = self.json_field.from_db_value(value, expression, connection)
            stream = StreamValue(self.stream_block, list(stored), is_lazy=True)
            stream._stream_field = self
            return stream

    def get_default(self) -> Any:
        return [] if self._is_historical else super().get_default()
