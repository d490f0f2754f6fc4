"""Names of authors as posts write them beside a title. No Django."""

from __future__ import annotations

import re

from blog.papers.names import PARTICLES

_ET_AL = re.compile(
    r"[,;]?\s*(?:\bet\.? al?\b\.?|\band (?:\d+ )?others\b|\bu\.\s?a\.|ほか|等)$", re.IGNORECASE
)
_NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’‐‑\-])*,?$")
# Family names of Chinese, Japanese and Korean writers are short words without capitals.
_EASTERN = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,4}$")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# What stands beside a title and is nobody.
_NO_NAMES = frozenset(
    """
    abstract also arxiv article award blog bonus code dataset day demo extended first full github here invited
    journal keynote link monday new oral paper papers podcast post poster preprint project see session slides
    spotlight student talk the thursday track tuesday tutorial update video website wednesday friday workshop
    best runner-up finalist honorable honourable mention top accepted published presented appeared
    a an and this that these those it we our you your they their my his her its in on at of for to from with without via
    great nice very interesting cool loved love amazing simple really good another takeaway summary tldr note
    notes why what how when where who which key main results result work works method methods model models learning
    nature science proceedings proc conference transactions letters symposium findings review annals magazine
    neurips nips iclr icml cvpr iccv eccv acl emnlp naacl eacl aaai ijcai kdd recsys sigir interspeech icassp ismir
    coling tacl jmlr tmlr colt uai aistats corl rss icra iros chi uist www wsdm cikm siggraph miccai
    google meta openai deepmind microsoft nvidia amazon apple facebook anthropic ibm intel adobe baidu tencent alibaba
    bytedance university université universität universidad institute institut college school lab labs laboratory
    department inc ltd gmbh research stanford mit berkeley cmu oxford cambridge eth epfl inria cnrs mila tsinghua
    january february march april may june july august september october november december
    """.split()
)
# A name may be one of those: nobody is called "The", but someone is called "May" or "Oxford".
_NAMES_TOO = frozenset(
    "may april june august stanford berkeley oxford cambridge apple works day nice".split()
)
_COMPANY = re.compile(
    r"\b(?:google|meta|openai|deepmind|microsoft|nvidia|amazon|apple|facebook|anthropic|ibm|intel|adobe|"
    r"universit\w*|institut\w*|college|school|labs?|inc|research|mit|stanford|berkeley|cmu|eth|epfl|inria|"
    r"mila|nyu|ucl|ubc|ai)\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*(?:,|;|，|、|&|\b(?:and|und|et|y|e)\b(?!\s+al))\s*")
_MARKS = re.compile(
    r"[*†‡§¶∗✝⁎#^⁺]+|[¹²³⁰⁴-⁹]+(?:[,⁾]?[¹²³⁰⁴-⁹]+)*|"
    r"(?<=[a-zà-ÿ])\d{1,2}(?:,\d{1,2})*(?!\w)"
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NAMES_END = re.compile(
    r"[)\]]|[:;,(\[|·\n\u2028\ue000]|[.](?=\s|$)|\s[-–—]+\s|\s(?=(?:(?:19|20)\d\d|at|in)\b)|$"
)
# Ends that have a full stop of their own: an initial, "et al."
_DOTTED = re.compile(r"\b(?:et al?|[A-Z]|[JS]r)$")
# Small words that stand between names.
_LINKING = PARTICLES | frozenset(("and", "et", "al", "und", "e", "others", "by", "jr", "sr"))
_LONGEST_NAMES = 600
# It ends a sentence, and no list of names goes on after it.
_LONG_WORD_WITH_STOP = re.compile(r"[^\W\d_]{4,}[.]\s")


def split_authors(text: str) -> tuple[str, str]:
    """("Title", "Pasini & Schlüter") of "Title (Pasini & Schlüter)", "Title - Liu et al." and
    "Title by Ada Quill and Bruno Verso"; no authors where the end does not look like names."""
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text, re.DOTALL)
    if bracket and looks_like_names(bracket[2]):
        return bracket[1].strip(), bracket[2].strip()
    for separator in (r"\s+[-–—]+\s+", r",?\s+by\s+"):
        cuts = list(re.finditer(separator, text))
        for cut in reversed(cuts):
            head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
            if head and looks_like_names(tail):
                return head, tail
    return text, ""


