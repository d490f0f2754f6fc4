from django.db import models
from django.db.models import Q


class PublicAddress(models.Model):
    """A path that was public once, and the record that it stands for.

    Written while the record is still there; once it is elsewhere, the path leads on to it. Paths
    have no outer slashes and may end in a query ("?p=123"); those of pages are told apart by their
    publication. A merge moves the rows, as it moves every row that points to a record.
    """

    path = models.CharField(max_length=700)
    publication = models.ForeignKey(
        "blog.PublicationPage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    author = models.ForeignKey("blog.Author", null=True, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(
        "blog.Category", null=True, on_delete=models.CASCADE, related_name="+"
    )
    paper = models.ForeignKey("blog.Paper", null=True, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey("blog.Event", null=True, on_delete=models.CASCADE, related_name="+")
    event_series = models.ForeignKey(
        "blog.EventSeries", null=True, on_delete=models.CASCADE, related_name="+"
    )
    post_series = models.ForeignKey(
        "blog.PostSeries", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=Q(publication=None), name="one_record_per_path"
            ),
            models.UniqueConstraint(
                fields=["publication", "path"], name="one_page_per_path_of_a_publication"
            ),
        ]

    def __str__(self):
        return f"/{self.path}"
