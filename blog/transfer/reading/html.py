"""Listings written in HTML. No Django."""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from blog.transfer.reading.listings import is_program


def code_in_html(source: str) -> dict[str, Any] | None:
    """The value of a code block when the HTML is one listing and nothing else.

    A `<pre>` without `<code>` and without a language may be a poem, or a letter: it keeps its lines
    and is no code.
    """
    if "<pre" not in source.lower():
        return None
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    codes = list(root.iter("code"))
    listings = list(root.iter("pre"))
    if not codes and len(listings) == 1 and _is_listing(listings[0]):
        codes = listings
    outside = {element.tag for element in root.iter(etree.Element)} - {"div", "pre", "code", "br"}
    inside = {element.tag for code in codes for element in code.iter(etree.Element)}
    if len(codes) != 1 or outside - inside or not listings:
        return None
    code = codes[0]
    text = _lines_of(code)
    if "".join(root.text_content().split()) != "".join(text.split()):
        return None
    language = _language(code) or _language(listings[0]) or ""
    return {"language": language, "filename": "", "code": text.strip("\n")}


def _is_listing(element: Any) -> bool:
    return _language(element) is not None or is_program(_lines_of(element))


def _lines_of(element: Any) -> str:
    """The text of a listing, where `<br>` ends lines as well."""
    whole = copy.deepcopy(element)
    for line_break in list(whole.iter("br")):
        line_break.tail = "\n" + (line_break.tail or "").removeprefix("\n")
    return str(whole.text_content())


def _language(element: Any) -> str | None:
    """As class or attribute say it, in the ways of highlighters old and new; "" for code without
    one, None for what is not said to be code."""
    own = str(element.get("lang") or element.get("data-lang") or "")
    classes = str(element.get("class") or "")
    named = re.search(r"(?:language|lang)-([\w+#-]{1,40})|\bbrush:\s*([\w+#-]{1,40})", classes)
    if named:
        return named[1] or named[2]
    if re.fullmatch(r"[\w+#-]{1,40}", own):
        return own
    is_code = re.search(
        r"\b(?:prettyprint|sourcecode|highlight|brush|chroma|wp-block-code)\b", classes
    )
    return "" if is_code else None


def only_closes(source: str) -> bool:
    """Closing tags alone: what they close stands before, and is closed there already."""
    return bool(re.fullmatch(r"\s*(?:</[A-Za-z][\w-]*\s*>\s*)+", source))
