"""The rules find what is wrong: each fault here is one that a feed reader would stumble over."""

import json

import pytest

from tests.rules.atom import broken_in_atom
from tests.rules.feed_content import broken_in_content
from tests.rules.json_feed import broken_in_json_feed
from tests.rules.rss import broken_in_rss
from tests.rules.sitemap import broken_in_sitemap
from tests.rules.structured_data import broken_in_json_ld
from tests.rules.words import is_language, is_rfc822, is_rfc3339

RSS = b"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:cc="http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html"><channel><title>Room</title>
<link>http://lab.example.org/</link><description>We listen.</description><language>en</language>
<lastBuildDate>Thu, 16 May 2024 00:30:00 +0200</lastBuildDate>
<atom:link rel="self" href="http://lab.example.org/feed.xml" type="application/rss+xml"/>
<item><title>Vienna</title><link>http://lab.example.org/vienna/</link><guid isPermaLink="false">1</guid>
<pubDate>Thu, 16 May 2024 00:30:00 +0200</pubDate><dc:creator>Ada</dc:creator><dc:language>en</dc:language>
<cc:license>http://licence.example.org/</cc:license>
<content:encoded>&lt;p&gt;Words&lt;/p&gt;</content:encoded></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><id>http://lab.example.org/atom.xml</id>
<title>Room</title><updated>2024-05-16T00:30:00+02:00</updated>
<link rel="self" href="http://lab.example.org/atom.xml"/><entry xml:lang="en"><id>urn:uuid:1</id>
<title>Vienna</title><published>2024-05-16T00:30:00+02:00</published>
<updated>2024-05-16T00:30:00Z</updated><author><name>Ada</name></author><category term="Audio"/>
<link rel="license" href="http://licence.example.org/"/>
<content type="html">&lt;p&gt;Words&lt;/p&gt;</content></entry></feed>"""
ITEM = {"id": "1", "url": "http://lab.example.org/vienna/", "content_html": "<p>Words</p>",
        "date_published": "2024-05-16T00:30:00+02:00", "date_modified": "2024-05-16T00:30:00Z",
        "authors": [{"name": "Ada"}], "language": "en", "tags": ["Audio"]}  # fmt: skip
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Room", "language": "en",
        "home_page_url": "http://lab.example.org/",
        "feed_url": "http://lab.example.org/feed.json", "items": [ITEM]}  # fmt: skip
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>http://lab.example.org/a/</loc>
<lastmod>2024-05-16</lastmod></url><url><loc>http://lab.example.org/b/</loc></url></urlset>"""


def test_what_is_right_is_called_right():
    assert broken_in_rss(RSS) == []
    assert broken_in_atom(ATOM) == []
    assert broken_in_json_feed(json.dumps(FEED).encode()) == []
    assert broken_in_sitemap(SITEMAP, "http://lab.example.org/") == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"Thu, 16 May 2024", b"Fri, 16 May 2024"),
        (b"00:30:00 +0200</pubDate>", b"00:30:00</pubDate>"),
        (b"<title>Room</title>", b""),
        (b'<guid isPermaLink="false">1</guid>', b""),
        (b'isPermaLink="false"', b'isPermaLink="true"'),
        (b'rel="self"', b'rel="next"'),
        (
            b"<dc:creator>Ada</dc:creator>",
            b"<dc:creator>Ada</dc:creator><dc:creator>B</dc:creator>",
        ),
        (b"<language>en</language>", b"<language>English, mostly</language>"),
        (b"&lt;p&gt;", b"&lt;p onclick='x'&gt;"),
        (b"<link>http://lab.example.org/vienna/</link>", b"<link>/vienna/</link>"),
        (b"<description>", b"<summary>x</summary><description>"),
    ],
)
def test_a_fault_in_rss_is_found(right, wrong):
    assert right in RSS
    assert broken_in_rss(RSS.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<author><name>Ada</name></author>", b""),
        (b"<name>Ada</name>", b"<name/>"),
        (b"urn:uuid:1", b"post 7"),
        (b"2024-05-16T00:30:00Z", b"2024-05-16 00:30:00"),
        (b'term="Audio"', b'label="Audio"'),
        (b'<content type="html">', b"<content>"),
        (b"<title>Vienna</title>", b"<title>Vienna</title><title>Again</title>"),
        (b' rel="license"', b' rel="related"'),
        (b"<entry", b"<item/><entry"),
    ],
)
def test_a_fault_in_atom_is_found(right, wrong):
    assert right in ATOM
    assert broken_in_atom(ATOM.replace(right, wrong, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "1.1"},
        {"home_page_url": "/"},
        {"next_url": FEED["feed_url"]},
        {"author": {"name": "Ada"}},
        {"_licence": "free"},
        {"hubs": [{"url": "http://hub.example.org/"}]},
        {"items": [ITEM, ITEM]},
        {"items": [ITEM | {"id": 7}]},
        {"items": [ITEM | {"authors": [{}]}]},
        {"items": [ITEM | {"date_published": "yesterday"}]},
        {"items": [ITEM | {"tags": [7]}]},
        {"items": [ITEM | {"content_html": "<img src='/x.png' alt=''>"}]},
    ],
)
def test_a_fault_in_json_feed_is_found(wrong):
    assert broken_in_json_feed(json.dumps(FEED | wrong).encode())


@pytest.mark.parametrize(
    "source",
    ["<img src='http://a.example.org/b.png'>", "<a href='#n1'>1</a>", "<script>x</script>",
     "<p style='color:red'>", "<a href='/x/'>x</a>", "<a href='http://a b/'>x</a>"],
)  # fmt: skip
def test_a_fault_in_the_content_of_a_feed_is_found(source):
    assert broken_in_content(source)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"http://lab.example.org/b/", b"http://lab.example.org/a/"),
        (b"http://lab.example.org/a/", b"http://other.example.org/a/"),
        (b"http://lab.example.org/a/", b"/a/"),
        (b"2024-05-16", b"16 May"),
        (b"</loc></url></urlset>", b"</loc><xhtml:link rel='alternate' hreflang='es' "
         b"href='http://lab.example.org/a/'/></url></urlset>"),
    ],
)  # fmt: skip
def test_a_fault_in_a_sitemap_is_found(right, wrong):
    assert right in SITEMAP
    assert broken_in_sitemap(SITEMAP.replace(right, wrong, 1), "http://lab.example.org/")


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "BlogPosting", "headline": "Vienna", "url": "http://lab.example.org/vienna/"},
        {"@type": "ProfilePage", "name": "Ada", "url": "http://lab.example.org/"},
        {"@type": "WebPage", "name": "About", "url": "/about/"},
        {"@type": "WebPage", "name": "About", "url": "http://lab.example.org/", "about": {}},
        {"@type": "BreadcrumbList",
         "itemListElement": [{"@type": "ListItem", "position": 2, "name": "a", "item": "http://a/"},
                             {"@type": "ListItem", "position": 1, "name": "b", "item": "http://b/"}]},
    ],
)  # fmt: skip
def test_a_fault_in_structured_data_is_found(document):
    assert broken_in_json_ld([{"@context": "https://schema.org"} | document])


def test_dates_and_languages_are_read_strictly():
    assert [is_rfc822("Thu, 16 May 2024 00:30:00 GMT"), is_rfc822("Thu, 31 Feb 2024 00:30:00 GMT")] == [
        True, False,
    ]  # fmt: skip
    assert [is_rfc3339("2024-02-29T10:00:00Z"), is_rfc3339("2023-02-29T10:00:00Z")] == [True, False]
    assert [is_language(tag) for tag in ("en", "zh-Hans", "pt-BR", "english", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip
