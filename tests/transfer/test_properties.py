"""Any text comes in, and what came in goes out and comes in again as the same."""

import datetime as dt
import json
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from blog.core.errors import SourceError
from blog.transfer.export.front_matter import edit_front_matter
from blog.transfer.export.splice import Splicer
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.front_matter import read_front_matter
from blog.transfer.hugo.parse import UNREADABLE
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect
from tests.transfer import generators
from tests.transfer.generators import documents, mutated, mutations, words
from tests.transfer.hard_site import FILES

DIALECT = Dialect(math=True, emoji=True, typographer=True)
READER = Reader(bare_site(DIALECT))
WRITER = BodyWriter.for_dialect(DIALECT)

relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@given(documents)
@example("```\n{{< ref\n{{% note %}} x\n```\n")
@example("```\n{{% a\n{{< b >}}\n```\n")
@example("![wa](/a.png) {{< figure  >}}\n\n<table><tr><td>1</td></tr>\n\n{{< youtube  >}}")
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


SAMPLES = Path(__file__).resolve().parents[1] / "samples"
REAL = [
    *(file.read_bytes() for file in sorted(SAMPLES.glob("hugo/content/**/*.md"))),
    *(text if isinstance(text, bytes) else text.encode() for text in FILES.values()),
]


def check_whatever_it_became(source: bytes) -> None:
    document = READER.document(source)
    assert [note for note in document.notices if note.what.startswith(UNREADABLE)] == []
    written = WRITER.document(document.body)
    assert comparable(READER.blocks(written)) == comparable(document.body), written


@given(st.sampled_from(REAL), mutations)
@settings(relaxed, max_examples=80)
def test_a_real_text_that_something_happened_to_is_read_and_written_alike(source, changes):
    check_whatever_it_became(mutated(source, changes))


# Each example reads hundreds of posts: to look for a smaller one that fails, and for its reasons,
# would take hours. The post that fails is in the message.
@given(changes=mutations)
@settings(relaxed, max_examples=6, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_real_posts_that_something_happened_to_are_read_and_written_alike(corpora, changes):
    for file in sorted((corpora / "urinieto" / "content").rglob("*.md")):
        check_whatever_it_became(mutated(file.read_bytes(), changes))


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


FORMS = {
    "yaml": ("---\n", "---\n", lambda key, value: f"{key}: {value}", generators.yaml_values),
    "toml": ("+++\n", "+++\n", lambda key, value: f"{key} = {value}", generators.toml_values),
    "json": ("{\n", "}\n", lambda key, value: f"{json.dumps(key)}: {json.dumps(value)}",
             generators.json_values),
}  # fmt: skip
CHANGES = st.dictionaries(
    st.sampled_from(["title", "date", "authors", "categories", "draft", "thumbnail", "summary"]),
    st.one_of(
        st.none(), st.booleans(), generators.words, st.lists(generators.words, max_size=3),
        st.just(dt.datetime(2024, 5, 31, 21, 50, 20, tzinfo=dt.UTC)),
        st.fixed_dictionaries({"src": st.just("/a.png"), "alt": generators.words}),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@st.composite
def front_matters(draw):
    """A file whose front matter has a comment before every other key; its form; and its keys."""
    form = draw(st.sampled_from(sorted(FORMS)))
    opening, closing, write, values = FORMS[form]
    names = draw(st.lists(generators.keys, max_size=6, unique_by=str.lower))
    lines = [write(name, draw(values)) for name in names]
    if form == "json":
        return form, f"{opening}{(',' + chr(10)).join(lines)}\n{closing}Words.\n", names, lines
    noted = [f"# about {name}\n{line}" for name, line in zip(names, lines, strict=True)]
    text = "".join(f"{item}\n" for item in noted)
    return form, f"{opening}{text}{closing}Words.\n", names, lines


@given(front_matters(), CHANGES)
@relaxed
def test_a_changed_key_leaves_every_other_line_of_front_matter_alone(written, changes):
    form, text, names, lines = written
    try:
        before = read_front_matter(text.encode(), "post.md")
    except SourceError:
        return

    edited = edit_front_matter(text.encode(), changes)

    after = read_front_matter(edited, "post.md")
    wanted = {key: value for key, value in (before.values | changes).items() if value is not None}
    found = {key: value for key, value in after.values.items() if value is not None}
    assert same_values(found) == same_values(wanted), edited.decode()
    assert edited[after.body_start :] == text.encode()[before.body_start :]
    rest = edited.decode()
    for name, line in zip(names, lines, strict=True):
        if name.lower() not in changes:
            kept = line if form == "json" else f"# about {name}\n{line}\n"
            assert kept in rest, rest
            rest = rest[rest.index(kept) :]


def same_values(value):
    """As they are read: everything but truth values and lists is text."""
    if isinstance(value, dict):
        return {str(key): same_values(item) for key, item in value.items()}
    if isinstance(value, list):
        return [same_values(item) for item in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value if isinstance(value, bool) or value is None else str(value)
