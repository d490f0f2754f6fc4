from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from blog.core.languages import validate_tag
from blog.core.licences import LICENCE_CHOICES


class ImportSource(models.Model):
    """Where imports come from, a member's site for instance. Two of them never touch each other's
    pages, files and addresses.

    `root` is the folder that was read last, `prefix` the path below which all its addresses lie.
    `authors` maps names at the source to fields of an Author, `sections` folders of content to the
    category that their posts get. `filled` says which fields of shared records this source wrote.
    """

    class Kind(models.TextChoices):
        HUGO = "hugo", _("Hugo site")

    publication = models.ForeignKey(
        "blog.PublicationPage", on_delete=models.CASCADE, related_name="sources"
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        validators=[
            RegexValidator(
                r"\A\w[\w.-]*\Z", _("Use letters, digits, dots and hyphens only: ada.example.org")
            )
        ],
        help_text=_("What “import_hugo --source” and “export_hugo --source” call it."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.HUGO)
    root = models.CharField(_("folder"), max_length=1000, blank=True)
    base_url = models.CharField(
        _("address of the site"),
        max_length=500,
        blank=True,
        help_text=_("The baseURL of its configuration: later imports are recognised by it."),
    )
    prefix = models.CharField(_("lives below"), max_length=200, blank=True)
    default_author = models.ForeignKey(
        "blog.Author",
        verbose_name=_("author of posts that name none"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    authors = models.JSONField(
        _("authors"),
        default=dict,
        blank=True,
        help_text=_(
            "Names at the source and fields of the authors they stand for: "
            '{"aq": {"display_name": "Ada Quill"}}'
        ),
    )
    sections = models.JSONField(
        _("categories of sections"),
        default=dict,
        blank=True,
        help_text=_('Folders of content and the category of their posts: {"notes": "Paper notes"}'),
    )
    licence = models.CharField(
        _("licence"),
        max_length=30,
        blank=True,
        choices=LICENCE_CHOICES,
        help_text=_("Of its texts, when it differs from the publication's."),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[validate_tag],
        help_text=_("Of texts that name none and whose words do not tell."),
    )
    filled = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("publication", Lower("name"), name="one_source_per_name")
        ]

    def __str__(self):
        return self.name


class ImportLease(models.Model):
    """Who imports into a publication right now: nobody else may, until this is given back or was not
    renewed for a minute. `holder` is a word that nobody else has."""

    publication = models.OneToOneField(
        "blog.PublicationPage", on_delete=models.CASCADE, related_name="+"
    )
    holder = models.CharField(max_length=32)
    place = models.CharField(max_length=255)
    started_at = models.DateTimeField()
    renewed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.place}, {self.started_at:%Y-%m-%d %H:%M}"


class ImportRecord(models.Model):
    """Where an imported page came from, byte for byte: what lets an export give it back.

    `block_spans` and `imported_blocks` are parallel to the Document's body: [start, end] byte
    offsets into `source_bytes`, and canonical blocks in the JSON form of `transfer.document`.
    `imported_fields` are title, date, authors and their like as they were right after the import.
    `assets` maps each address that the post wrote to the id of the CustomImage made from it, or to
    None for a file that was missing. `reading` says how the text was read: its dialect and the
    shortcodes that the site declared.
    """

    origin = models.ForeignKey(
        ImportSource, verbose_name=_("source"), on_delete=models.CASCADE, related_name="records"
    )
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
            models.UniqueConstraint(fields=["origin", "source_id"], name="one_record_per_source_id")
        ]

    def __str__(self):
        return f"{self.origin}: {self.path}"


class ImportedFile(models.Model):
    """A file of a source that is no page: a picture, a film, data, configuration. Its bytes lie in
    private storage, once for each content; an export gives them back under their path."""

    origin = models.ForeignKey(
        ImportSource, verbose_name=_("source"), on_delete=models.CASCADE, related_name="files"
    )
    path = models.CharField(_("path"), max_length=1000)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["origin", "path"], name="one_imported_file_per_path")
        ]

    def __str__(self):
        return self.path


class FetchedPicture(models.Model):
    """A picture that was fetched once from another host, where a text has it."""

    address = models.CharField(max_length=1000, unique=True)
    image = models.ForeignKey("blog.CustomImage", on_delete=models.CASCADE, related_name="+")
    fetched_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.address


class ImportedAddress(models.Model):
    """A former address that a source brought with it: one that leads on to a page, or to a file by
    a redirect of Wagtail's."""

    origin = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="addresses")
    path = models.CharField(max_length=700)
    address = models.OneToOneField(
        "blog.PublicAddress", null=True, on_delete=models.CASCADE, related_name="+"
    )
    redirect = models.OneToOneField(
        "wagtailredirects.Redirect", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "path"], name="one_imported_address_per_path")
        ]

    def __str__(self):
        return f"/{self.path}"


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
    origin = models.ForeignKey(
        ImportSource, null=True, on_delete=models.SET_NULL, related_name="runs"
    )
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
