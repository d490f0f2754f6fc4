from urllib.parse import quote

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.posts.blocks.anchors import anchor


class PaperMention(models.Model):
    """This public post discusses this paper, here. Rebuilt when a post is published or withdrawn."""

    class Kind(models.TextChoices):
        LISTED = "listed", _("In a list")
        BONUS = "bonus", _("In a bonus section")
        SINGLE = "single", _("By itself")
        PROSE = "prose", _("By a link in the text")

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="mentions")
    # No page holds on to a paper by its mention: entries do, and the guard reads those themselves.
    paper = models.ForeignKey("blog.Paper", on_delete=models.CASCADE, related_name="mentions")
    contributor = models.ForeignKey(
        "blog.Author", null=True, blank=True, on_delete=models.PROTECT, related_name="mentions"
    )
    block_id = models.CharField(max_length=36)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    link_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["post", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "block_id", "paper"], name="one_mention_per_place"
            )
        ]

    def __str__(self):
        return f"{self.post_id}: {self.paper_id}"

    @property
    def anchor(self) -> str:
        return anchor(self.block_id, "p")

    @property
    def fragment(self) -> str:
        """What follows the address of the post: the entry, or the words of the link.

        Browsers that do not know text fragments open the post at its top.
        https://wicg.github.io/scroll-to-text-fragment/
        """
        if self.kind != self.Kind.PROSE:
            return f"#{self.anchor}"
        words = quote(self.link_text, safe="").replace("-", "%2D")
        return f"#:~:text={words}" if words else ""


class PaperLink(models.Model):
    """A link in the text of a public post, by what it leads to: whatever paper has this identifier,
    stored now or one day. Rebuilt with the mentions."""

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="paper_links")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=500)
    block_id = models.CharField(max_length=36)
    position = models.PositiveSmallIntegerField()
    link_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["post", "position"]
        indexes = [models.Index(fields=["scheme", "value"], name="paper_link_target")]

    def __str__(self):
        return f"{self.post_id}: {self.scheme} {self.value}"
