"""What an editor should know about a record that was just saved, though nothing is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from blog.authors.models import Author
from blog.core.text import fold
from blog.papers.models import Event


def advise_on_record(request: HttpRequest, instance: Any) -> None:
    """After a record was made or changed in the admin."""
    if isinstance(instance, Author):
        _name_namesake(request, instance)
    elif isinstance(instance, Event):
        for line in _year_lines(instance):
            messages.warning(request, line)


def _name_namesake(request: HttpRequest, author: Author) -> None:
    """Two people may share a name, so this is said and not refused."""
    others = Author.objects.exclude(pk=author.pk).only("display_name")
    name = fold(author.display_name)
    other = next((each for each in others if fold(each.display_name) == name), None)
    if other:
        text = _("There is another author called “%(name)s”. If the two are one, merge them.")
        address = reverse("merge", args=["author", author.pk])
        way = messages.button(f"{address}?into={other.pk}", _("Compare the two"))
        messages.warning(request, text % {"name": other.display_name}, buttons=[way])


def _year_lines(event: Event) -> Iterator[str]:
    days = [day for day in (event.starts, event.ends) if day]
    if days and event.year not in {day.year for day in days}:
        yield _("“%(event)s” takes place on %(days)s, which is not in %(year)s.") % {
            "event": event,
            "days": event.days or days[0].isoformat(),
            "year": event.year,
        }
