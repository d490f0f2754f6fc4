import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.core.mojibake import repair_mojibake

CORRECT = [
    "Ã is a letter of Portuguese: São, MANHÃ, maçã.",
    "Disse “MANHÔ e saiu – foi à praia…",
    "CAFÉ™ and PERÚ® at 20 °C, ÂNGELO²",
    "« Il a dit ‘l’été’” en français »",
    "L'Àngel va col·leccionar ©2020 llibres à 3 €, ¿qué? ¡no!",
    "Straße, Øre, Œuvre, naïve—Zoë…",
    "Þórður, ð, Ñandú, Ñ®, çà et là",
    "σ-algebra, αβγ, Привет, 日本語, 🚀",
    "",
]


@pytest.mark.parametrize("text", CORRECT)
def test_correct_text_is_never_touched(text):
    assert repair_mojibake(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "CLIP🚀",
        "CLIP🚀 y también en español, “comillas” incluidas",
        "São Paulo, coração",
        "col·lecció d'estiu",
        "it’s – well – fine…",
        "20 °C",
        "αβγ",
        "日本語",
        "¿Qué pasó en Cañada?",
        "Straße",
    ],
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_what_was_decoded_wrongly_comes_back(text, wrong):
    broken = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    assert broken != text
    assert repair_mojibake(broken) == text


def test_only_the_wrong_part_changes():
    assert repair_mojibake("canción: CLIPðŸš€, ¿no?") == "canción: CLIP🚀, ¿no?"


ALPHABETS = [
    "abcdefghijlmnopqrstuvxzáâãàçéêíóôõú",  # Portuguese
    "abcdefghijlmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ",  # French
    "abcdefghijlmnñopqrstuvxyzáéíóúüàèòïç",  # Spanish, Catalan
    "abcdefghijklmnoprstuvwzäöüß",  # German
    "abcdefghijklmnoprstuvyæøåäöðþáíóúý",  # the North
]
WORDS = st.sampled_from(ALPHABETS).flatmap(
    lambda letters: st.text(letters, min_size=1, max_size=8).flatmap(
        lambda word: st.sampled_from([word, word.capitalize(), word.upper()])
    )
)
JOINTS = st.sampled_from(
    [
        " ",
        " ",
        " ",
        ", ",
        ". ",
        "… ",
        " – ",
        "—",
        "” ",
        "’ ",
        " “",
        " ‘",
        "» ",
        " «",
        "’” ",
        "™ ",
        "® ",
    ]
)


@settings(max_examples=500)
@given(st.lists(st.tuples(WORDS, JOINTS), min_size=1, max_size=12))
def test_words_of_latin_scripts_with_any_punctuation_stay(parts):
    text = "".join(word + joint for word, joint in parts)
    assert repair_mojibake(text) == text
    assert repair_mojibake(repair_mojibake(text)) == text
