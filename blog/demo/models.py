from django.db import models


class DemoDecision(models.Model):
    """Whether this database began with the demo, said once: an empty one does not tell whether it
    is new or whether somebody has emptied it. One row."""

    with_demo = models.BooleanField()
    decided = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return "with the demo" if self.with_demo else "without the demo"

    @classmethod
    def decide(cls, *, with_demo: bool) -> bool:
        """True when it was decided now; the first decision stays."""
        _row, is_new = cls.objects.get_or_create(pk=1, defaults={"with_demo": with_demo})
        return is_new
