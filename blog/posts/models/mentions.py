from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.posts.blocks.anchors import anchor


class PaperMention(models.Model):
    """This public post discusses this paper, here. Rebuilt when a post is published or withdrawn."""

    class Kind(models.TextChoices):
        LISTED = "listed", _("In a list")
        BONUS = "bonus", _("In a bonus section")
        SINGLE = "single", _("By itself")

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="mentions")
    paper = models.ForeignKey("blog.Paper", on_delete=models.PROTECT, related_name="mentions")
    contributor = models.ForeignKey(
        "blog.Author", null=True, blank=True, on_delete=models.PROTECT, related_name="mentions"
    )
    block_id = models.CharField(max_length=36)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)

    class Meta:
        ordering = ["post", "position"]
        constraints = [
            models.UniqueConstraint(fields=["post", "block_id"], name="one_mention_per_entry")
        ]

    def __str__(self):
        return f"{self.post_id}: {self.paper_id}"

    @property
    def anchor(self) -> str:
        return anchor(self.block_id, "p")
