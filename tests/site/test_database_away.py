"""A database that does not answer is no fault of the page."""

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/archive/", "/feed.xml", "/admin/login/", "/search/"])
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_while_the_database_is_away_readers_are_asked_to_come_again(
    client, publication, address, error
):
    client.raise_request_exception = False

    def away(execute, sql, params, many, context):
        raise error("server closed the connection unexpectedly")

    client.cookies["sessionid"] = "signed-in"
    with connection.execute_wrapper(away):
        answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "no-store" in answer["Cache-Control"]


def test_any_other_error_is_ours(client, publication):
    client.raise_request_exception = False

    def broken(execute, sql, params, many, context):
        raise IntegrityError("no such row")

    with connection.execute_wrapper(broken):
        answer = client.get("/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer
