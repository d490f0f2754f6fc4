"""Any text comes in, and what came in goes out and comes in again as the same."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.transfer.dialect import Dialect
from blog.transfer.export.splice import Splicer
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.parse import UNREADABLE
from blog.transfer.hugo.reread import Reader, bare_site, comparable

DIALECT = Dialect(math=True, emoji=True, typographer=True)
READER = Reader(bare_site(DIALECT))
WRITER = BodyWriter.for_dialect(DIALECT)

words = st.text(
    alphabet=st.sampled_from("abc é“”‘’…–-—'\"*_`~[]()<>#!&;:.,$\\|/0123{}%^=+@ \u00a0"),
    min_size=1,
    max_size=24,
)
spans = st.one_of(
    words,
    words.map(lambda text: f"**{text}**"),
    words.map(lambda text: f"*{text}*"),
    words.map(lambda text: f"`{text}`"),
    words.map(lambda text: f"~~{text}~~"),
    st.tuples(words, words).map(lambda pair: f"[{pair[0]}](https://a.example/{pair[1]})"),
    st.sampled_from(
        [
            "$x_1^2$",
            "$17 and $18",
            "<sup>2</sup>",
            "[^1]",
            ":smile:",
            "www.a.example",
            "b@a.example",
            "{#x}",
            "  \n",
            "\\\n",
        ]
    ),
)
lines = st.lists(spans, min_size=1, max_size=5).map(" ".join)
blocks = st.one_of(
    lines,
    lines.map(lambda text: f"## {text}"),
    lines.map(lambda text: f"> {text}"),
    st.lists(lines, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {i}" for i in items)),
    st.lists(lines, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))
    ),
    words.map(lambda text: f"```python\n{text}\n```"),
    st.tuples(words, words).map(lambda pair: f"| {pair[0]} | b |\n| --- | ---: |\n| {pair[1]} | 2 |"),
    words.map(lambda text: f"### [{text}](https://arxiv.org/abs/2302.02257)"),
    words.map(lambda text: f'{{{{< figure src="/a.png" caption="{text}" >}}}}'),
    st.sampled_from(
        ["---", "$$\nx^2\n$$", "<div>raw</div>", "[^1]: A note.", "# Top 10 papers",
         "{{< youtube dQw4w9WgXcQ >}}", "{{< unknown >}}", "- [x] done", "Term\n: Meaning"]
    ),
)  # fmt: skip
documents = st.lists(blocks, min_size=1, max_size=6).map("\n\n".join)
relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@given(documents)
@relaxed
def test_what_was_read_is_written_so_that_it_reads_the_same(text):
    body = READER.blocks(text)

    written = WRITER.document(body)

    assert comparable(READER.blocks(written)) == comparable(body), written


@given(st.one_of(st.text(max_size=300), documents), st.binary(max_size=80))
@example("\ue0015\ue002", b"")
@example("---\na: [1\n---\n", b"\xff")
@relaxed
def test_no_input_makes_the_reader_raise(text, noise):
    for source in (text.encode("utf-8", "replace"), noise, text.encode("utf-8", "replace") + noise):
        failures = [n for n in READER.document(source).notices if n.what.startswith(UNREADABLE)]
        assert failures == []


@given(documents, st.integers(0, 5), words)
@relaxed
def test_an_edit_leaves_every_other_block_its_own_bytes(text, number, new):
    source = f"---\ntitle: Pitch\n---\n{text}".encode()
    document = READER.document(source)
    if not document.body:
        return
    at = number % len(document.body)
    [*edited] = READER.blocks(f"Edited words {new.strip()}") or []
    if len(edited) != 1:
        return
    new_body = [*document.body[:at], *edited, *document.body[at + 1 :]]
    span_pairs = [[block.span.start, block.span.end] for block in document.body]
    start = len("---\ntitle: Pitch\n---\n")

    body = Splicer(source, start, span_pairs, document.body, new_body, WRITER).body()

    first, last = span_pairs[at]
    alone = all(
        pair is span_pairs[at] or pair[1] <= first or pair[0] >= last for pair in span_pairs
    )
    # Of two blocks that are the same, either may count as the one that was edited.
    unique = len({str(block) for block in comparable(document.body)}) == len(document.body)
    if alone and unique and first < last:
        assert body.startswith(source[start:first].rstrip()), body
        assert body.endswith(source[last:].lstrip()), body
