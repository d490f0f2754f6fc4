from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRecord(models.Model):
    """Where an imported page came from, byte for byte: what lets an export give it back.

    `block_spans` and `imported_blocks` are parallel to the Document's body: [start, end] byte
    offsets into `source_bytes`, and canonical blocks in the JSON form of `transfer.document`.
    `imported_fields` are title, date, authors and their like as they were right after the import.
    `assets` maps each address that the post wrote to the id of the CustomImage made from it, or to
    None for a file that was missing.
    """

    source = models.CharField(_("source"), max_length=20)
    source_id = models.CharField(_("id at the source"), max_length=500)
    path = models.CharField(_("path"), max_length=1000)
    checksum = models.CharField(max_length=64)
    source_bytes = models.BinaryField()
    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="import_record"
    )
    front_matter = models.JSONField(default=dict)
    front_matter_spans = models.JSONField(default=dict)
    block_spans = models.JSONField(default=list)
    imported_blocks = models.JSONField(default=list)
    imported_fields = models.JSONField(default=dict)
    assets = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="one_record_per_source_id")
        ]

    def __str__(self):
        return f"{self.source}: {self.path}"
