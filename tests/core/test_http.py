"""The one HTTP client against a server that misbehaves."""

import datetime as dt
import ssl
import threading
import time
from email.message import Message
from email.utils import format_datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from blog.core.errors import FetchError
from blog.core.http import Answer, Client, Limits, retry_seconds
from blog.core.network import Target, find_target, is_public
from tests.outside import (
    announce,
    drip,
    error,
    never_end,
    outside_world,
    redirect,
    reply,
    say_raw,
    stall,
)

JSON = ("application/json",)
QUICK = Limits(connect=0.4, read=0.4, total=0.4, max_bytes=100_000, redirects=3)


@pytest.fixture(scope="module")
def outside():
    with outside_world() as found:
        yield found


@pytest.fixture
def client(outside):
    return Client("Rapporteur tests", QUICK, trusted=[outside.address])


def failure(client, url, accept=JSON) -> FetchError:
    with pytest.raises(FetchError) as info:
        client.fetch(url, accept=accept)
    return info.value


def test_an_answer_is_what_the_server_said(client, outside):
    outside.on("/café?q=a b", reply('{"é": 1}', "application/json; charset=utf-8"))

    answer = client.fetch(f"{outside.address}/café?q=a b", accept=JSON)

    assert answer == Answer(
        f"{outside.address}/café?q=a b", "application/json", "utf-8", '{"é": 1}'.encode()
    )
    assert answer.text == '{"é": 1}'
    assert (outside.asked[-1], outside.agents[-1]) == ("/caf%C3%A9?q=a%20b", "Rapporteur tests")


def test_a_text_in_an_unknown_encoding_is_read_all_the_same():
    assert Answer("", "text/html", "x-no-such", "é".encode()).text == "é"
    assert Answer("", "text/html", "latin-1", b"\xe9").text == "é"


@pytest.mark.parametrize(
    ("path", "behaviour", "code", "status"),
    [
        ("/endless", never_end("application/json"), "long", 0),
        ("/huge", announce(100_000_000), "long", 0),
        ("/short", announce(50), "broken", 0),
        ("/html", reply("<html>"), "type", 0),
        ("/none", error(404), "status", 404),
        ("/forbidden", error(403), "status", 403),
        ("/packed", reply(b"\x1f\x8b", "application/json", Content_Encoding="gzip"), "compressed", 0),
        ("/noise", say_raw(b"\x00\x01\x02 no HTTP at all\r\n\r\n"), "no-http", 0),
        ("/nothing", say_raw(b""), "broken", 0),
        ("/chunks", say_raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), "broken", 0),
        ("/round", redirect("/round"), "loop", 0),
    ],
)  # fmt: skip
def test_an_answer_that_is_of_no_use_is_refused(client, outside, path, behaviour, code, status):
    outside.on(path, behaviour)

    found = failure(client, outside.address + path)

    assert (found.code, found.status) == (code, status)


@pytest.mark.parametrize("kind", ["stall", "headers", "body"])
def test_who_answers_slowly_is_left_after_the_time_for_the_whole(client, outside, kind):
    outside.on(
        f"/slow/{kind}",
        stall(outside) if kind == "stall" else drip(outside, headers=kind == "headers"),
    )
    started = time.monotonic()

    found = failure(client, f"{outside.address}/slow/{kind}")

    assert found.code == "slow"
    assert time.monotonic() - started < 3


def test_a_redirect_is_followed_and_the_last_address_told(client, outside):
    outside.on("/old", redirect("/newer", 301))
    outside.on("/newer", redirect(f"{outside.address}/new?a=é"))
    outside.on("/new", reply("[]", "application/json"))

    answer = client.fetch(f"{outside.address}/old", accept=JSON)

    assert (answer.url, answer.body) == (f"{outside.address}/new?a=é", b"[]")


PRIVATE = [
    "http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://2130706433/",
    "http://0x7f.1/", "http://0.0.0.0/", "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
    "http://[64:ff9b::a9fe:a9fe]/", "http://[2002:7f00:1::]/", "http://10.0.0.1/",
    "http://172.16.5.4/", "http://192.168.1.1/", "http://100.100.100.200/",
    "http://168.63.129.16/", "http://224.0.0.1/", "https://127.0.0.1/", "http://0/",
    "http://127.1/", "http://0177.0.0.1/", "http://017700000001/", "http://0251.0376.0251.0376/",
    "http://①②⑦.⓪.⓪.①/", "http://[::]/", "http://[::127.0.0.1]/", "http://[::ffff:0:7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/", "http://[fec0::1]/", "http://[5f00::1]/",
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused_also_after_a_redirect(client, outside, url):
    outside.on("/away", redirect(url))

    assert failure(client, url).code == "private"
    assert failure(client, f"{outside.address}/away").code == "private"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://93.184.215.14:8080/", "port"),
        ("https://93.184.215.14:22/", "port"),
        ("http://127.0.0.1:6379/", "port"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1/", "scheme"),
        ("//example.org/", "scheme"),
        ("http://", "scheme"),
        ("http://[::1/", "address"),
        ("http://example.org:99999/", "address"),
        ("http://" + "a" * 70 + ".org/", "address"),
        ("http://user:secret@93.184.215.14/", "credentials"),
        ("http://@127.0.0.1/", "credentials"),
        ("http://no-such-host.invalid/", "no-host"),
    ],
)
def test_other_addresses_than_those_of_the_web_are_refused(client, url, code):
    assert failure(client, url).code == code


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("http://127.0.0.1:6379/", "port"),
        ("http://user:secret@93.184.215.14/", "credentials"),
        ("http://[::1/", "address"),
    ],
)
def test_a_redirect_leads_to_no_other_address_either(client, outside, target, code):
    outside.on("/away", redirect(target))

    assert failure(client, f"{outside.address}/away").code == code


