"""Papers that a post links to in its prose, stored where the operator asks for it.

The text stays as it is. The post then mentions them, because it links to papers that are known.
"""

from __future__ import annotations

import re

from blog.papers.csl import new_item
from blog.papers.identifiers import parse_identifier
from blog.papers.matching import find_or_create_paper
from blog.transfer.document import Document
from blog.transfer.paper_lists.prose_mentions import MentionedPaper, mentioned_papers


def store_mentioned(document: Document) -> int:
    """How many papers are new."""
    return sum(_store(paper, document) for paper in mentioned_papers(document.body))


def _store(mentioned: MentionedPaper, document: Document) -> bool:
    identifier = parse_identifier(mentioned.url)
    if identifier is None:
        return False
    title = _title(mentioned)
    provenance = f"{document.source}:{document.source_id}"
    paper, is_new = find_or_create_paper(
        new_item(title, authors=[]), [identifier], provenance=provenance
    )
    if is_new:
        # A guess until a source says better: `papers fetch` then puts it right.
        paper.provenance["title"] = {"source": "link", "said": title}
        paper.save()
    return is_new


def _title(mentioned: MentionedPaper) -> str:
    """What the link says, unless that is a word ("here"), a number or an address."""
    text = " ".join(mentioned.text.split())
    is_title = len(re.findall(r"[^\W\d_]{2,}", text)) > 1 and "://" not in text
    return text[:300] if is_title else mentioned.identifier
