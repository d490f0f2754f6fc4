from django.core.exceptions import ValidationError
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    RegexBlock,
    StructBlock,
    StructValue,
)
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError

from blog.core.addresses import host_of
from blog.core.html import is_local
from blog.core.videos import video_in
from blog.posts.blocks.addresses import LinkAddressBlock
from blog.posts.blocks.choosers import ImageChooserBlock
from blog.posts.blocks.prose import InlineProseBlock


class FormerAddressBlock(CharBlock):
    """Of no use to who writes here; the style sheet hides it while it is empty."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # What CSS can tell an empty field by.
        self.field.widget.attrs["placeholder"] = " "


class ImageValue(StructValue):
    @property
    def shown_alt(self) -> str:
        if self.get("decorative"):
            return ""
        image = self.get("image")
        return self.get("alt") or (image.default_alt if image else "")

    @property
    def shown_credit(self) -> str:
        image = self.get("image")
        return self.get("credit") or (image.credit if image else "")

    @property
    def frame_link(self) -> str:
        """Where the frame of a missing picture leads: to where the picture would, or to the picture
        itself on another site."""
        src = self.get("src") or ""
        return self.get("link") or (src if self.host else "")

    @property
    def host(self) -> str:
        """Of a picture that was not fetched from another site."""
        src = self.get("src") or ""
        return "" if is_local(src) else host_of(f"https:{src}" if src.startswith("//") else src)

    @property
    def licence(self) -> str:
        image = self.get("image")
        return image.get_licence_display() if image and image.licence else ""

    @property
    def rendition_set(self) -> str:
        return "wide" if self.get("width") == "wide" else "figure"


class PictureFieldsBlock(StructBlock):
    """A picture and what is said of it, wherever it stands.

    One that an import could not find has no image and keeps its former address.
    """

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
        if not (self.is_deferred_validation or cleaned["image"] or cleaned["src"]):
            raise StructBlockValidationError({"image": ValidationError(self.meta.no_picture)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        value_class = ImageValue
        no_picture = _("No picture is chosen. Choose one, or delete this block.")


class ImageBlock(PictureFieldsBlock):
    width = ChoiceBlock(
        label=_("Width"),
        choices=[
            ("text", _("As wide as the text")),
            ("wide", _("Wide")),
            ("upright", _("Narrow, for upright pictures")),
            ("diagram", _("Diagram on the paper")),
        ],
        default="text",
    )
    pixels = IntegerBlock(
        label=_("Width in pixels"),
        required=False,
        min_value=1,
        max_value=10000,
        help_text=_("At most this wide; empty means as wide as its place."),
    )
    link = LinkAddressBlock(label=_("Leads to"), required=False, max_length=1000)

    class Meta:
        group = _("Pictures")
        description = _("A picture with its caption and credit in the margin")
        template = "blog/blocks/image.html"
        preview_value = {
            "image": None,
            "src": "hall.jpg",
            "alt": _("An empty lecture hall, seen from the last row"),
            "decorative": False,
            "caption": _("The hall, ten minutes before."),
            "credit": "",
            "width": "text",
            "pixels": None,
            "link": "",
        }


class EmbedValue(StructValue):
    @property
    def provider_name(self) -> str:
        return {"youtube": "YouTube", "vimeo": "Vimeo"}[self["provider"]]

    @property
    def watch_url(self) -> str:
        if self["provider"] == "vimeo":
            return f"https://vimeo.com/{self['id']}" + self._from("#t={}s")
        return f"https://www.youtube.com/watch?v={self['id']}" + self._from("&t={}s")

    @property
    def embed_url(self) -> str:
        if self["provider"] == "vimeo":
            return f"https://player.vimeo.com/video/{self['id']}?dnt=1" + self._from("#t={}s")
        return f"https://www.youtube-nocookie.com/embed/{self['id']}" + self._from("?start={}")

    def _from(self, pattern: str) -> str:
        start = self.get("start")
        return pattern.format(start) if start else ""


class EmbedBlock(StructBlock):
    """A video elsewhere. Nothing is asked of the other host before the reader presses."""

    provider = ChoiceBlock(
        label=_("Where it is"),
        choices=[("youtube", "YouTube"), ("vimeo", "Vimeo")],
        default="youtube",
    )
    id = RegexBlock(
        regex=r"^[\w-]{1,40}$",
        error_messages={
            "invalid": _(
                "This is no video of YouTube or Vimeo. Paste the address of its page, or its id."
            )
        },
        label=_("Video"),
        help_text=_("Paste the address of its page; host, id and beginning are read from it."),
    )
    start = IntegerBlock(
        label=_("Begins at second"),
        required=False,
        min_value=0,
        max_value=86_400,
        help_text=_("Empty: at the beginning."),
    )
    title = CharBlock(label=_("Title"), required=False, max_length=300)
    caption = InlineProseBlock(label=_("Caption"), required=False)
    poster = ImageChooserBlock(label=_("Still picture"), required=False)

    def value_from_datadict(self, data, files, prefix):
        """As the editor's script reads an address, for one that is sent before it answers."""
        value = super().value_from_datadict(data, files, prefix)
        if video := video_in(value["id"] or ""):
            value.update(provider=video.provider, id=video.id)
            value["start"] = video.start or value["start"]
        return value

    class Meta:
        icon = "media"
        label = _("Embedded video")
        group = _("Pictures")
        description = _("A video from YouTube or Vimeo that loads when the reader presses it")
        template = "blog/blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "provider": "youtube",
            "id": "aqz-KE-bpKQ",
            "title": _("A recorded talk"),
            "caption": _("The talk, twelve minutes."),
            "poster": None,
        }


class EmbedAdapter(StructBlockAdapter):
    """Reads an address that is pasted in place of the id."""

    js_constructor = "rapporteur.EmbedBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        return [name, children, meta | {"reader": reverse("read_video_address")}]

    @cached_property
    def media(self):
        blocks = versioned_static("wagtailadmin/js/telepath/blocks.js")
        return Media(js=[blocks, "blog/admin/embed.js"])


class PictureAdapter(StructBlockAdapter):
    """Its row shows the picture and its text; all texts of a post can be written in one list."""

    js_constructor = "rapporteur.PictureBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        words = {
            "texts": gettext("Alternative texts of all pictures"),
            # For one, and for more.
            "lacking": [
                ngettext(
                    "Alternative texts: %(silent)s of %(count)s is missing",
                    "Alternative texts: %(silent)s of %(count)s are missing",
                    number,
                )
                % {"silent": "{silent}", "count": "{count}"}
                for number in (1, 2)
            ],
            "help": gettext("What each picture shows here, for people who cannot see it."),
            "decorative": gettext("Decorative"),
            "done": gettext("Done"),
        }
        return [name, children, meta | {"words": words}]

    @cached_property
    def media(self):
        blocks = versioned_static("wagtailadmin/js/telepath/blocks.js")
        return Media(js=[blocks, "blog/admin/pictures.js"])


register(EmbedAdapter(), EmbedBlock)
register(PictureAdapter(), PictureFieldsBlock)
