"""HEAD by way of the WSGI application itself: Django's test client would drop a body by itself."""

import io

import pytest
from django.core.wsgi import get_wsgi_application

from tests.factories import make_post

pytestmark = pytest.mark.django_db


def ask(method, path):
    headers = {}

    def start_response(status, fields, _failure=None):
        headers.update(fields, status=status)

    answer = get_wsgi_application()(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        },
        start_response,
    )
    try:
        return headers, b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()


@pytest.mark.parametrize("path", ["/", "/a-report/", "/feed.xml", "/a-report/cite.bib", "/gone/"])
def test_head_has_the_headers_of_get_and_no_body(publication, path):
    make_post(title="A report", slug="a-report")
    asked, body = ask("GET", path)
    assert body

    assert ask("HEAD", path) == (asked, b"")
