from django.core.exceptions import ValidationError
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import ChoiceBlock, ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError

from blog.posts.blocks.pictures import PictureFieldsBlock
from blog.posts.blocks.prose import InlineProseBlock

MIN_PICTURES = 2


class GalleryPictureBlock(PictureFieldsBlock):
    """One of several; all are cut to one shape, and shown whole when a reader enlarges them."""

    class Meta:
        no_picture = _("No picture is chosen. Choose one, or take this place out of the gallery.")


def _preview(alt, caption=""):
    return {
        "image": None,
        "src": "hall.jpg",
        "alt": alt,
        "decorative": False,
        "caption": caption,
        "credit": "",
    }


class GalleryValue(StructValue):
    @property
    def placed(self) -> list[tuple[StructValue, str]]:
        """Each picture with the rendition set of its place: the last of an odd number has a row to
        itself, on a phone or in two columns."""
        pictures = list(self["pictures"])
        if not pictures:
            return []
        alone = "gallery-row" if self["columns"] == "2" else "gallery-last"
        last = alone if len(pictures) % 2 else "gallery"
        return list(zip(pictures, ["gallery"] * (len(pictures) - 1) + [last], strict=True))

    @property
    def shown_credit(self) -> str:
        """What all pictures have in common, said once; "" when they differ."""
        credits = {(picture.shown_credit, picture.licence) for picture in self["pictures"]}
        return credits.pop()[0] if len(credits) == 1 else ""

    @property
    def licence(self) -> str:
        return self["pictures"][0].licence if self.shown_credit else ""


class GalleryBlock(StructBlock):
    # Without `min_num`: Wagtail's script would complain of it as soon as the block is there.
    pictures = ListBlock(
        GalleryPictureBlock(),
        label=_("Pictures"),
        default=[],
        max_num=60,
        collapsed=True,
        help_text=_("Two or more. Choose or upload them here, or drop files on this place."),
    )
    columns = ChoiceBlock(
        label=_("Pictures in a row"),
        choices=[("2", _("Two")), ("3", _("Three"))],
        default="3",
        help_text=_("On a phone there are two."),
    )
    caption = InlineProseBlock(label=_("Caption of all"), required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        if len(cleaned["pictures"]) < MIN_PICTURES and not self.is_deferred_validation:
            message = _("A gallery needs two pictures or more. Add some, or delete this block.")
            raise StructBlockValidationError({"pictures": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Gallery")
        group = _("Pictures")
        description = _("Several pictures side by side, each of which a reader can enlarge")
        template = "blog/blocks/gallery.html"
        value_class = GalleryValue
        preview_value = {
            "pictures": [
                _preview(_("The hall from the last row"), _("Before.")),
                _preview(_("The hall from the stage"), _("During.")),
                _preview(_("The hall with the lights out"), _("After.")),
            ],
            "columns": "3",
            "caption": _("Three views of the hall."),
        }


class GalleryAdapter(StructBlockAdapter):
    """Takes several pictures at once."""

    js_constructor = "rapporteur.GalleryBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        several = {
            "choose": gettext("Choose several"),
            "upload": gettext("Upload several"),
            "chooser": reverse("wagtailimages_chooser:choose"),
            "uploader": reverse("upload_picture"),
            "progress": gettext("Uploading %(number)s of %(count)s …")
            % {"number": "{number}", "count": "{count}"},
            "broken": gettext("The upload broke off. Try again."),
        }
        return [name, children, meta | {"several": several}]

    @cached_property
    def media(self):
        blocks = versioned_static("wagtailadmin/js/telepath/blocks.js")
        chooser = versioned_static("wagtailimages/js/image-chooser-modal.js")
        return Media(js=[blocks, chooser, "blog/admin/gallery.js"])


register(GalleryAdapter(), GalleryBlock)
