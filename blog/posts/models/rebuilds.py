from django.db import models


class Rebuild(models.Model):
    """A rebuild that has not come to its end: in which step, and behind which key it goes on."""

    name = models.CharField(max_length=40, primary_key=True)
    step = models.CharField(max_length=20)
    last = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.name}: {self.step} after {self.last}"
