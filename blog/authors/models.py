from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, RevisionMixin
from wagtail.search import index

from blog.authors.bylines import Credit
from blog.core.deletion import GuardedDeletionMixin
from blog.core.names import clean_names
from blog.core.orcid import orcid_url, parse_orcid
from blog.core.slugs import RecordSlugField, free_slug


class Author(GuardedDeletionMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """Somebody whom posts credit, with or without an account. The e-mail stays private."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation or group")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERSON)
    display_name = models.CharField(
        _("name as shown"),
        max_length=200,
        help_text=_("As it stands in a byline: Ada de la Quill."),
    )
    given = models.CharField(_("given names"), max_length=120, blank=True)
    particle = models.CharField(
        _("particle"), max_length=40, blank=True, help_text=_("van, de la, von …")
    )
    family = models.CharField(_("family name"), max_length=120, blank=True)
    suffix = models.CharField(_("suffix"), max_length=40, blank=True, help_text=_("Jr., III …"))
    slug = RecordSlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Last part of the public address; made from the name when left empty."),
    )
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=60,
        blank=True,
        help_text=_("The number or the whole address; the check digit is verified."),
    )
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Doctoral student, guest author …")
    )
    bio = RichTextField(
        _("biography"), blank=True, features=["bold", "italic", "link", "ul", "ol", "h3"]
    )
    portrait = models.ForeignKey(
        "blog.CustomImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("For the editors only; never shown to readers.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Guests need none."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("display_name"),
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("given"), FieldPanel("particle")]),
                FieldRowPanel([FieldPanel("family"), FieldPanel("suffix")]),
                FieldPanel("role"),
            ],
            heading=_("Name"),
        ),
        FieldPanel("portrait"),
        FieldPanel("bio"),
        FieldPanel("orcid"),
        InlinePanel("affiliations", heading=_("Affiliations"), label=_("Affiliation")),
        InlinePanel("links", heading=_("Links"), label=_("Link")),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("email"), FieldPanel("user")],
            heading=_("For the editors"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        index.AutocompleteField("display_name"),
        index.AutocompleteField("given"),
        index.AutocompleteField("family"),
        index.AutocompleteField("role"),
        index.AutocompleteField("orcid"),
        index.RelatedFields(
            "user",
            [
                index.AutocompleteField("username"),
                index.AutocompleteField("first_name"),
                index.AutocompleteField("last_name"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["family", "display_name"]

    def __str__(self):
        return self.display_name

    def clean(self):
        super().clean()
        clean_names(self, "display_name", "given", "particle", "family", "suffix", "role")
        if self.orcid:
            try:
                self.orcid = parse_orcid(self.orcid)
            except ValueError as error:
                message = _(
                    "“%(orcid)s” is not an ORCID iD: %(reason)s. "
                    "Write it as 0000-0002-1825-0097, or leave the field empty."
                )
                raise ValidationError(
                    {"orcid": message % {"orcid": self.orcid, "reason": error}}
                ) from error
        if not self.slug:
            self.slug = free_slug(self, self.display_name)

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(self, self.display_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    @property
    def orcid_url(self) -> str:
        return orcid_url(self.orcid) if self.orcid else ""

    @property
    def credit(self) -> Credit:
        return Credit(
            name=self.display_name,
            family=self.family,
            given=self.given,
            particle=self.particle,
            suffix=self.suffix,
            organisation=self.kind == self.Kind.ORGANISATION,
            url=self.get_absolute_url(),
            orcid=self.orcid,
            portrait=self.portrait,
        )


class Affiliation(Orderable):
    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="affiliations")
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("affiliation")

    def __str__(self):
        return self.name


class AuthorLink(Orderable):
    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("link")

    def __str__(self):
        return self.label
