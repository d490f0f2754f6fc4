"""What every source has in common. No Django."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from blog.core.errors import AnswerError
from blog.core.http import Answer
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier

JSON = ("application/json", "application/vnd.api+json", "application/vnd.crossref-api-message+json")
ATOM = ("application/atom+xml", "application/xml", "text/xml")
HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Source:
    """`address` gives where to ask for an identifier, "" when this source does not know its scheme;
    `read` gives the clean item, {} when the answer says that there is none, and raises AnswerError
    when it says nothing that can be read. `search` and `read_found` do the same for a title."""

    name: str
    label: str
    accept: tuple[str, ...]
    address: Callable[[str, Identifier], str]
    read: Callable[[Answer, Identifier], CslItem]
    search: Callable[[str, str], str] | None = None
    read_found: Callable[[Answer], list[CslItem]] | None = None


def read_json(answer: Answer) -> Mapping[str, Any]:
    try:
        loaded = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise unreadable(answer, "JSON") from error
    if not isinstance(loaded, Mapping):
        raise unreadable(answer, "a JSON object")
    return loaded


def read_xml(answer: Answer) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(answer, "XML") from error


def unreadable(answer: Answer, wanted: str) -> AnswerError:
    return AnswerError(
        "unreadable",
        f"answers with something that is not {wanted}.",
        where=answer.url,
        body=answer.body[:2_000],
    )


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def first(value: Any) -> Any:
    return next(iter(value), "") if isinstance(value, list) else value
