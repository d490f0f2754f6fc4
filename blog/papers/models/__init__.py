from blog.papers.models.distinct import DistinctPapers
from blog.papers.models.events import Event, EventSeries
from blog.papers.models.identifiers import PaperIdentifier, shown_among
from blog.papers.models.papers import Paper, PaperAuthor, check_partial_date

__all__ = [
    "DistinctPapers",
    "Event",
    "EventSeries",
    "Paper",
    "PaperAuthor",
    "PaperIdentifier",
    "check_partial_date",
    "shown_among",
]
