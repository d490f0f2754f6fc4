"""A walk through the whole admin: every address that the router knows, as two kinds of people, with and
without what a list may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Site

from blog.site.models import PublicationSettings
from tests.admin.everything import SNIPPETS, make_everything
from tests.factories import make_paper

pytestmark = pytest.mark.django_db

# Which things the arguments of an address come from, by the beginning of its name.
THINGS_OF = {
    "wagtailadmin_explore": "page",
    "wagtailadmin_pages:": "page",
    "wagtailadmin_workflows:remove": "page",
    "wagtailadmin_workflows:task_chosen": "task",
    "wagtailadmin_workflows:add_task": "task",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows:": "workflow",
    "wagtailadmin_choose_page_child": "page",
    "wagtailadmin_tag_model_autocomplete": "tag",
    "wagtailadmin_api:documents:": "document",
    "wagtailadmin_api:images:": "image",
    "wagtailadmin_api:pages:": "page",
    "wagtailadmin_collections:": "collection",
    "wagtailadmin_editing_sessions:": "session",
    "wagtail_bulk_action": "bulk",
    "wagtaildocs": "document",
    "wagtailimages": "image",
    "wagtailforms:": "page",
    "wagtailredirects:": "redirect",
    "wagtailsettings:": "site",
    "wagtailsites:": "site",
    "wagtailusers_users:": "user",
    "wagtailusers_groups:": "group",
    "wagtailadmin_password_reset_confirm": "letter",
    "transfer-export-post": "page",
    "transfer-source": "source",
    "transfer-": "run",
    "compare_papers": "pair",
    "former_versions": "mergeable",
    "keep-licence": "settings",
    "merge": "mergeable",
    **{f"wagtailsnippets_blog_{name}:": name for name in SNIPPETS},
    **{f"wagtailsnippetchoosers_blog_{name}:": name for name in SNIPPETS},
}
# Wagtail fails on purpose where one may look at the page that says so; the last two catch the rest.
LEFT_OUT = {"admin/failwhale/", "admin/test404/", "admin/^.*/$"}
BULK_ACTIONS = {
    ("wagtailcore", "page"): ("delete", "move", "publish", "unpublish"),
    ("blog", "customimage"): ("add_tags", "add_to_collection", "delete"),
    ("wagtaildocs", "document"): ("add_tags", "add_to_collection", "delete"),
    ("auth", "user"): ("assign_role", "delete", "set_active_state"),
    ("blog", "author"): ("delete",),
}


class Route(NamedTuple):
    pattern: str
    name: str
    arguments: frozenset[str]


def routes() -> list[Route]:
    """Ours that stand before Wagtail's of the same form have no name; they are met under Wagtail's."""
    every = list(_walk(get_resolver().url_patterns))
    named = {route.pattern for route in every if route.name}
    return [route for route in every if route.name or route.pattern not in named]


def _walk(entries, prefix: str = "", namespace: str = "") -> Iterator[Route]:
    for entry in entries:
        pattern = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, pattern, inner)
        elif pattern.startswith("admin/") and pattern not in LEFT_OUT:
            arguments = frozenset(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
            yield Route(pattern, f"{namespace}{entry.name or ''}", arguments)


def addresses_of(route: Route, things) -> list[str]:
    """The route filled with each thing that it is for."""
    if not route.arguments:
        return [f"/{route.pattern.replace('^', '')}"]
    beginnings = [start for start in THINGS_OF if route.name.startswith(start)]
    assert beginnings, f"The tour does not know {route.pattern} ({route.name})."
    rows = things[THINGS_OF[max(beginnings, key=len)]]
    missing = route.arguments.difference(*rows)
    assert not missing, f"The tour has no {missing} for {route.pattern} ({route.name})."
    return [
        reverse(route.name, kwargs={name: row[name] for name in route.arguments}) for row in rows
    ]


class Tour:
    """`failures` names what answered with an error of the server, and how it was asked."""

    def __init__(self, client) -> None:
        self.client = client
        self.number = 0
        self.failures: list[str] = []

    def visit(self, address: str, **query: str):
        """Nothing that a visit changes stays, so that the next one meets the same site."""
        self.number += 1
        before = transaction.savepoint()
        response = self.client.get(address, query)
        content = b"" if response.streaming else response.content
        transaction.savepoint_rollback(before)
        if response.status_code >= 500 or b"Internal Server Error" in content:
            self.failures.append(f"{response.status_code} {address} {query}")
        return response

    def walk(self, address: str) -> None:
        """Plain, then with a search: in each order and with each filter that the view offers."""
        response = self.visit(address)
        context = getattr(response, "context", None)
        orders = _orders(context)
        for order in orders or ["title"]:
            self.visit(address, q="ada", p="2", ordering=order)
        for name, value in _filters(context):
            self.visit(address, q="ada", **{name: value})


def _orders(context) -> list[str]:
    table = context.get("table") if context else None
    keys = [column.sort_key for column in table.columns.values()] if table else []
    return [f"{sign}{key}" for key in keys if key for sign in ("", "-")]


def _filters(context) -> Iterator[tuple[str, str]]:
    filters = context.get("filters") if context else None
    for name, field in filters.form.fields.items() if filters else ():
        choices = [str(choice[0]) for choice in getattr(field, "choices", ()) if choice[0]]
        yield name, (choices or ["1"])[0]


def administrator():
    return get_user_model().objects.create_superuser("administrator")


def editor():
    user = get_user_model().objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.mark.parametrize("make_user", [administrator, editor])
def test_no_address_of_the_admin_fails(client, publication, record_property, make_user):
    user = make_user()
    things = everything(user)
    client.force_login(user)
    client.raise_request_exception = False
    tour = Tour(client)
    number = 0

    for route in routes():
        for address in addresses_of(route, things):
            number += 1
            tour.walk(address)

    record_property("printed", f"{number} addresses of the admin as {user}, {tour.number} visits")
    assert tour.failures == []


def everything(user) -> dict[str, list[dict[str, Any]]]:
    things = make_everything(user)
    return things | {
        "tag": [{"app_name": "blog", "model_name": "category"}],
        "bulk": [
            {"app_label": label, "model_name": model, "action": action}
            for (label, model), actions in BULK_ACTIONS.items()
            for action in actions
        ],
        "letter": [{"uidb64": "MQ", "token": "set-password"}],
        "pair": [{"first": things["paper"][0]["pk"], "second": make_paper().pk}],
        "mergeable": [things[name][0] for name in SNIPPETS],
        "settings": [{"pk": PublicationSettings.for_site(Site.objects.get()).pk}],
    }
