import gzip

import brotli
import pytest

from blog.core.compression import chosen_encoding
from tests.factories import make_post, prose

TEXT = f"<p>{'Some words about the hall. ' * 60}</p>"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0, br;q=0.2", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0.1, br;q=0", "gzip"),
        ("identity", ""),
        ("br;q=0", ""),
        ("br;q=1.2.3", ""),
        ("deflate, zstd", ""),
        (",;, ;q=1,\x00", ""),
        ("", ""),
    ],
)
def test_a_reader_gets_an_encoding_that_they_asked_for(accepted, encoding):
    assert chosen_encoding(accepted) == encoding


@pytest.mark.parametrize("address", ["/hall/", "/feed.xml", "/feed.json", "/hall/index.md"])
def test_texts_are_the_same_in_every_encoding(client, publication, address):
    make_post(slug="hall", body=[prose(TEXT)])
    plain = client.get(address)

    for name, decode in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = client.get(address, headers={"accept-encoding": name})

        assert packed["Content-Encoding"] == name
        assert packed["Vary"] == "Accept-Encoding"
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
        assert decode(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert plain["Vary"] == "Accept-Encoding"


def test_a_packed_feed_is_sent_once(client, publication):
    make_post(slug="hall", body=[prose(TEXT)])
    first = client.get("/feed.xml", headers={"accept-encoding": "br"})

    again = client.get(
        "/feed.xml", headers={"accept-encoding": "br", "if-none-match": first["ETag"]}
    )

    assert first["ETag"].startswith('W/"')
    assert (again.status_code, again.content) == (304, b"")


def test_pages_with_secrets_are_left_as_they_are(client, publication, admin_client):
    accepted = {"accept-encoding": "br, gzip"}
    make_post(slug="hall", body=[prose(TEXT)])

    for answer in (
        client.get("/admin/login/", headers=accepted),
        admin_client.get("/admin/", headers=accepted),
        admin_client.get("/hall/", headers=accepted),
    ):
        assert answer.status_code == 200
        assert len(answer.content) > 500
        assert "Content-Encoding" not in answer


def test_pictures_and_short_answers_are_left_as_they_are(client, publication):
    for address in ("/icons/180.png", "/robots.txt"):
        assert "Content-Encoding" not in client.get(address, headers={"accept-encoding": "br"})
