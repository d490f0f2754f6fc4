"""Markdown as people and their tools write it, and as nobody should: for tests with any text."""

from __future__ import annotations

from hypothesis import strategies as st

words = st.text(
    alphabet=st.sampled_from("abc é“”‘’…–-—'\"*_`~[]()<>#!&;:.,$\\|/0123{}%^=+@ \u00a0日ñ🚀"),
    min_size=1,
    max_size=24,
)
plain = st.text(alphabet="abcdef é", min_size=1, max_size=12).map(lambda text: f"w{text}".strip())
quoted = st.one_of(
    words.map(lambda text: '"' + text.replace("\\", "").replace('"', '\\"') + '"'),
    words.map(lambda text: "`" + text.replace("`", "") + "`"),
    plain.map(lambda text: text.replace(" ", "")),
)
names = st.sampled_from(
    ["figure", "youtube", "gist", "highlight", "ref", "carousel", "details", "x"]
)
parameters = st.lists(
    st.one_of(
        quoted,
        st.tuples(st.sampled_from(["src", "caption", "title", "id", "alt"]), quoted).map("=".join),
    ),
    max_size=3,
).map(" ".join)
forms = st.sampled_from([("<", ">"), ("%", "%")])
shortcodes = st.one_of(
    st.tuples(forms, names, parameters).map(lambda s: f"{{{{{s[0][0]} {s[1]} {s[2]} {s[0][1]}}}}}"),
    st.tuples(forms, names, parameters).map(lambda s: f"{{{{{s[0][0]} {s[1]} {s[2]} /{s[0][1]}}}}}"),
    st.tuples(forms, names).map(lambda s: f"{{{{{s[0][0]}/* {s[1]} */{s[0][1]}}}}}"),
    st.tuples(forms, names, words).map(
        lambda s: (
            f"{{{{{s[0][0]} {s[1]} {s[0][1]}}}}}{s[2]}{{{{{s[0][0]} /{s[1]} {s[0][1]}}}}}"
        )
    ),
)  # fmt: skip
html = st.sampled_from(
    [
        "<sup>2</sup>", "<b>bold", "</i>", "<br>", "<br />", "<span style='x'>s</span>", "<!-- c -->",
        '<a href="/b" target="_blank">b</a>', '<img src="/a.png" alt="A &amp; b">', "<kbd>k</kbd>",
        "<u>u</u>", "<font color=red>f</font>", "<mark>m</mark>", "<a name='x'></a>", "<3",
    ]
)  # fmt: skip
spans = st.one_of(
    words,
    plain,
    words.map(lambda text: f"**{text}**"),
    words.map(lambda text: f"*{text}*"),
    words.map(lambda text: f"***{text}***"),
    words.map(lambda text: f"`{text}`"),
    words.map(lambda text: f"~~{text}~~"),
    st.tuples(words, words).map(lambda pair: f"[{pair[0]}](https://a.example/{pair[1]})"),
    st.tuples(plain, words).map(lambda pair: f'[**{pair[0]}**](/a "{pair[1]}")'),
    plain.map(lambda text: f"![{text}](/a.png)"),
    html,
    shortcodes,
    st.sampled_from(
        [
            "$x_1^2$", "$17 and $18", "[$3500]()", "[^1]", "[^note]", "^[inline note]", ":smile:",
            "www.a.example", "b@a.example", "<https://a.example/?a=1&b=2>", "{#x}", "  \n", "\\\n",
            "[ref]", "[text][ref]", "&amp;", "&copy;", "&#8217;", "&nbsp;", "\\m/", "*-L", "~", "H~2~O",
            "1. ", "- ", "+", "# ", "> ", "|", "\t",
        ]
    ),
)  # fmt: skip
lines = st.lists(spans, min_size=1, max_size=5).map(" ".join)


def indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _listed(marker: str, items: list[str], loose: bool) -> str:
    gap = "\n\n" if loose else "\n"
    return gap.join(f"{marker} {indented(item, len(marker) + 1)}" for item in items)


