"""The sources, in the order in which they are asked. No Django."""

from blog.papers.lookup.sources.arxiv import ARXIV
from blog.papers.lookup.sources.crossref import CROSSREF
from blog.papers.lookup.sources.datacite import DATACITE
from blog.papers.lookup.sources.openreview import OPENREVIEW
from blog.papers.lookup.sources.page import PAGE
from blog.papers.lookup.sources.source import Source

SOURCES = (ARXIV, CROSSREF, OPENREVIEW, DATACITE, PAGE)

__all__ = ["SOURCES", "Source"]
