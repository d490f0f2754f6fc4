"""Whether a text that stands in `<pre>` is a program or a poem. No Django."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""(?x)
    ^\s*(?:\$|>>>|\#!|%|C:\\>)\s?\S | ^\s*(?://|/\*|\#include|\#define|@\w+|<\?|<!--|--\s) |
    [\w\])]\([^()\s]*\) | \w+\([^)]*\)\s*[;:{]?$ | \w+\.\w+\( |
    (?<![<>=!])\s[+\-*/:|&]?=\s*\S | == | != | <= | >= | => | -> | :: | && | \|\| | \+\+ | \+= |
    [{}\[\]]\s*[;,]?$ | [\w"')\]]\s*;$(?<=[="'()\]\d];) | </?\w[^>]*> | \\\w+\{ |
    ^\s*(?:sudo|apt-get|pip|conda|npm|git|mkdir|wget|curl|cmake|gcc|ssh|scp|elif|typedef|struct|
      SELECT|INSERT|UPDATE|CREATE)\s |
    ^\s*[\w.-]+\s*[:=]\s*[\d"'\[{/]
    """
)
# Words with which lines of programs begin, and lines of poems, which go on in words alone.
_WORDS = re.compile(
    r"\s*(?:def|class|import|from|return|function|var|let|const|public|private|static|void|int|float|"
    r"double|char|else:|try:|except|print|echo|export|cd|ls|rm|cp|mv|make|python)\b"
)
_SENTENCE = re.compile(r"\s*\w[\w'’-]*(?:[,;:]? +\w[\w'’-]*){2,}[.,;:!?]?")
# Of the lines that are not blank, so many have a sign of a program in them.
_SHARE = 0.3


def is_program(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    found = sum(1 for line in lines if _is_of_program(line.rstrip()))
    return bool(lines) and found >= max(1, len(lines) * _SHARE)


def _is_of_program(line: str) -> bool:
    if _SIGNS.search(line):
        return True
    return bool(_WORDS.match(line)) and not _SENTENCE.fullmatch(line)
