import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.terms import forms_of, terms, words
from blog.search.query import MAX_CHUNKS, parse_query


def test_accents_capitals_and_endings_make_no_difference():
    assert terms("Canción CANCIONES cancion", "es") == ["cancion"] * 3
    assert terms("Diffusing diffused diffuses", "en") == ["diffus"] * 3


def test_a_word_is_found_by_what_it_became_in_any_language():
    for text, language in (("Canciones", "es"), ("investigadors", "ca"), ("Straßen", "de")):
        [term] = terms(text, language)
        assert (language, term) in forms_of(text.upper())


def test_names_and_unknown_languages_are_only_folded():
    assert terms("Schlüter García", "") == ["schluter", "garcia"]
    assert terms("Müller models", "ja") == ["muller", "models"]


def test_japanese_is_parted_into_pairs():
    assert terms("音楽情報 AI", "ja") == ["音楽", "楽情", "情報", "ai"]


def test_the_place_of_each_term_is_known():
    text = "Ça va, 音楽情報?"

    assert [text[word.start : word.end] for word in words(text)] == [
        "Ça",
        "va",
        "音楽",
        "楽情",
        "情報",
    ]


@pytest.mark.parametrize(
    ("typed", "chunks"),
    [
        ("diffusion models", [("diffusion",), ("models",)]),
        ('"self attention" music', [("self", "attention"), ("music",)]),
        ("“self attention”", [("self", "attention")]),
        ('a"b', [("b",)]),
        ('music "open', [("music",), ("open",)]),
        ("arXiv:1706.03762", [("arXiv", "1706", "03762")]),
        ("the loss of attention", [("loss",), ("attention",)]),
        ("the of", [("the",), ("of",)]),
        ('"the of"', [("the", "of")]),
        ("a\x00b %_* OR NOT", [("b",), ("NOT",)]),
        ("", []),
        ('""', []),
        ("!!! ---", []),
    ],
)
def test_a_query_becomes_words_and_phrases(typed, chunks):
    assert [chunk.words for chunk in parse_query(typed).chunks] == chunks


def test_an_endless_query_is_cut():
    query = parse_query("word " * 2000 + " ".join(f"w{number}x" for number in range(500)))

    assert len(query.text) <= 200
    assert len(query.chunks) <= MAX_CHUNKS


@given(st.text(max_size=400))
def test_nothing_that_can_be_typed_is_an_error(typed):
    query = parse_query(typed)

    assert "\x00" not in query.text
    for chunk in query.chunks:
        assert chunk.words
        assert all(forms for forms in chunk.forms)
