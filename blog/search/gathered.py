"""A column of many rows as one text, a list in JSON: thousands of rows take longer to read than to
find."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, TextField


class Gathered(Aggregate):
    """`in_order` when it has to be the same list each time."""

    function = "JSON_GROUP_ARRAY"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def __init__(self, expression: Any, *, in_order: bool = False) -> None:
        super().__init__(expression)
        self.in_order = in_order

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        if not self.in_order:
            return self._with("JSON_AGG(%(expressions)s)::text", compiler, connection)
        # Rows lie elsewhere after each change, and several workers may read them.
        ordered = "JSON_AGG(%(expressions)s ORDER BY %(expressions)s)::text"
        sql, parameters = self._with(ordered, compiler, connection)
        return sql, parameters * 2

    def _with(self, template: str, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        sql, parameters = self.as_sql(compiler, connection, template=template)
        return sql, list(parameters)
