import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PreviewableMixin, Site

from blog.core.licences import LICENCE_CHOICES, LICENCES, Licence
from blog.site.share import SERVICES

DEFAULT_ACCENT = "#a5241b"


def interface_languages():
    """A function, so that a language more in the settings asks for no migration."""
    return settings.LANGUAGES


class MenuPageBlock(StructBlock):
    page = PageChooserBlock(label=_("Page"))
    label = CharBlock(label=_("Label"), required=False, max_length=60)

    class Meta:
        icon = "doc-empty"
        label = _("A page of this publication")
        description = _("Leads to a post or a page; hidden while that is not public")


class MenuAddressBlock(StructBlock):
    address = CharBlock(
        label=_("Address"), max_length=500, help_text=_("/papers/ or https://example.org/")
    )
    label = CharBlock(label=_("Label"), max_length=60)

    class Meta:
        icon = "link"
        label = _("An address")
        description = _("Leads anywhere: a list of this site, another site")


class MenuBlocks(StreamBlock):
    page = MenuPageBlock()
    address = MenuAddressBlock()

    class Meta:
        required = False


class SocialLinkBlock(StructBlock):
    label = CharBlock(label=_("Label"), max_length=60)
    url = URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


class SocialLinkBlocks(StreamBlock):
    link = SocialLinkBlock()

    class Meta:
        required = False


class ShareBlocks(StreamBlock):
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
        _("licence of texts"), max_length=30, choices=LICENCE_CHOICES, default="cc-by-4.0"
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        help_text=_("One colour, as #a5241b. Its lightness is adapted so that text stays legible."),
    )
    logo = models.ForeignKey(
        "blog.CustomImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    footer = RichTextField(_("footer"), blank=True, features=["bold", "italic", "link"])
    menu = StreamField(MenuBlocks(), verbose_name=_("menu"), blank=True)
    social_links = StreamField(SocialLinkBlocks(), verbose_name=_("links elsewhere"), blank=True)

    share_services = StreamField(
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
                    MultiFieldPanel([FieldPanel("accent"), FieldPanel("logo")], heading=_("Look")),
                    FieldPanel("licence"),
                ],
                heading=_("Publication"),
            ),
            ObjectList([FieldPanel("menu")], heading=_("Menu")),
            ObjectList([FieldPanel("footer"), FieldPanel("social_links")], heading=_("Foot")),
            ObjectList([FieldPanel("share_services")], heading=_("Passing on")),
        ]
    )

    class Meta:
        verbose_name = _("publication settings")

    def __str__(self):
        return self.shown_name

    def clean(self):
        super().clean()
        self.accent = self.accent.strip().lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", self.accent):
            message = _("“%(accent)s” is not a colour. Write # and six digits: #a5241b.")
            raise ValidationError({"accent": message % {"accent": self.accent}})

    @classmethod
    def for_site(cls, site):
        found = super().for_site(site)
        found.site = site  # which the settings would otherwise look up once more
        return found

    @property
    def shown_name(self) -> str:
        return self.name or self.site.site_name or self.site.hostname

    @property
    def licence_deed(self) -> Licence:
        return LICENCES[self.licence]

    @property
    def has_own_accent(self) -> bool:
        return self.accent != DEFAULT_ACCENT

    def get_preview_template(self, request, mode_name):
        return "blog/publication_page.html"

    def get_preview_context(self, request, mode_name):
        page = Site.objects.select_related("root_page").get(pk=self.site_id).root_page.specific
        return page.get_context(request) | {"request": request, "preview_settings": self}
