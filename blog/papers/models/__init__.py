from blog.papers.models.events import Event, EventSeries
from blog.papers.models.papers import Paper, PaperIdentifier, check_partial_date

__all__ = ["Event", "EventSeries", "Paper", "PaperIdentifier", "check_partial_date"]
