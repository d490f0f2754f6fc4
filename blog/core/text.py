"""Slugs, folding and other plain-text work. No Django."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

# What XML 1.0 §2.2, YAML 1.2 §5.1 or UTF-8 cannot hold: control signs, lone surrogates, non-characters.
_UNWRITABLE = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs", "Mn", "Me"))
# The fillers of Hangul and the empty cell of Braille are letters and signs to Unicode.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# The joiner of graphemes and the selectors of variants, which nobody sees or types.
_UNSEEN_MARKS = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def decoded(source: bytes) -> str:
    """The text of a file that says it is UTF-8; a byte that is not becomes a sign of its own, of which
    `encoded` makes the same byte."""
    return source.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def writable(text: str, stand_in: str = "") -> str:
    """The text without signs that no file of ours could hold, or with a stand-in for each."""
    return _UNWRITABLE.sub(stand_in, text)


def is_visible(text: str) -> bool:
    """Whether a reader sees any of it: no spaces, joiners, marks or blank letters alone."""
    return any(
        unicodedata.category(sign) not in _UNSEEN and sign not in _BLANK_LETTERS for sign in text
    )


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(writable(text).split())


def fold(text: str) -> str:
    """Text for comparing names: no case, no accents, single spaces. "Café  ÉTÉ" → "cafe ete"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def fold_case(text: str) -> str:
    """Text for comparing names without regard to case alone: ICLR = iclr, but café ≠ cafe."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def slugify(text: str, *, fallback: str = "untitled", length: int = 80) -> str:
    """An ASCII slug of at most `length` characters, cut at a word; never empty.

    Scripts without an ASCII form are transliterated: "日本" → "riben".
    """
    words = re.findall(r"[a-z0-9]+", anyascii(text.replace("'", "").replace("’", "")).lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > length:
            break
        slug = longer
    return slug or (words[0][:length] if words else fallback)


def is_slug(text: str) -> bool:
    """Letters and numbers of all scripts with their marks, hyphens and underscores."""
    return bool(text) and _slug_signs(text) == text


def own_slug(text: str) -> str:
    """A slug in the letters of the text: "हिन्दी में" → "हिन्दी-में"; "" where it has none."""
    words = unicodedata.normalize("NFC", text).lower().split()
    return re.sub("-+", "-", _slug_signs("-".join(words))).strip("-_")


def _slug_signs(text: str) -> str:
    kept, is_word = [], False
    for sign in text:
        # Vowel signs are no letters to Unicode; without a letter before it, a mark hangs in the air.
        is_word = sign.isalnum() or (is_word and _is_spoken_mark(sign))
        if is_word or sign in "-_":
            kept.append(sign)
    return "".join(kept)


def _is_spoken_mark(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Mc") and not _UNSEEN_MARKS.match(sign)


def count_words(text: str) -> int:
    """Words as a reader counts them; each CJK character counts for half a word."""
    cjk = sum(1 for char in text if "぀" <= char <= "ヿ" or "一" <= char <= "鿿")
    return len(_WORD.findall(text)) + cjk // 2


def initials(name: str) -> str:
    """At most two letters for a portrait that is not there: "Ada de la Quill" → "AQ"."""
    words = [word for word in re.split(r"[\s\-.]+", name) if word[:1].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