def test_a_trusted_origin_is_that_one_alone(outside):
    with outside_world() as neighbour:
        client = Client("tests", QUICK, trusted=[outside.address])
        outside.on("/next-door", redirect(neighbour.address))

        assert failure(client, f"{outside.address}/next-door").code == "port"
        assert neighbour.asked == []


def test_a_name_is_resolved_once_and_asked_at_the_address_that_was_checked(outside):
    """What it resolves to a moment later (DNS rebinding) is of no interest."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    port = outside.address.rpartition(":")[2]
    outside.on("/", reply("[]", "application/json"))
    client = Client(
        "tests",
        QUICK,
        trusted=[f"http://rebinding.example:{port}"],
        resolve=lambda host, port: next(answers),
    )

    assert client.fetch(f"http://rebinding.example:{port}/", accept=JSON).body == b"[]"
    assert next(answers) == ["127.0.0.2"]
    public = iter([["93.184.215.14"], ["127.0.0.1"]])
    target = find_target(
        "http://rebinding.example/", trusted=(), resolve=lambda *_: next(public), seconds=1
    )
    assert target == Target("http", "rebinding.example", 80, ("93.184.215.14",), "/")


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    client = Client("tests", QUICK, resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])

    assert failure(client, "http://mixed.example/").code == "private"


def test_a_resolver_that_stalls_is_not_waited_for():
    ended = threading.Event()
    client = Client("tests", QUICK, resolve=lambda host, port: ended.wait(30) and [])
    started = time.monotonic()

    found = failure(client, "http://slow.example/")
    ended.set()

    assert (found.code, time.monotonic() - started < 3) == ("slow", True)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)  # fmt: skip
def test_public_addresses_are_public(address):
    assert is_public(address)


def test_retry_after_is_a_number_of_seconds_or_a_date():
    now = dt.datetime(2024, 5, 7, 12, tzinfo=dt.UTC)
    later = format_datetime(now + dt.timedelta(seconds=90), usegmt=True)

    assert [
        retry_seconds(headers(value), now=now.timestamp())
        for value in ("30", later, format_datetime(now - dt.timedelta(days=1)), "soon", "-5", "")
    ] == [30.0, 90.0, 0.0, None, None, None]


def headers(value: str) -> Message:
    message = Message()
    message["Retry-After"] = value
    return message


def test_a_refusal_keeps_what_the_server_asked_for(client, outside):
    outside.on("/busy", error(429, "Rate exceeded.", Retry_After="30"))

    found = failure(client, f"{outside.address}/busy")

    assert (found.status, found.retry_after, found.body) == (429, 30.0, b"Rate exceeded.")


def test_a_raw_answer_is_logged_for_the_operator(client, outside, caplog):
    outside.on("/broken", error(500, "Traceback: out of cheese"))

    failure(client, f"{outside.address}/broken")

    assert "Traceback: out of cheese" in caplog.text


@pytest.fixture
def certificate(tmp_path):
    """A certificate for papers.example.org that nobody but its owner trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "papers.example.org")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("papers.example.org")]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "papers.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


def test_tls_checks_the_name_that_was_asked_for_not_the_address(certificate):
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    with outside_world(tls=secure) as outside:
        outside.on("/", reply("[]", "application/json"))
        port = outside.address.rpartition(":")[2]
        named, other = (f"https://{host}.example.org:{port}" for host in ("papers", "other"))
        trusting = Client(
            "tests",
            Limits(total=3),
            trusted=[named, other],
            resolve=lambda host, port: ["127.0.0.1"],
            tls=ssl.create_default_context(cafile=certificate),
        )
        doubting = Client("tests", Limits(total=3), [named], trusting.resolve)

        assert trusting.fetch(f"{named}/", accept=JSON).body == b"[]"
        assert failure(trusting, f"{other}/").code == "certificate"
        assert failure(doubting, f"{named}/").code == "certificate"
