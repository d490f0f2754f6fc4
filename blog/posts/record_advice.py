"""What an editor should know about a record that was just saved, though nothing is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from blog.authors.models import Author
from blog.core.text import fold
from blog.papers.models import Event, EventSeries


def advise_on_record(request: HttpRequest, instance: Any) -> None:
    """After a record was made or changed in the admin."""
    if isinstance(instance, Author | EventSeries):
        _name_namesake(request, instance)
    if isinstance(instance, Event):
        for line in _year_lines(instance):
            messages.warning(request, line)


def _name_namesake(request: HttpRequest, record: Author | EventSeries) -> None:
    """Two people or conferences may share a name, so this is said and not refused."""
    others: Iterable[Any] = type(record)._default_manager.exclude(pk=record.pk)
    name = fold(str(record))
    other = next((each for each in others if fold(str(each)) == name), None)
    if other:
        if isinstance(record, Author):
            text = _("There is another author called “%(name)s”. If the two are one, merge them.")
        else:
            text = _(
                "There is another series “%(name)s” of events. If the two are one, merge them."
            )
        address = reverse("merge", args=[record._meta.model_name, record.pk])
        way = messages.button(f"{address}?into={other.pk}", _("Compare the two"))
        messages.warning(request, text % {"name": other}, buttons=[way])


def _year_lines(event: Event) -> Iterator[str]:
    days = [day for day in (event.starts, event.ends) if day]
    if days and event.year not in {day.year for day in days}:
        yield _("“%(event)s” takes place on %(days)s, which is not in %(year)s.") % {
            "event": event,
            "days": event.days or days[0].isoformat(),
            "year": event.year,
        }
