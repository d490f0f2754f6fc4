import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, URLBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import PreviewableMixin, Site

from blog.core.colours import is_hex
from blog.core.form_blocks import FormStreamBlock
from blog.core.licences import LICENCE_CHOICES, LICENCES, NO_LICENCE, Licence
from blog.core.names import clean_names
from blog.core.stream_fields import CompactStreamField
from blog.site import look
from blog.site.forms import PublicationSettingsForm
from blog.site.menu import MenuBlocks, interface_languages
from blog.site.share import SERVICES

_DOMAIN = re.compile(r"[^\W\d]\.[^\W\d]")


class SocialLinkBlock(StructBlock):
    label = CharBlock(label=_("Label"), max_length=60)
    url = URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


class SocialLinkBlocks(FormStreamBlock):
    link = SocialLinkBlock()

    class Meta:
        required = False


class ShareBlocks(FormStreamBlock):
    service = ChoiceBlock(choices=SERVICES, label=_("Way"), icon="link")

    class Meta:
        required = False


@register_setting(icon="cog")
class PublicationSettings(PreviewableMixin, BaseSiteSetting):
    """Name, look and licence of a publication; one row per Wagtail Site."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    tagline = models.CharField(_("tagline"), max_length=255, blank=True)
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=interface_languages,
        default="en",
        help_text=_("Of lists, menus and dates. A post speaks its own language, whoever reads it."),
    )
    licence = models.CharField(
        _("licence of texts"),
        max_length=30,
        blank=True,
        choices=[NO_LICENCE, *LICENCE_CHOICES],
        default="",
    )
    # False until somebody has answered: also for those who have it from a former default.
    licence_is_chosen = models.BooleanField(default=False, editable=False)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=look.DEFAULT_ACCENT,
        help_text=_("One colour, as #a5241b. Its lightness is adapted so that text stays legible."),
    )
    accent_night = models.CharField(
        _("accent colour on the dark page"),
        max_length=7,
        blank=True,
        help_text=_("Empty: made from the other one."),
    )
    accent_exact = models.BooleanField(
        _("exactly these colours"),
        default=False,
        help_text=_("Not adapted. Both are then refused where they could not be read."),
    )
    face = models.CharField(
        _("reading face"), max_length=12, choices=look.FACES, default="old-style"
    )
    width = models.CharField(
        _("width of the text"), max_length=12, choices=look.WIDTHS, default="medium"
    )
    scheme = models.CharField(
        _("light or dark"), max_length=12, choices=look.SCHEMES, default="system"
    )
    logo = models.ForeignKey(
        "blog.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("A drawing with a transparent ground stands best; SVG stays sharp."),
    )
    logo_alt = models.CharField(
        _("what the logo says"),
        max_length=120,
        blank=True,
        help_text=_("For who cannot see it. Empty: the name of the publication."),
    )
    logo_place = models.CharField(
        _("place of the logo"), max_length=12, choices=look.LOGO_PLACES, default="beside"
    )
    logo_size = models.CharField(
        _("size of the logo"), max_length=12, choices=look.LOGO_SIZES, default="medium"
    )
    logo_inverts = models.BooleanField(
        _("light lines on the dark page"),
        default=False,
        help_text=_("For a logo of dark lines, which would not be seen there; hues are kept."),
    )
    logo_as_icon = models.BooleanField(
        _("also as icon of the site"),
        default=False,
        help_text=_("In tabs and on home screens. Needs a logo that is about as wide as high."),
    )
    footer = RichTextField(_("footer"), blank=True, features=["bold", "italic", "link"])
    menu = CompactStreamField(MenuBlocks(), verbose_name=_("menu"), blank=True)
    social_links = CompactStreamField(
        SocialLinkBlocks(), verbose_name=_("links elsewhere"), blank=True
    )

    share_services = CompactStreamField(
        ShareBlocks(),
        verbose_name=_("ways to pass a post on"),
        blank=True,
        default=[("service", name) for name, _label in SERVICES],
        help_text=_("Plain links below each post; none asks anybody before it is pressed."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("language")],
                        heading=_("Masthead"),
                    ),
                    FieldPanel("licence"),
                ],
                heading=_("Publication"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("accent"), FieldPanel("accent_night")]),
                            FieldPanel("accent_exact"),
                            FieldPanel("scheme"),
                        ],
                        heading=_("Colours"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("face"), FieldPanel("width")], heading=_("Reading")
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("logo"),
                            FieldPanel("logo_alt"),
                            FieldRowPanel([FieldPanel("logo_place"), FieldPanel("logo_size")]),
                            FieldPanel("logo_inverts"),
                            FieldPanel("logo_as_icon"),
                        ],
                        heading=_("Logo"),
                    ),
                ],
                heading=_("Look"),
            ),
            ObjectList([FieldPanel("menu")], heading=_("Menu")),
            ObjectList([FieldPanel("footer"), FieldPanel("social_links")], heading=_("Foot")),
            ObjectList([FieldPanel("share_services")], heading=_("Passing on")),
        ],
        base_form_class=PublicationSettingsForm,
    )

    select_related = ["logo"]

    class Meta:
        verbose_name = _("publication settings")

    def __str__(self):
        return self.shown_name

    def clean(self):
        super().clean()
        clean_names(self, "name", "tagline")
        problems = {}
        for field in ("accent", "accent_night"):
            colour = getattr(self, field).strip().lower()
            setattr(self, field, colour)
            if not is_hex(colour) and (colour or field == "accent"):
                message = _("“%(accent)s” is not a colour. Write # and six digits: #a5241b.")
                problems[field] = message % {"accent": colour}
        if self.accent_exact and not problems:
            problems = self._illegible()
        if problems:
            raise ValidationError(problems)

    def _illegible(self) -> dict[str, str]:
        """At the field that mends it: the night has one of its own."""
        found = {
            "accent": look.why_illegible(self.accent, "light"),
            "accent_night": look.why_illegible(self.accent_night or self.accent, "dark"),
        }
        return {field: why for field, why in found.items() if why}

    @classmethod
    def for_site(cls, site):
        found = super().for_site(site)
        found.site = site  # which the settings would otherwise look up once more
        return found

    @property
    def shown_name(self) -> str:
        """A host is a name only where a reader could know it by that."""
        host = self.site.hostname if _DOMAIN.search(self.site.hostname) else ""
        return self.name or self.site.site_name or host or gettext("Reports")

    @property
    def licence_deed(self) -> Licence | None:
        return LICENCES.get(self.licence)

    @property
    def has_own_colours(self) -> bool:
        return bool(self.accent != look.DEFAULT_ACCENT or self.accent_night or self.accent_exact)

    @property
    def rubric(self) -> look.Rubric:
        """The colours that pages show."""
        if self.accent_exact:
            return look.Rubric(self.accent, self.accent_night or self.accent)
        return look.adapted(self.accent, self.accent_night)

    @property
    def icon_image(self):
        """The logo, where it stands for the site in tabs."""
        return self.logo if self.logo_as_icon else None

    def get_preview_template(self, request, mode_name):
        return "blog/publication_page.html"

    def get_preview_context(self, request, mode_name):
        page = Site.objects.select_related("root_page").get(pk=self.site_id).root_page.specific
        return page.get_context(request) | {"request": request, "preview_settings": self}
