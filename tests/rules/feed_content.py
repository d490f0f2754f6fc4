"""What the HTML of an item must be so that it can be read away from its site."""

from __future__ import annotations

from lxml import html

from tests.rules.words import is_absolute

_ACTIVE = frozenset("script style iframe form input button object embed link meta dialog".split())
_NEEDS_A_HOST = ("href", "src", "poster", "cite", "srcset")


def broken_in_content(source: str) -> list[str]:
    if not source.strip():
        return []
    root = html.fragment_fromstring(source, create_parent="div")
    found = []
    for element in root.iter():
        name = str(element.tag)
        if name in _ACTIVE:
            found.append(f"<{name}> in the content")
        if name == "img" and element.get("alt") is None:
            found.append(f"no alt: {element.get('src')}")
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute in ("style", "class", "id"):
                found.append(f"{attribute}= in the content")
            if attribute in _NEEDS_A_HOST and not _leads_somewhere(value):
                found.append(f"{attribute}={value} leads nowhere")
    return found


def _leads_somewhere(address: str) -> bool:
    return address.startswith("mailto:") or is_absolute(address)


def alts_of(source: str) -> list[str]:
    if not source.strip():
        return []
    root = html.fragment_fromstring(source, create_parent="div")
    return [image.get("alt") for image in root.iter("img")]
