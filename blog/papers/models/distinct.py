from django.db import models
from django.db.models import F, Q

from blog.papers.models.papers import Paper


class DistinctPapers(models.Model):
    """Somebody has looked at two papers that seem to be one, and they are two."""

    first = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="papers_told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="lower_paper_first"),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"

    @classmethod
    def tell_apart(cls, one: Paper, other: Paper) -> None:
        first, second = sorted((one.pk, other.pk))
        cls.objects.get_or_create(first_id=first, second_id=second)
