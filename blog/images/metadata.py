"""Who made a picture and what may be done with it, read from EXIF, IPTC and XMP.

IPTC Photo Metadata: https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image, IptcImagePlugin

from blog.core.licences import LICENCES
from blog.images.pixels import READ_FORMATS

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_XMP_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"
_RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_CREDIT_FIELDS = (_PHOTOSHOP + "Credit", _DC + "creator")
_LICENCE_FIELDS = (_CC + "license", _XMP_RIGHTS + "WebStatement", _XMP_RIGHTS + "UsageTerms",
                   _DC + "rights")  # fmt: skip
_IPTC_CREDIT, _IPTC_BYLINE, _IPTC_COPYRIGHT = (2, 110), (2, 80), (2, 116)
_EXIF_ARTIST, _EXIF_COPYRIGHT = 315, 33432
_DEED = re.compile(
    r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)", re.IGNORECASE
)
_CODES = {match[0]: code for code, licence in LICENCES.items()
          if (match := _DEED.search(licence.url))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rights:
    credit: str = ""
    licence: str = ""
    alt: str = ""


def read_rights(data: bytes) -> Rights:
    """What the file says; empty where it says nothing. Damaged metadata is no reason to refuse."""
    try:
        with Image.open(io.BytesIO(data), formats=READ_FORMATS) as picture:
            xmp, iptc, exif = _xmp(picture), _iptc(picture), _exif(picture)
    except Exception:  # whatever a hostile header raises
        return Rights()
    credits = [*(xmp.get(name, "") for name in _CREDIT_FIELDS),
               iptc.get(_IPTC_CREDIT, ""), iptc.get(_IPTC_BYLINE, ""), exif.get(_EXIF_ARTIST, "")]  # fmt: skip
    terms = [*(xmp.get(name, "") for name in _LICENCE_FIELDS),
             iptc.get(_IPTC_COPYRIGHT, ""), exif.get(_EXIF_COPYRIGHT, "")]  # fmt: skip
    return Rights(
        credit=_first(credits)[:255],
        licence=_first([_licence_code(text) for text in terms]),
        alt=xmp.get(_IPTC_CORE + "AltTextAccessibility", "")[:500],
    )


def _first(texts: list[str]) -> str:
    return next((text for text in texts if text), "")


def _licence_code(text: str) -> str:
    found = _DEED.search(text)
    if found and found[0].lower() in _CODES:
        return _CODES[found[0].lower()]
    return "all-rights-reserved" if "all rights reserved" in text.lower() else ""


def _xmp(picture: Image.Image) -> dict[str, str]:
    """Property → its first text, whether written as an attribute, an element or a list."""
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    raw = raw.encode() if isinstance(raw, str) else raw
    if not raw:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(raw.strip(b"\x00 \n\r\t"), parser)
    found: dict[str, str] = {}
    for element in root.iter(etree.Element) if root is not None else ():
        for name, value in element.attrib.items():
            found.setdefault(str(name), str(value).strip())
        text = element.get(_RDF_RESOURCE) or " ".join("".join(map(str, element.itertext())).split())
        if text:
            found.setdefault(str(element.tag), text)
    return found


def _iptc(picture: Image.Image) -> dict[tuple[int, int], str]:
    info: dict[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    return {key: _decoded(value[0] if isinstance(value, list) else value)
            for key, value in info.items()}  # fmt: skip


def _exif(picture: Image.Image) -> dict[int, str]:
    exif = picture.getexif()
    return {key: str(exif.get(key, "")).strip("\x00 ") for key in (_EXIF_ARTIST, _EXIF_COPYRIGHT)}


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip("\x00 ")
    except UnicodeDecodeError:
        return value.decode("latin-1").strip("\x00 ")
