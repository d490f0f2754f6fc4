"""Papers that a post links to in its prose, stored where the operator asks for it.

The text stays as it is. The post then mentions them, because it links to papers that are known.
"""

from __future__ import annotations

from blog.papers.csl import new_item
from blog.papers.identifiers import parse_identifier
from blog.papers.matching import Work, find_or_create_papers
from blog.transfer.document import Document
from blog.transfer.paper_lists.prose_mentions import MentionedPaper, is_title, mentioned_papers


def store_mentioned(document: Document) -> int:
    """How many papers are new."""
    works = [work for paper in mentioned_papers(document.body) if (work := _work(paper, document))]
    return sum(is_new for _paper, is_new in find_or_create_papers(works))


def _work(mentioned: MentionedPaper, document: Document) -> Work | None:
    identifier = parse_identifier(mentioned.url)
    if identifier is None:
        return None
    title = _title(mentioned)
    # A guess until a source says better: `papers fetch` then puts it right.
    guess = {"source": "link", "said": title}
    record = f"{document.source}:{document.source_id}"
    item = new_item(title, authors=[])
    return Work(item, (identifier,), {"record": record, "title": guess})


def _title(mentioned: MentionedPaper) -> str:
    """What the link says or the words before it; else a number, until a source says better."""
    text = " ".join(mentioned.text.split())
    return (mentioned.title or (text if is_title(text) else mentioned.identifier))[:300]
