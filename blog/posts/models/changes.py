from django.db import models


class PublicChange(models.Model):
    """One for each time that something readers see may have changed, or went."""

    moment = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return f"{self.moment:%Y-%m-%d %H:%M:%S}"
