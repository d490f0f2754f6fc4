from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from blog.posts.blocks.choosers import ImageChooserBlock
from blog.posts.blocks.pictures import FormerAddressBlock, ImageValue
from blog.posts.blocks.prose import InlineProseBlock


class GalleryPictureBlock(StructBlock):
    """One of several; all are cut to one shape, and shown whole when a reader enlarges them."""

    image = ImageChooserBlock(label=_("Picture"), required=False)
    src = FormerAddressBlock(
        label=_("Former address"),
        required=False,
        max_length=1000,
        help_text=_("Where an imported picture lay. Leave it as it is: the export needs it."),
        form_classname="former-address",
    )
    alt = CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=1000,
        help_text=_("What the picture shows here, for who cannot see it."),
    )
    decorative = BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The picture says nothing that the text does not."),
    )
    caption = InlineProseBlock(label=_("Caption"), required=False)
    credit = CharBlock(
        label=_("Credit"),
        required=False,
        max_length=255,
        help_text=_("When it differs from the picture's own."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["image"] and not cleaned["src"]:
            message = _("No picture is chosen. Choose one, or take this place out of the gallery.")
            raise StructBlockValidationError({"image": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        value_class = ImageValue


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
    def shown_credit(self) -> str:
        """What all pictures have in common, said once; "" when they differ."""
        credits = {(picture.shown_credit, picture.licence) for picture in self["pictures"]}
        return credits.pop()[0] if len(credits) == 1 else ""

    @property
    def licence(self) -> str:
        return self["pictures"][0].licence if self.shown_credit else ""


class GalleryBlock(StructBlock):
    pictures = ListBlock(
        GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=60, collapsed=True
    )
    columns = ChoiceBlock(
        label=_("Pictures in a row"),
        choices=[("2", _("Two")), ("3", _("Three"))],
        default="3",
        help_text=_("On a phone there are two."),
    )
    caption = InlineProseBlock(label=_("Caption of all"), required=False)

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
