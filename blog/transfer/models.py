from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRecord(models.Model):
    """Where an imported page came from, byte for byte: what lets an export give it back.

    `block_spans` and `imported_blocks` are parallel to the Document's body: [start, end] byte
    offsets into `source_bytes`, and canonical blocks in the JSON form of `transfer.document`.
    `imported_fields` are title, date, authors and their like as they were right after the import.
    `assets` maps each address that the post wrote to the id of the CustomImage made from it, or to
    None for a file that was missing. `reading` says how the text was read: its dialect and the
    shortcodes that the site declared.
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
    reading = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="one_record_per_source_id")
        ]

    def __str__(self):
        return f"{self.source}: {self.path}"


class ImportedFile(models.Model):
    """A file of a source that is no page: a picture, a film, data, configuration. Its bytes lie in
    private storage, once for each content; an export gives them back under their path."""

    source = models.CharField(_("source"), max_length=20)
    path = models.CharField(_("path"), max_length=1000)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["source", "path"], name="one_imported_file_per_path")
        ]

    def __str__(self):
        return self.path


class ImportRun(models.Model):
    """One run: how far it is while it goes on, and what it did, kept for whoever asks later.

    A run that an editor began takes what lies at `path` below `folder`, among the uploads. `attempt`
    grows each time that somebody goes on with it: who works for a former one has to stop.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the task worker")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    name = models.CharField(_("source"), max_length=255)
    dry_run = models.BooleanField(_("dry run"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    report = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.FINISHED
    )
    folder = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=1000, blank=True)
    options = models.JSONField(default=dict)
    attempt = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    current = models.CharField(max_length=255, blank=True)
    counts = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.name}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.number // self.total) if self.total else 0
