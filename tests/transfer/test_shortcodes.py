import pytest

from blog.core.errors import SourceError
from blog.transfer import hugo
from tests.transfer.trees import write_tree

CONFIG = """
title = "Lab"
[params]
version = "2.1"
"""


def read(tmp_path, text: str, declarations: str = ""):
    declared = write_tree(tmp_path, {"shortcodes.toml": declarations}) / "shortcodes.toml"
    site = write_tree(
        tmp_path / "site",
        {
            "hugo.toml": CONFIG,
            "content/posts/pitch.md": f"---\ntitle: Pitch\ncity: Vienna\n---\n{text}\n",
            "content/posts/2024-05-31-other.md": "---\nurl: /2024/other\n---\nOther.\n",
        },
    )
    found = hugo.find_site(site, None, hugo.read_declarations(declared))
    return next(item for item in hugo.read_documents(found) if item.title == "Pitch")


def blocks(tmp_path, text: str, declarations: str = "") -> list[tuple]:
    body = read(tmp_path, text, declarations).body
    return [(block.kind, *(value for value in block.value.values() if value)) for block in body]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{< youtube dQw4w9WgXcQ >}}', [("embed", "youtube", "dQw4w9WgXcQ")]),
        ('{{% vimeo id=`146022717` %}}', [("embed", "vimeo", "146022717")]),
        (
            '{{< figure\n  src="/a.png"\n  alt="A \\"hall\\""\n  caption=`By "us"`\n>}}',
            [("image", "/a.png", 'A "hall"', "By “us”", "text")],
        ),
        ('   {{< img src=/a.png alt=Hall />}}', [("image", "/a.png", "Hall", "text")]),
        ('{{< figure src="/a.png" alt="A hall" title="Fig. 1 <a>" caption="By *us*" >}}',
         [("image", "/a.png", "A hall", "<b>Fig. 1 &lt;a&gt;</b> By <i>us</i>", "text")]),
        (
            "{{< highlight python >}}\nx = 1\n{{< /highlight >}}",
            [("code", "python", "x = 1")],
        ),
        ('Version {{< param version >}} in {{% param "city" %}}.',
         [("prose", "<p>Version 2.1 in Vienna.</p>")]),
        ('See [it]({{< ref "2024-05-31-other.md" >}}) and [end]({{< relref "#end" >}}).',
         [("prose", '<p>See <a href="/2024/other/">it</a> and <a href="#end">end</a>.</p>')]),
        ("{{< gist user 50a7482715eac222e230d1e64dd9a89b >}}",
         [("prose", '<p><a href="https://gist.github.com/user/50a7482715eac222e230d1e64dd9a89b">'
           "gist.github.com/user/50a7482715eac222e230d1e64dd9a89b</a></p>")]),
        ('{{< x user="SanDiegoZoo" id="1453110110599868418" >}}',
         [("prose", '<p><a href="https://x.com/SanDiegoZoo/status/1453110110599868418">'
           "x.com/SanDiegoZoo/status/1453110110599868418</a></p>")]),
        ('{{< details summary="More" >}}\nIt is **so**.\n{{< /details >}}',
         [("raw_html", "<details><summary>More</summary><p>It is <b>so</b>.</p></details>")]),
        ("Write {{</* figure src=\"a.png\" */>}} there.",
         [("prose", '<p>Write {{&lt; figure src="a.png" &gt;}} there.</p>')]),
        ("`{{</* img */>}}`", [("prose", "<p><code>{{&lt; img &gt;}}</code></p>")]),
        ("<!-- {{< img src=/a.png >}} -->", []),
        ("[{{< img src=/a.png alt=Hall >}}](/big)", [("image", "/a.png", "Hall", "text", "/big")]),
        ("<center>{{< img src=/a.png alt=Hall >}}</center>",
         [("image", "/a.png", "Hall", "text")]),
    ],
)  # fmt: skip
def test_a_shortcode_becomes_what_it_shows(tmp_path, text, expected):
    assert blocks(tmp_path, text) == expected


