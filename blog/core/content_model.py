"""Where HTML elements may stand and what their attributes may say (https://html.spec.whatwg.org).

Old pages hold lists whose children are no items and sizes in percent. Browsers guess what was meant,
each in its own way; what we send out is mended once. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree, html

_NUMBER = re.compile(r"[0-9]{1,9}")
_SIGNED = re.compile(r"-?[0-9]{1,9}")
_SPAN = re.compile(r"[1-9][0-9]{0,2}")
_SOUND = {
    "width": _NUMBER, "height": _NUMBER, "start": _SIGNED, "value": _SIGNED,
    "colspan": _SPAN, "rowspan": _SPAN, "span": _SPAN,
    "type": re.compile(r"[1aAiI]|[a-z]+/[\w.+-]+"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "role": re.compile(r"note|img|list|listitem|region|group|doc-[a-z]+"),
    "datetime": re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?"),
}  # fmt: skip
_PHRASES = frozenset(
    "abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup time u var".split()
)
_BLOCKS = frozenset(
    "article aside blockquote details div dl figure h2 h3 h4 h5 h6 hr ol p pre section table "
    "ul".split()
)


# Void elements that HTML 4 did not have: libxml2 puts what follows them inside of them.
_VOID_SINCE = ("source", "track", "wbr", "embed")
_VOID_END = re.compile(rf"</(?:{'|'.join(_VOID_SINCE)})>")


def let_followers_out(root: html.HtmlElement) -> None:
    """What the parser put inside of an element that has no end follows it again."""
    # From the inside out: each moves its followers only as far as its own parent.
    for element in reversed(list(root.iter(*_VOID_SINCE))):
        if not element.text and not len(element):
            continue
        text, element.text = element.text, None
        children, tail = list(element), element.tail or ""
        element.tail = text
        for child in reversed(children):
            element.addnext(child)
        last = children[-1] if children else element
        last.tail = (last.tail or "") + tail


def write_html(element: html.HtmlElement) -> str:
    """Without ends of elements that have none: a parser takes `</source>` for a fault."""
    return _VOID_END.sub("", html.tostring(element, encoding="unicode"))


def is_sound_value(name: str, value: str) -> bool:
    """False for a value that the attribute cannot have; nothing is known of most attributes."""
    expected = _SOUND.get(name)
    return expected is None or bool(expected.fullmatch(value))


def mend_structure(root: html.HtmlElement) -> None:
    """Lists of items alone, terms with their definitions, no block inside of a phrase."""
    for element in list(root.iter(etree.Element)):
        mend = _MENDERS.get(element.tag)
        if mend:
            mend(element)
    # From the inside out, so that a phrase around a phrase around a block is seen.
    for element in reversed(list(root.iter(*_PHRASES))):
        _let_blocks_out(element)


def _only_items(element: html.HtmlElement) -> None:
    _wrap_others(element, {"li"}, "li")


def _belongs_in(
    parents: Iterable[str], otherwise: str = "div"
) -> Callable[[html.HtmlElement], None]:
    kept = frozenset(parents)

    def mend(element: html.HtmlElement) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag not in kept:
            element.tag = otherwise

    return mend


def _only_in_media(element: html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None and parent.tag not in ("video", "audio", "picture"):
        element.drop_tree()  # it shows nothing by itself


def _with_a_reading(element: html.HtmlElement) -> None:
    if element.find("rt") is None:
        element.tag = "span"
        for child in element:
            child.tag = "span"


def _with_a_cell(element: html.HtmlElement) -> None:
    if element.find("td") is None and element.find("th") is None:
        element.drop_tree()


def _with_a_name(element: html.HtmlElement) -> None:
    """A link that says nothing leads nobody; one of a picture without words is called by its address."""
    pictures = list(element.iter("img", "video", "audio"))
    words = [element.text_content(), element.get("aria-label"), element.get("title")]
    words += [picture.get("alt") for picture in pictures]
    address = element.get("href")
    if not address or any((text or "").strip() for text in words):
        return
    if pictures:
        element.set("aria-label", address)
    else:
        del element.attrib["href"]


def _with_a_moment(element: html.HtmlElement) -> None:
    moments = element.get("datetime", ""), element.text_content()
    if not any(is_sound_value("datetime", moment) for moment in moments):
        element.tag = "span"


def _terms_with_definitions(element: html.HtmlElement) -> None:
    _wrap_others(element, {"dt", "dd"}, "dd")
    kinds = "".join("t" if child.tag == "dt" else "d" for child in element)
    if not re.fullmatch(r"(t+d+)+", kinds):
        element.tag = "div"
        for child in element:
            child.tag = "div"


def _summary_first(element: html.HtmlElement) -> None:
    found = [child for child in element if child.tag == "summary"]
    if not found:
        element.tag = "div"
    elif element.index(found[0]) or (element.text or "").strip():
        found[0].tail, tail = None, found[0].tail
        text, element.text = element.text, None
        element.insert(0, found[0])
        found[0].tail = f"{text or ''}{tail or ''}"
    for child in found[1:]:
        child.tag = "div"


def _caption_at_an_edge(element: html.HtmlElement) -> None:
    found = [child for child in element if child.tag == "figcaption"]
    for child in found[1:]:
        child.tag = "div"
    if found and element.index(found[0]) not in (0, len(element) - 1):
        caption = found[0]
        before = caption.getprevious()
        before.tail = (before.tail or "") + (caption.tail or "")
        caption.tail = None
        element.append(caption)


def _wrap_others(element: html.HtmlElement, kept: set[str], wrapper: str) -> None:
    """Text and elements that may not stand here, each run of them in a `wrapper`."""
    parts: list[html.HtmlElement] = []
    run = _take_text(element, wrapper)
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in kept or not isinstance(child.tag, str):
            parts += [item for item in (run, child) if item is not None]
            run = None
        else:
            run = etree.Element(wrapper) if run is None else run
            run.append(child)
        if (tail or "").strip():
            if run is None:
                run = etree.Element(wrapper)
                run.text = tail
            elif len(run):
                run[-1].tail = tail
            else:
                run.text = (run.text or "") + (tail or "")
    parts += [run] if run is not None else []
    for child in list(element):
        element.remove(child)
    element.extend(parts)


def _take_text(element: html.HtmlElement, wrapper: str) -> html.HtmlElement | None:
    text, element.text = element.text, None
    if not (text or "").strip():
        return None
    run = etree.Element(wrapper)
    run.text = text
    return run


def _let_blocks_out(element: html.HtmlElement) -> None:
    """<b><p>so</p></b> becomes <div><p><b>so</b></p></div>; deeper blocks keep what they have."""
    if not any(child.tag in _BLOCKS for child in element):
        return
    phrase, attributes = element.tag, dict(element.attrib)
    element.tag = "div"
    element.attrib.clear()
    _wrap_others(element, set(_BLOCKS), phrase)
    for child in element:
        if child.tag == "p":
            inner = etree.Element(phrase, attributes)
            inner.text, child.text = child.text, None
            inner.extend(list(child))
            child.append(inner)
        elif child.tag == phrase:
            child.attrib.update(attributes)


_MENDERS: dict[str, Callable[[html.HtmlElement], None]] = {
    "ul": _only_items,
    "ol": _only_items,
    "dl": _terms_with_definitions,
    "li": _belongs_in(("ul", "ol")),
    "dt": _belongs_in(("dl",)),
    "dd": _belongs_in(("dl",)),
    "summary": _belongs_in(("details",)),
    "figcaption": _belongs_in(("figure",)),
    "details": _summary_first,
    "figure": _caption_at_an_edge,
    "source": _only_in_media,
    "track": _only_in_media,
    "ruby": _with_a_reading,
    "rt": _belongs_in(("ruby",), "span"),
    "rp": _belongs_in(("ruby",), "span"),
    "tr": _with_a_cell,
    "time": _with_a_moment,
    "a": _with_a_name,
}
