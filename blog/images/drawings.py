"""SVG without anything that runs or asks other hosts; pictures inside are checked like all others.

Data URLs: RFC 2397.
"""

from __future__ import annotations

import base64
import re
from binascii import Error as NotBase64
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import py_svg_hush
from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_DATA = re.compile(r"data:image/(png|jpe?g)\s*;\s*base64\s*,(.*)", re.IGNORECASE | re.DOTALL)
_ANY_DATA = re.compile(r"data:[^\"')]*", re.IGNORECASE)
# Notes of the program that drew it; nobody sees them.
_UNSEEN = frozenset(("metadata", "title", "desc"))
Copy = Callable[[bytes], tuple[bytes, str]]


def without_scripts(data: bytes) -> bytes:
    return bytes(py_svg_hush.filter_svg(data, {"image": ["png", "jpeg", "jpg"]}))


def with_checked_pictures(clean: bytes, copy: Copy) -> bytes:
    """Each picture inside replaced by what `copy` gives for it, bytes and type; any other data: goes."""
    root = _parsed(clean)
    for element in root.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            if element.tag == f"{_SVG}image" and name in _HREFS:
                element.set(name, _checked(value, copy))
            else:
                element.set(name, _ANY_DATA.sub("", value))
        if element.tag == f"{_SVG}style" and element.text:
            element.text = _ANY_DATA.sub("", element.text)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def names_left_out(data: bytes, clean: bytes) -> list[str]:
    """Elements of the drawing that are not in `clean`, by name, and "image" for a picture inside
    that is not; each once, in alphabetical order."""
    before, after = Counter(_seen(_parsed(data))), Counter(_seen(_parsed(clean)))
    return sorted(before - after)


def _seen(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element) if root is not None else ():
        name = etree.QName(element)
        if element.tag != f"{_SVG}{name.localname}" or name.localname in _UNSEEN:
            continue
        if name.localname != "image" or any(
            element.get(href, "").startswith("data:") for href in _HREFS
        ):
            yield str(name.localname)
        elif any(element.get(href) for href in _HREFS):
            yield "image"


def _checked(address: str, copy: Copy) -> str:
    """A picture as data; "" for one that lies elsewhere, which no browser fetches for a drawing."""
    match = _DATA.fullmatch(address.strip())
    if match is None:
        return ""
    try:
        picture = base64.b64decode(re.sub(r"\s|%0A|%0D|%20", "", match[2]))
    except NotBase64:
        picture = b""
    public, mime = copy(picture)
    return f"data:{mime};base64,{base64.b64encode(public).decode()}"


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    return etree.fromstring(data, parser)
