from django.db import models


class PostTerm(models.Model):
    """What a live post is about: one term of it, with a weight that is less in a longer post."""

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="+")
    term = models.CharField(max_length=60, db_index=True)
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "term"], name="one_weight_per_post_and_term")
        ]

    def __str__(self):
        return f"{self.post_id}: {self.term}"


class RelatedPost(models.Model):
    """Another live post about the same things. Whether strangers may read it is asked when it is
    shown."""

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()

    class Meta:
        ordering = ["-score", "target"]
        constraints = [
            models.UniqueConstraint(fields=["post", "target"], name="one_relation_per_pair")
        ]

    def __str__(self):
        return f"{self.post_id} → {self.target_id}"
