"""Dates in the admin that no country reads otherwise."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from tests.factories import make_event, make_post


@pytest.mark.parametrize("form", ["DATE_FORMAT", "SHORT_DATE_FORMAT"])
@pytest.mark.parametrize("language", ["en", "es", "ca", "de", "fr"])
def test_a_month_is_written_with_letters(language, form):
    with translation.override(language):
        written = date_format(dt.date(2026, 11, 5), form)

    assert [part for part in ("2026", "5") if part not in written] == []
    assert "11" not in written
    assert any(sign.isalpha() for sign in written)


@pytest.mark.django_db
def test_lists_show_the_day_the_month_by_name_and_the_year(admin_client, publication):
    make_post(title="A report", date=dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC))
    make_event(starts=dt.date(2026, 11, 29))

    posts = admin_client.get("/admin/posts/").content.decode()
    events = admin_client.get(reverse("wagtailsnippets_blog_event:list")).content.decode()

    assert "29 Nov 2026" in posts
    assert "29 Nov 2026" in events
