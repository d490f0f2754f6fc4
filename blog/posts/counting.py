"""How many papers does a heading promise? "Top 10", "Ten papers", "Die zehn besten", "Deu articles".

Pure. The editor's script applies the same pattern and the same words (`rules`), so that both say
the same.
"""

from __future__ import annotations

import re
from typing import Any

from blog.core.text import fold

# Folded: without accents, ß as ss. A language's own words alone: "set" is seven in Catalan, "neuf"
# nine in French.
_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte",
    "ca": "dos tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset "
    "divuit dinou vint",
    "de": "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt",
}
_MORE = {
    "en": {"dozen": 12, "thirty": 30, "fifty": 50, "hundred": 100},
    "es": {"docena": 12, "treinta": 30, "cincuenta": 50, "cien": 100},
    "ca": {"dues": 2, "dotzena": 12, "trenta": 30, "cinquanta": 50, "cent": 100},
    "de": {"dutzend": 12, "dreissig": 30, "funfzig": 50, "hundert": 100},
    "fr": {"douzaine": 12, "trente": 30, "cinquante": 50, "cent": 100},
}
NUMBERS = {
    language: {word: at for at, word in enumerate(words.split(), 2)} | _MORE[language]
    for language, words in _WORDS.items()
}
_COUNTED = (
    "papers?|works?|picks?|favou?rites?|entries|studies|posters?|talks?|best|articles?|articulos?|"
    "trabajos?|mejores|favoritos?|treballs?|millors|preferits?|arbeiten|artikel|beitrage|besten|"
    "lieblinge|travaux|contributions?|publications?|meilleure?s?|preferes?"
)
_NUMBER = r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)"
# Of two groups one holds the number.
PATTERN = (
    rf"(?:^|[^\w-])top[ -]+{_NUMBER}(?![\w-])"
    rf"|(?:^|[^\w.,-]){_NUMBER}(?: +[^ ]+){{0,2}}? +(?:{_COUNTED})(?![\w-])"
)
_FOUND = re.compile(PATTERN)


def promised(text: str, language: str = "en") -> int | None:
    """The number of papers that a heading names; None when it names none."""
    words = NUMBERS.get(language[:2], NUMBERS["en"])
    folded, at = fold(text), 0
    while found := _FOUND.search(folded, at):
        said = found[1] or found[2]
        number = int(said) if said.isdigit() else words.get(said)
        if number:
            return number
        # "our ten papers": the first word that could be a number is none.
        at = found.start() + 1
    return None


def rules() -> dict[str, Any]:
    return {"pattern": PATTERN, "numbers": NUMBERS}