def looks_like_names(text: str) -> bool:
    """One to many names: "Liu et al.", "Chen & Su", "Ada Quill, Bruno Verso and C. Folio"."""
    if len(text) > _LONGEST_NAMES:
        return False
    if _ET_AL.search(text):
        names = _ET_AL.sub("", text).strip(" ,")
        return bool(names) and _are_names(names)
    return bool(re.search(r"&|,|\band\b|\s", text)) and _are_names(text)


def _are_names(text: str) -> bool:
    parts = [part for part in _SEPARATORS.split(text.strip(" .")) if part]
    if not parts or _LONG_WORD_WITH_STOP.search(text.strip(" .")):
        return False
    for part in parts:
        words = part.split()
        if not 1 <= len(words) <= 5 or not all(_is_name_word(word) for word in words):
            return False
    # A subtitle in title case reads like a name, but seldom like several short ones.
    return len(parts) > 1 or len(text.split()) <= 4


def _is_name_word(word: str) -> bool:
    bare = word.lower().strip(".,")
    if word in PARTICLES or bare in _SUFFIXES or _EASTERN.match(word):
        return True
    if bare in _NO_NAMES and bare not in _NAMES_TOO:
        return bool(re.fullmatch(r"[A-Z]\.?,?", word))
    return bool(_NAME_WORD.match(word)) and word[0].isupper()


def without_marks(text: str) -> str:
    """Names without the stars and numbers of their notes, and without places of work in brackets;
    a name in brackets between two others stays: "Yi (Joshua) Ren"."""

    def shown(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        is_inside = re.search(r"\w$", before) and re.match(r"\s+[^\W\d_]", after)
        is_name = re.fullmatch(r"[^\W\d_][\w.'’-]*", found[1])
        return found[0] if is_inside and is_name and not re.match(r"\s+and\b", after) else ""

    names = _MARKS.sub("", _BRACKETS.sub(shown, text))
    return re.sub(r"\s+([,;])", r"\1", " ".join(names.split())).strip(" ,;")


def leading_names(text: str) -> tuple[str, int]:
    """Names at the beginning of a text, and where they end."""
    best, end, last = "", 0, 0
    first = text.split(maxsplit=1)[:1]
    if not first or not _is_name_word(first[0].strip("*_(,;:.") or "-"):
        return "", 0
    for stop in _NAMES_END.finditer(text, 0, _LONGEST_NAMES):
        raw = text[: stop.start()].replace("\u2028", " ").replace("\ue000", " ")
        if raw.count("(") == raw.count(")") and _has_other_words(raw[last:]):
            break
        last = stop.end()
        names = without_marks(raw)
        if _LONG_WORD_WITH_STOP.search(names):
            break
        names = names.rstrip(".") + ("." if _DOTTED.search(names.rstrip(".")) else "")
        if names != best and looks_like_names(re.sub(r"\(([^()]*)\)", r"\1", names)):
            best = names
            end = stop.end() if stop[0] == "." else stop.start()
    return best, end


def _has_other_words(text: str) -> bool:
    """Words that no list of names goes on after."""
    return any(word.isalpha() and word.islower() and word not in _LINKING for word in text.split())


def listed_names(text: str) -> str:
    """Names of a cell or a line that holds nothing else: one a line, perhaps with a place of work
    after each."""
    lines = [line for line in re.split(r"[\n\u2028\ue000]+", text) if line.strip()]
    if len(lines) > 1:
        return ", ".join(without_marks(_without_company(line)) for line in lines)
    return without_marks(text)


def _without_company(line: str) -> str:
    name, comma, place = line.partition(",")
    return name if comma and _COMPANY.search(place) else line
