from django.db import models
from django.db.models.lookups import StartsWith

from blog.core.language_tags import MAX_TAG


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
    language = models.CharField(max_length=MAX_TAG, blank=True)
    date = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    # Facet → slug and label of each: {"author": [["ada-quill", "Ada Quill"]], "event": []}.
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

    # Found by the constraint below, which begins with it.
    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="terms", db_index=False
    )
    term = models.CharField(max_length=48)
    weight = models.FloatField()

    class Meta:
        # Answers from the index alone where a word stands, and what begins like it.
        indexes = [
            models.Index(
                fields=["term", "weight", "entry"],
                name="where_a_term_stands",
                opclasses=["varchar_pattern_ops", "float8_ops", "int8_ops"],
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "term"], name="one_weight_per_entry_and_term")
        ]

    def __str__(self):
        return self.term


class Begins(StartsWith):
    """As `startswith`, and SQLite finds it by the index, which it does not use for LIKE."""

    lookup_name = "begins"

    def get_rhs_op(self, connection, rhs):
        return connection.operators["startswith"] % rhs

    def as_sqlite(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        last = self.rhs + chr(0x10FFFF)
        return f"({column} >= %s AND {column} < %s)", [*parameters, self.rhs, *parameters, last]


SearchTerm._meta.get_field("term").register_lookup(Begins)


class IndexChange(models.Model):
    """One for each time that the index was written: what other processes know it by."""

    token = models.BigIntegerField()

    def __str__(self):
        return f"change {self.pk}"
