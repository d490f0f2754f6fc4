"""What the sources said, kept for ever; and that one of them wants to be left alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LookupReply(models.Model):
    """One source's answer to one question. `item` is empty when it had none; `code` and `status`
    then say why, and `expires` when it may be asked again."""

    source = models.CharField(max_length=20)
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=500)
    items = models.JSONField(default=list)
    code = models.CharField(max_length=20, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("reply of a source")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "scheme", "value"], name="one_reply_per_source_and_question"
            )
        ]
        indexes = [models.Index(fields=["asked_by", "asked_at"], name="lookups_of_a_user")]

    def __str__(self):
        return f"{self.source}: {self.scheme} {self.value}"


class SourcePause(models.Model):
    """A host that stalled, refused or asked for a pause. Nobody asks it before `until`."""

    host = models.CharField(max_length=255, unique=True)
    until = models.DateTimeField()
    code = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("pause of a source")

    def __str__(self):
        return f"{self.host}: {self.until:%Y-%m-%d %H:%M}"
