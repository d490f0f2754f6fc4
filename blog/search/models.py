from django.db import models


class SearchEntry(models.Model):
    """What can be found of one post, paper or author, prepared when it is saved or published.

    It says nothing about who may see it: every search asks the public lists for that. The columns
    of terms hold what `blog.core.terms` makes of the texts, in order, with a space at both ends.
    """

    class Kind(models.TextChoices):
        POST = "post"
        PAPER = "paper"
        AUTHOR = "author"

    kind = models.CharField(max_length=6, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12, blank=True)
    date = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    # Facet → ids of rows: {"author": [3, 9], "category": [4], "event": [2]}.
    facets = models.JSONField(default=dict)
    title = models.TextField()
    text = models.TextField(blank=True)
    title_terms = models.TextField()
    label_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_object")
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchTerm(models.Model):
    """A term of an entry with its weight: an index that is the same on every database."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=48, db_index=True)
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "term"], name="one_weight_per_entry_and_term")
        ]

    def __str__(self):
        return self.term
