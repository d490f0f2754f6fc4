from django.db import models
from django.utils.translation import gettext_lazy as _


class Output(models.TextChoices):
    """What is made of a post. Values are stored."""

    PAGE = "page", _("its page")
    LIST = "list", _("lists")
    FEED = "feed", _("feeds")
    SEARCH = "search", _("search")
    SITEMAP = "sitemap", _("sitemap")
    LLMS = "llms", "llms.txt"
    MARKDOWN = "markdown", "index.md"
    RELATED = "related", _("related reports")
    PAPER = "paper", _("pages of papers")
    SCHEDULE = "schedule", _("scheduled publishing")
    PICTURES = "pictures", _("list of pictures without a text")


class RenderFailure(models.Model):
    """A post or page that could not be rendered, and was left out: where, why, and when last."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="failures")
    output = models.CharField(max_length=20, choices=Output.choices)
    error = models.CharField(max_length=300)
    seen = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-seen"]
        constraints = [
            models.UniqueConstraint(fields=["page", "output"], name="one_failure_per_output")
        ]

    def __str__(self):
        return f"{self.page_id}, {self.get_output_display()}: {self.error}"
