"""Which language a text is written in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in is that for it was with this are on we as have from but you",
    "es": "de la que el en los se del las por un para con una su al lo como más pero sus",
    "ca": "de la que el en els es del les per un amb una al com més però són aquest dels i què",
    "fr": "de la le et les des en un du une est que pour dans qui par sur au pas plus avec ce",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
    "it": "di che il la per un in del con non una è le si da della sono nel alla più come gli",
    "pt": "de que o a e do da em um para com não uma os no se na por mais as dos como mas ao",
    "gl": "de que o a e do da en un para con non unha os no se na por máis as dos como pero ao",
    "eu": "eta da ez bat du izan zen dira ere baina dut egin hau duen zuen batzuk oso",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als bij dit",
}
_OWN = {
    "ca": "amb els aquest això però són més què dels i tot molt fer us meva meu",
    "es": "y con los pero muy esto esta más son mi hay ya sin sobre",
    "pt": "não são você uma muito isso foi também",
    "gl": "non unha pero moi foi tamén isto",
}
# word → language, once for each list that holds it.
_SPEAKERS = [
    (word, code)
    for lists in (_WORDS, _OWN)
    for code, text in lists.items()
    for word in set(text.split())
]
_CODES = {word: [code for other, code in _SPEAKERS if other == word] for word, _code in _SPEAKERS}
_NOISE = re.compile(r"\{\{.*?\}\}|```.*?```|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL)
_FEWEST = 12
_MOST = 1500
_CLEARLY = 0.3


def guess_language(text: str, otherwise: str) -> str:
    """`otherwise` unless the text is long enough and clearly speaks another one."""
    words = re.findall(r"[^\W\d_]+", _NOISE.sub(" ", text).lower())[:_MOST]
    if len(words) < _FEWEST:
        return otherwise
    scores = Counter(dict.fromkeys(_WORDS, 0))
    for word in words:
        scores.update(_CODES.get(word, ()))
    (best, score), (_second, next_score) = scores.most_common(2)
    own = scores.get(otherwise, 0)
    if otherwise not in _WORDS and score < len(words) * _CLEARLY:
        # Of a language whose words are not listed here, some look like those of another.
        return otherwise
    if best == otherwise or score < len(words) * 0.12 or score < own * 1.3 or score <= next_score:
        return otherwise if own >= score * 0.7 or score < len(words) * 0.12 else best
    return best
