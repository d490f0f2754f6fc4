"""The search of the admin: each word that was typed is in one of the columns that editors see.

A backend of Wagtail's search without an index. It asks the rows themselves, so that both databases
find the same, in any order and with any filter, and what belongs to another row (the series of an
event, the authors of a post) is never out of date. Readers have a search of their own, `blog.search`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import DateField, Expression, Func, Q, QuerySet, TextField
from django.db.models.expressions import F, Value
from django.db.models.functions import Cast, Left, StrIndex
from wagtail.search.backends.database.fallback import (
    MATCH_ALL,
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from wagtail.search.index import AutocompleteField, RelatedFields
from wagtail.search.query import Phrase, PlainText, SearchQuery

from blog.core.text import fold

MOST_WORDS = 12
_QUOTES = "\"'“”„‘’‚«»‹›"
_DAY_LENGTH = len("2024-05-15")


class Folded(Func):
    """Text without case and accents, by the database. "Café" and "CAFE" are one."""

    function = "RAPPORTEUR_FOLD"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "REPLACE(REGEXP_REPLACE(NORMALIZE(LOWER(%(expressions)s), NFKD), "
            r"'[\u0300-\u036f]', '', 'g'), 'ß', 'ss')"
        )
        return self.as_sql(compiler, connection, template=template, **context)


def teach_sqlite_to_fold(sender: Any, connection: Any, **signal: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("RAPPORTEUR_FOLD", 1, _folded, deterministic=True)


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def rows_with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those that have every word in a column, each word perhaps in another one."""
    columns = list(_columns(rows.model.search_fields))
    return rows.filter(*(_has(word, rows.model, columns) for word in _words(text)))


def _words(text: str) -> list[str]:
    """What stands between spaces; quotes around it may be half typed."""
    words = (word.strip(_QUOTES) for word in text.replace("\0", " ").split())
    return list(filter(None, words))[:MOST_WORDS]


def _columns(fields: Iterable[Any], prefix: str = "") -> Iterator[str]:
    """The look-ups of what a model declares for searches in the admin."""
    for field in fields:
        if isinstance(field, RelatedFields):
            yield from _columns(field.fields, f"{prefix}{field.field_name}__")
        elif isinstance(field, AutocompleteField):
            yield f"{prefix}{field.field_name}"


def _has(word: str, model: Any, columns: Iterable[str]) -> Q:
    """By a query of its own: what it joins must not count in those that the rows are counted by."""
    texts = {f"text_{at}": Folded(_text(model, name)) for at, name in enumerate(columns)}
    places = {f"in_{name}": StrIndex(F(name), Folded(Value(word))) for name in texts}
    anywhere = Q(*((f"{name}__gt", 0) for name in places), _connector=Q.OR)
    matching = model._base_manager.alias(**texts).alias(**places).filter(anywhere)
    return Q(pk__in=matching.values("pk"))


def _text(model: Any, lookup: str) -> Expression:
    """Of a moment its day: nobody means the minutes by a number."""
    for name in lookup.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    text = Cast(lookup, TextField())
    return Left(text, _DAY_LENGTH) if isinstance(field, DateField) else text


class ColumnQueryCompiler(DatabaseSearchQueryCompiler):
    """With `fields`, only these are looked at."""

    def check(self) -> None:
        """An index would have to know what rows are filtered and ordered by; their table does."""

    def get_fields_names(self) -> list[str]:
        return list(self.fields or _columns(self.queryset.model.search_fields))

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Any:
        if isinstance(query, PlainText):
            parts = [self.build_single_term_filter(word) for word in _words(query.query_string)]
            return Q(*parts, _connector=query.operator.upper())
        if isinstance(query, Phrase):
            return self.build_single_term_filter(query.query_string.replace("\0", " "))
        return super().build_database_filter(query, boost)

    def build_single_term_filter(self, term: str) -> Q:
        return _has(term, self.queryset.model, self.fields_names)


class ColumnSearchResults(DatabaseSearchResults):
    def get_queryset(self) -> QuerySet[Any]:
        """Not distinct: no row comes twice, and comparing whole posts with each other takes long."""
        rows = self.query_compiler.queryset
        condition = self.query_compiler.build_database_filter(self.query_compiler.query)
        if condition == MATCH_NONE:
            rows = rows.none()
        elif condition != MATCH_ALL:
            rows = rows.filter(condition)
        return (rows if rows.ordered else rows.order_by("-pk"))[self.start : self.stop]


class SearchBackend(DatabaseSearchBackend):
    query_compiler_class = ColumnQueryCompiler
    autocomplete_query_compiler_class = ColumnQueryCompiler
    results_class = ColumnSearchResults
