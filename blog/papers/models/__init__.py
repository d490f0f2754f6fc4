from blog.papers.models.events import Event, EventSeries
from blog.papers.models.papers import Paper, PaperAuthor, PaperIdentifier, check_partial_date

__all__ = ["Event", "EventSeries", "Paper", "PaperAuthor", "PaperIdentifier", "check_partial_date"]