markers = st.sampled_from(["-", "*", "+", "1.", "2)", "- [x]", "7."])
lists = st.recursive(
    st.builds(_listed, markers, st.lists(lines, min_size=1, max_size=3), st.booleans()),
    lambda inner: st.builds(
        lambda marker, first, nested, loose: _listed(marker, [f"{first}\n{nested}"], loose),
        markers, lines, inner, st.booleans(),
    ),
    max_leaves=4,
)  # fmt: skip
cells = st.one_of(plain, spans.filter(lambda text: "\n" not in text))
tables = st.tuples(
    cells, cells, st.sampled_from(["---", ":--", "--:", ":-:"]), cells, cells,
).map(lambda t: f"| {t[0]} | {t[1]} |\n| {t[2]} | --- |\n| {t[3]} | {t[4]} |")  # fmt: skip
papers = st.tuples(
    st.sampled_from(["##", "###", "####", "-"]), plain, st.sampled_from(["2302.02257", "1706.03762"]),
    st.sampled_from(["", " - Ada Quill, Bruno Verso", " (best paper award)", " by Quill et al."]),
).map(lambda p: f"{p[0]} [{p[1]}](https://arxiv.org/abs/{p[2]}){p[3]}")  # fmt: skip
blocks = st.one_of(
    lines,
    lines,
    lines.map(lambda text: f"## {text}"),
    lines.map(lambda text: f"{text}\n==="),
    lines.map(lambda text: f"### {text} {{#own .wide}}"),
    lines.map(lambda text: "> " + text.replace("\n", "\n> ")),
    st.tuples(lines, lists).map(lambda pair: f"> {indented(pair[0], 0)}\n>\n> — Ada Quill"),
    words.map(lambda text: f"> [!NOTE] {text}\n> words"),
    lists,
    tables,
    papers,
    papers,
    shortcodes,
    html,
    words.map(lambda text: f"```python\n{text}\n```"),
    words.map(lambda text: f"~~~\n{text}\n~~~"),
    words.map(lambda text: f"    {text}"),
    words.map(lambda text: f"<pre><code>{text}</code></pre>"),
    words.map(lambda text: f"<div class='x'>\n{text}\n\n**{text}**\n</div>"),
    lines.map(lambda text: f"[^1]: {text}"),
    lines.map(lambda text: f"[^note]: {indented(text, 4)}\n\n    more"),
    lines.map(lambda text: f"Term\n: {text}"),
    st.sampled_from(
        [
            "---", "***", "$$\nx^2\n$$", "<div>raw</div>", "# Top 10 papers", "## Bonus", "- [x] done",
            "[ref]: https://b.example/ 'A title'", "<!-- papers -->", "<!-- /papers -->",
            "<!-- section -->", "<!-- /section -->", "<!-- a comment -->", "<iframe src='/x'></iframe>",
            "<details><summary>s</summary>\n\nhidden\n\n</details>", "**Links:** [Code](/a)",
            "**Disclosure:** I am one of them.", "Table: What it shows", "<table><tr><td>1</td></tr>",
        ]
    ),
)  # fmt: skip
documents = st.lists(blocks, min_size=1, max_size=7).map("\n\n".join)

# Front matter: key and value as they are written, in each of the three forms.
keys = st.sampled_from(
    "title date draft author authors categories tags weight cover params aliases slug extra series "
    "description url lastmod images Title menu".split()
)
_text = st.text(alphabet="ab é:#'\"\\[]{}&*!|>%@`,0-9", min_size=0, max_size=12)


def yaml_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


yaml_values = st.one_of(
    _text.map(yaml_text),
    st.sampled_from(
        [
            "plain words", "2018", "1.10", "true", "null", "~", "", "2024-05-31", "12:30", "0x1F", "1e3",
            "2024-05-31T21:50:20-07:00", "[a, 'b c', 3]", "{src: /a.png, alt: A}", "[]", "{}", "yes",
            "\n  - one\n  - \"two\"", "\n- one\n- two", "|\n  some\n  lines", ">-\n  folded\n  words",
            "\n  src: /a.png # why\n  alt: A", "!!str 5", "&anchor x",
        ]
    ),
)  # fmt: skip
toml_values = st.one_of(
    _text.map(lambda text: "'" + text.replace("'", "") + "'"),
    st.sampled_from(
        [
            '"basic \\"x\\""', "true", "3", "1.5", "2024-05-31", "2024-05-31T21:50:20-07:00", "['a', 'b']",
            "[\n  'a', # why\n  'b',\n]", "{ src = '/a.png' }", '"""\nmany\nlines"""', "12:30:00", "inf", "[]",
        ]
    ),
)  # fmt: skip
json_values = st.one_of(
    _text, st.booleans(), st.none(), st.integers(-5, 5), st.floats(0, 2), st.lists(_text, max_size=2),
    st.dictionaries(st.sampled_from(["src", "alt"]), _text, max_size=2),
)  # fmt: skip


# What happens to texts: a piece is lost, doubled, moved, turned round, or something is put in.
_places = st.floats(0, 1)
mutations = st.lists(
    st.tuples(
        st.sampled_from(["lose", "double", "move", "turn", "put", "cut"]),
        _places, _places, _places,
        st.one_of(html, shortcodes, words, st.sampled_from(["\n\n", "\n", "    ", "> ", "```\n", "---\n"])),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def mutated(source: bytes, changes: list[tuple[str, float, float, float, str]]) -> bytes:
    text = source.decode("utf-8")
    for what, first, second, third, new in changes:
        at, length = int(first * len(text)), int(second * min(80, len(text)))
        piece, rest = text[at : at + length], text[:at] + text[at + length :]
        there = int(third * len(rest))
        text = {
            "lose": rest,
            "double": text[:at] + piece + text[at:],
            "move": rest[:there] + piece + rest[there:],
            "turn": text[:at] + piece[::-1] + text[at + length :],
            "put": text[:at] + new + text[at:],
            "cut": text[:at] or text,
        }[what]
    return text.encode("utf-8", "replace")