def test_unknown_shortcodes_stay_as_written_and_are_named(tmp_path):
    text = '{{< ribbon a="1" >}}\n\nWords\n\n{{< ribbon >}}{{< slide 1 >}}{{< /ribbon >}}'

    document = read(tmp_path, text)

    assert document.unknown_shortcodes == ("ribbon", "ribbon")
    assert [block.value.get("source") for block in document.body] == [
        '{{< ribbon a="1" >}}',
        None,
        "{{< ribbon >}}{{< slide 1 >}}{{< /ribbon >}}",
    ]


DECLARATIONS = """
[note]
block = "callout"
kind = "{type|0|=note}"
heading = "{title}"
text = "{inner}"

[audio]
template = '<audio controls src="{src|0}"></audio>'

[year]
inline = "{0}"

[spacer]
ignore = true
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{% note tip title="Read" %}}\nThis *first*.\n{{% /note %}}',
         [("callout", "tip", "Read", "<p>This <i>first</i>.</p>")]),
        ('{{< audio src="/a.mp3\\"onplay" >}}',
         [("raw_html", '<audio controls src="/a.mp3&quot;onplay"></audio>')]),
        ("In {{< year 2024 >}}.", [("prose", "<p>In 2024.</p>")]),
        ("{{< spacer >}}", []),
    ],
)  # fmt: skip
def test_a_site_declares_what_its_own_shortcodes_show(tmp_path, text, expected):
    assert blocks(tmp_path, text, DECLARATIONS) == expected


def test_a_declaration_that_says_nothing_names_the_shortcode_and_how_to_mend_it(tmp_path):
    with pytest.raises(SourceError) as error:
        read(tmp_path, "Words", "[note]\nblok = 1\n")

    assert "“note” does not say what it shows. Give it one of block, template" in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "Words[^a] here.\n\n[^a]: See {{< foo >}} text.",
        "A [link](/x/{{< foo >}}) here.",
        'A <a href="{{< foo >}}">link</a> here.',
        "A [link][it] here.\n\n[it]: /x/{{< foo >}}",
    ],
)
def test_a_shortcode_that_is_not_known_never_shows_as_a_number(tmp_path, text):
    document = read(tmp_path, text)

    shown = [(block.kind, block.value["source"].casefold()) for block in document.body]
    assert shown == [("markdown", text.casefold())]
    assert document.unknown_shortcodes == ("foo",)


def test_a_sentence_with_a_shortcode_that_is_not_known_stays_one_paragraph(tmp_path):
    text = "Before {{< foo >}}, *after*\nand {{< bar 1 >}}."

    document = read(tmp_path, text)

    assert [(block.kind, block.value) for block in document.body] == [
        ("markdown", {"source": text})
    ]
    assert document.unknown_shortcodes == ("foo", "bar")


def test_a_listing_shows_a_shortcode_of_several_lines_with_the_lines_that_it_has(tmp_path):
    text = '```go\nbefore\n{{< figure\n    src="a.png"\n>}}\nafter\n```\n\n- Item\n\n  ```\n  {{< x\n     y >}} z\n  ```'

    shown = [block[-1] for block in blocks(tmp_path, text) if block[0] == "code"]

    assert shown[0] == 'before\n{{< figure\n    src="a.png"\n>}}\nafter'


def test_a_shortcode_that_shows_nothing_leaves_its_paragraph_whole(tmp_path):
    text = "The hall {{< figure >}} was *full*.\n\n![Hall](/a.png) {{< figure >}}"

    assert blocks(tmp_path, text) == [
        ("prose", "<p>The hall was <i>full</i>.</p>"),
        ("image", "/a.png", "Hall", "text"),
    ]


def test_a_shortcode_ends_with_the_sign_that_it_began_with(tmp_path):
    assert blocks(tmp_path, "One {{< two %}} three.") == [
        ("prose", "<p>One {{&lt; two %}} three.</p>")
    ]
