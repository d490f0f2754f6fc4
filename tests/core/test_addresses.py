"""Addresses are taken apart in one place, which never raises."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.addresses import absolute_address, host_of, parse_address
from blog.core.html import is_local, render_markdown, safe_href, sanitise_html

BLOG = Path(__file__).resolve().parents[2] / "blog"
MALFORMED = [
    "http://[your-site]/a.png",
    "http://[x",
    "http://[ ::1]/",
    "//[x",
    "http://a.b:99999/",
    "http://a.b:port/",
    "http://\u2100.example/",
]
# Hypothesis builds addresses from these: brackets, colons and signs that Unicode folds into them.
SIGNS = st.text(st.sampled_from("htp:/[]@.?#%\\ \t\0\u2100\uff0f\ud800ax1"), max_size=20)


def test_an_address_is_taken_apart_with_scheme_and_host_in_small_letters():
    parts = parse_address("HTTPS://ada@WWW.Example.org:8443/a?b=c#d")

    assert parts is not None
    assert (parts.scheme, parts.host, parts.bare_host) == (
        "https",
        "www.example.org",
        "example.org",
    )
    assert (parts.port, parts.has_login) == (8443, True)
    assert (parts.path, parts.query, parts.fragment) == ("/a", "b=c", "d")


@pytest.mark.parametrize("address", MALFORMED)
def test_an_address_that_no_browser_follows_has_no_parts_no_host_and_no_link(address):
    assert parse_address(address) is None
    assert host_of(address) == ""
    assert absolute_address("http://lab.example.org/", address) == ""
    assert safe_href(address) == ""
    assert not is_local(address)


@given(st.one_of(st.text(max_size=40), SIGNS, SIGNS.map("http://{}".format)))
def test_nothing_that_takes_an_address_raises(address):
    host_of(address)
    absolute_address("http://lab.example.org/post/", address)
    safe_href(address)
    is_local(address)
    sanitise_html(f'<p>See <img src="{address}"><a href="{address}">it</a></p>')
    assert "Words" in render_markdown(f"Words ![a]({address}) [b]({address}) <{address}>")


def test_no_other_module_takes_addresses_apart():
    calls = re.compile(r"\b(urlsplit|urlparse|urljoin|urlunsplit)\(")
    modules = [path for path in BLOG.rglob("*.py") if calls.search(path.read_text("utf-8"))]

    assert [path.relative_to(BLOG).as_posix() for path in modules] == ["core/addresses.py"]
