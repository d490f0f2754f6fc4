from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from wagtail.search import index

from blog.core.deletion import GuardedDeletionMixin
from blog.core.licences import LICENCE_CHOICES
from blog.core.media import PRIVATE, is_unguessable, unguessable
from blog.core.uploads import is_disk_full
from blog.images.natures import Nature


class NoRoomForRendition(SourceImageIOError):
    """The disk is full. Wagtail's admin shows a mark for these where it would answer 500."""


class CustomImage(GuardedDeletionMixin, AbstractImage):
    """A picture with who made it and under which licence it may be shown."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made it: Photograph Ada Quill.")
    )
    licence = models.CharField(_("licence"), max_length=30, blank=True, choices=LICENCE_CHOICES)
    default_alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for who cannot see it; each use may say it anew."),
    )
    # SHA-256 of the file as it came, which lies in private storage under `original`.
    content_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    original = models.CharField(max_length=100, blank=True, editable=False)
    nature = models.CharField(max_length=10, blank=True, editable=False, choices=Nature.choices)
    dominant_colour = models.CharField(max_length=7, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "default_alt",
        "credit",
        "licence",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.AutocompleteField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        place = super().get_upload_to(unguessable(filename))
        return PRIVATE + place if self.belongs_in_private else place

    def create_rendition(self, filter: Filter) -> "CustomRendition":
        try:
            return super().create_rendition(filter)
        except OSError as error:
            if not is_disk_full(error):
                raise
            raise NoRoomForRendition(str(error)) from error

    @property
    def is_private(self) -> bool:
        """Whether its files lie where readers get them only from a view that asks who they are."""
        return bool(self.file) and self.file.name.startswith(PRIVATE)

    @property
    def belongs_in_private(self) -> bool:
        return self.collection.get_view_restrictions().exists()

    @property
    def default_alt_text(self) -> str:
        # Wagtail would fall back to the title, which is a file name more often than not.
        return self.default_alt


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")
    file_size = models.PositiveIntegerField(null=True, editable=False)
    # A miss: no worker had made it when a reader came.
    on_request = models.BooleanField(default=False, editable=False)

    def get_upload_to(self, filename: str) -> str:
        # Wagtail shortens the name of the picture to what a long filter spec leaves of sixty signs.
        name = filename if is_unguessable(filename) else unguessable(filename)
        place = super().get_upload_to(name)
        return PRIVATE + place if self.image.is_private else place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec"
            )
        ]
