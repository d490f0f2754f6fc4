from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document


class RecordingFile(models.Model):
    """What a film or a sound is, read off its file once."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, related_name="recording", verbose_name=_("document")
    )
    # Of which file of the document the rest was read: another one may be chosen.
    stored = models.CharField(max_length=100)
    # The file as it came, in private storage; empty where nothing had to be taken out.
    original = models.CharField(max_length=100, blank=True)
    has_picture = models.BooleanField(default=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.stored
