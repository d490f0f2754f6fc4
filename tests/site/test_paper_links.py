"""A paper's page gathers what the reports link to."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_paper, make_post, paper_list

pytestmark = pytest.mark.django_db
CODE = "https://example.org/code"


def report(paper, day, *links, **fields):
    given = [
        {"type": "item", "id": f"{day}-{at}", "value": {"kind": kind, "url": url, "label": label}}
        for at, (kind, url, label) in enumerate(links)
    ]
    date = dt.datetime(2024, 5, day, tzinfo=dt.UTC)
    return make_post(date=date, body=[paper_list([paper], links=given)], **fields)


def test_the_links_of_all_public_reports_stand_in_the_record_once(client, publication):
    paper = make_paper("Deep Listening")
    report(paper, 1, ("code", f"{CODE}/", ""), ("data", "https://data.example.org/x", "Their data"))
    report(paper, 2, ("code", CODE, ""), ("demo", "https://www.demo.example.org/", ""))
    report(paper, 3, ("video", "https://example.org/secret", ""), live=False)

    page = BeautifulSoup(client.get("/papers/deep-listening/").content, "html.parser")

    assert [
        (row.dt.text, row.dd.a.text, row.dd.a["href"]) for row in page.select(".record__link")
    ] == [
        ("Code", "example.org", CODE),
        ("Demo", "demo.example.org", "https://www.demo.example.org/"),
        ("Data", "Their data", "https://data.example.org/x"),
    ]
    assert len(page.select(f'a[href^="{CODE}"]')) == 1
    assert "secret" not in page.text
    assert page.select('a[href*="secret"]') == []


def test_a_link_that_a_browser_would_run_is_left_out(client, publication):
    paper = make_paper("Deep Listening")
    report(paper, 1, ("code", "javascript:alert(1)", ""))

    page = BeautifulSoup(client.get("/papers/deep-listening/").content, "html.parser")

    assert page.select(".record__link") == []
