"""HTML of old pages, as the sanitiser gives it on: what it meant, in elements that may stand there."""

import pytest

from blog.core.html import sanitise_html, unique_ids


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("<ul>a<p>b</p> c<li>d</li> e</ul>",
         "<ul><li>a<p>b</p> c</li><li>d</li><li> e</li></ul>"),
        ("<ul><li>a</li> <!-- x --> <li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><ol><li>a</li></ol></ol>", "<ol><li><ol><li>a</li></ol></li></ol>"),
        ("<li>a</li>", "<div>a</div>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<dl><dt>a</dt>b<p>c</p></dl>", "<dl><dt>a</dt><dd>b<p>c</p></dd></dl>"),
        ("<dl><dd>a</dd></dl>", "<div><div>a</div></div>"),
        ("<p><b>a</b> b</p>", "<p><b>a</b> b</p>"),
        ('<span lang="es"><p>so <i>x</i> y</p>z</span>',
         '<div><p><span lang="es">so <i>x</i> y</span></p><span lang="es">z</span></div>'),
        ("<details><p>a</p></details>", "<div><p>a</p></div>"),
        ("<details>a<summary>b</summary>c</details>",
         "<details><summary>b</summary>ac</details>"),
        ("<summary>a</summary>", "<div>a</div>"),
        ("<figure><p>a</p><figcaption>b</figcaption>c<p>d</p></figure>",
         "<figure><p>a</p>c<p>d</p><figcaption>b</figcaption></figure>"),
        ('a<source src="/x.webm"><track src="/y.vtt">b', "ab"),
        ('<video src="/x.webm"><source src="/x.webm"></video>',
         '<video src="/x.webm" controls="" preload="none"><source src="/x.webm"></video>'),
        ("<rt>a</rt><ruby>b</ruby>", "<span>a</span><span>b</span>"),
        ("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
         "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>"),
        ("<table><tbody><tr></tr><tr><td>a</td></tr></tbody></table>",
         "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ('<a href="/x"></a><a href="/y">b</a><a href="/z"> <i></i></a>',
         '<a></a><a href="/y">b</a><a> <i></i></a>'),
        ('<a href="/x"><img src="/y.png" alt=""></a>',
         '<a href="/x" aria-label="/x"><img src="/y.png" alt=""></a>'),
        ('<a href="/x"><img src="/y.png" alt="y"></a>',
         '<a href="/x"><img src="/y.png" alt="y"></a>'),
        ("<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow>"
         "<annotation>x = 1</annotation></semantics></math> b", "<span>x=1</span> b"),
    ],
)  # fmt: skip
def test_elements_stand_where_they_may(source, mended):
    assert sanitise_html(source) == mended
    assert sanitise_html(mended) == mended


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ('<img src="/a.png" alt="" width="100%" height="80px">', '<img src="/a.png" alt="">'),
        ('<img src="/a.png" alt="" width="100" height="80">',
         '<img src="/a.png" alt="" width="100" height="80">'),
        ('<ol start="x" type="i"><li value="two">a</li></ol>', '<ol type="i"><li>a</li></ol>'),
        ('<ol start="-3"><li value="7">a</li></ol>', '<ol start="-3"><li value="7">a</li></ol>'),
        ('<p dir="up" lang="not a language" role="button">a</p>', "<p>a</p>"),
        ('<p dir="rtl" lang="zh-Hant" role="note">a</p>',
         '<p dir="rtl" lang="zh-Hant" role="note">a</p>'),
        ('<time datetime="some day">a</time>', "<span>a</span>"),
        ('<time datetime="some day">2024-05</time>', "<time>2024-05</time>"),
        ('<time datetime="2024-05-07T10:00Z">a</time>',
         '<time datetime="2024-05-07T10:00Z">a</time>'),
        ('<blockquote cite="not an address">a</blockquote>',
         '<blockquote cite="not%20an%20address">a</blockquote>'),
        ('<a href="https://example.org/a b|c[1]?d={e}">a</a>',
         '<a href="https://example.org/a%20b%7Cc%5B1%5D?d=%7Be%7D">a</a>'),
        ('<a href="http://[::1]/x">a</a>', '<a href="http://[::1]/x">a</a>'),
        ('<a href="/a?b=%20c">a</a>', '<a href="/a?b=%20c">a</a>'),
    ],
)  # fmt: skip
def test_attributes_say_what_they_may(source, mended):
    assert sanitise_html(source) == mended


def test_of_two_elements_with_one_id_the_first_has_it():
    source = '<p id="main">a</p><p id="main">b</p><p id="x">c</p><a href="#main">d</a>'

    assert unique_ids(source, set()) == (
        '<p id="main-2">a</p><p>b</p><p id="x">c</p><a href="#main-2">d</a>'
    )
