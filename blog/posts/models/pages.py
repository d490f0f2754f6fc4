import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import Orderable, Page, RevisionMixin, Site
from wagtail.search import index

from blog.core.deletion import GuardedDeletionMixin
from blog.core.language_tags import MAX_TAG
from blog.core.languages import site_language, speaking, validate_tag
from blog.core.licences import LICENCE_CHOICES
from blog.core.names import clean_names
from blog.core.paging import asked_page
from blog.core.redirects import moved_within
from blog.core.slugs import RecordSlugField, free_slug
from blog.core.stream_fields import CompactStreamField
from blog.core.text import fold_case
from blog.images.pictures import load_renditions
from blog.posts.addressing import AddressedPageMixin, PublicationRoutingMixin
from blog.posts.blocks import PostBody
from blog.posts.byline_panel import BylinePanel
from blog.posts.forms import AddressedCopyForm, PostPageForm, WrittenPageForm
from blog.posts.front import front_context
from blog.posts.locking import LockedPublishingMixin
from blog.posts.neighbours import neighbours_of
from blog.posts.post_view import PostViewMixin
from blog.posts.publishing_gate import PublishingGateMixin
from blog.posts.querysets import PostManager
from blog.posts.translations import addresses_by_language
from blog.posts.versions import KeepsDeletionsMixin


class PublicationPage(LockedPublishingMixin, PublicationRoutingMixin, Page):
    """The front page, and the parent of posts and pages. One per Site."""

    template = "blog/publication_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.PostPage", "blog.StandardPage"]
    content_panels = [*Page.content_panels]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def serve(self, request, *args, **kwargs):
        number = asked_page(request.GET.get("page", ""))
        if number > 1:
            # 404 beyond the end: browsers keep a permanent redirect.
            front_context(PostPage.objects.child_of(self), number)
            return moved_within(request, reverse("front-page", args=[number]))
        with speaking(site_language(request)):
            answer = super().serve(request, *args, **kwargs)
            # Rendered while the language holds; a redirect has nothing to render.
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    def serve_preview(self, request, mode_name):
        with speaking(site_language(request)):
            return super().serve_preview(request, mode_name).render()

    def get_context(self, request, *args, number: int = 1, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | front_context(PostPage.objects.child_of(self), number)

    @classmethod
    def can_create_at(cls, parent):
        # A second publication belongs to a second Site and is made beside the first, at the root.
        return super().can_create_at(parent) and parent.is_root()

    def clean(self):
        super().clean()
        clean_names(self, "title")
        site = self.expire_at and Site.objects.filter(root_page=self.pk).first()
        if site:
            message = _("Readers of %(site)s see this page. Leave the day of its end empty.")
            name = site.site_name or site.hostname
            raise ValidationError({"expire_at": message % {"site": name}})


VISIBILITY = MultiFieldPanel(
    [FieldPanel("unlisted"), FieldPanel("noindex"), FieldPanel("no_sitemap")],
    heading=_("Who finds it"),
    classname="collapsed",
)


class WrittenPage(KeepsDeletionsMixin, LockedPublishingMixin, AddressedPageMixin, Page):
    """What posts and standard pages share: an intro, a body, a language, an address.

    `former_anchors`: id of a block → the ids that it, or the headings in it, had on a former site.
    """

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the title.")
    )
    language = models.CharField(
        _("language"),
        max_length=MAX_TAG,
        default="en",
        validators=[validate_tag],
        help_text=_("Its tag: en, pl, pt-BR, zh-Hant …"),
    )
    body = CompactStreamField(PostBody(), verbose_name=_("body"), blank=True)
    unlisted = models.BooleanField(
        _("unlisted"),
        default=False,
        help_text=_("Read by those who have the address: in no list, feed, search or sitemap."),
    )
    noindex = models.BooleanField(
        _("not for search engines"),
        default=False,
        help_text=_("Asks them to leave it out; lists and feeds of this site still name it."),
    )
    no_sitemap = models.BooleanField(_("not in the sitemap"), default=False)
    licence = models.CharField(
        _("licence"),
        max_length=30,
        blank=True,
        choices=LICENCE_CHOICES,
        help_text=_("When it differs from the publication's."),
    )
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        db_index=True,
        help_text=_("Where an imported page lived before: 2020/09/recsys2020. Otherwise empty."),
    )

    former_anchors = models.JSONField(default=dict, blank=True, editable=False)

    # A copy is another text: it lives elsewhere and is known to nobody yet.
    exclude_fields_in_copy = ["address", "former_anchors"]
    copy_form_class = AddressedCopyForm
    subpage_types: list[str] = []
    parent_page_types = ["blog.PublicationPage"]

    class Meta:
        abstract = True


class PostPage(PublishingGateMixin, PostViewMixin, WrittenPage):
    """A report: prose, pictures and papers by several authors."""

    date = models.DateTimeField(
        _("date"), null=True, blank=True, db_index=True, help_text=_("As written by the authors.")
    )
    date_offset = models.SmallIntegerField(
        _("offset from UTC"), default=0, help_text=_("In minutes: 120 is +02:00.")
    )
    changed = models.DateTimeField(null=True, blank=True, editable=False)
    translation_group = models.UUIDField(_("translation group"), null=True, blank=True)
    categories = ClusterTaggableManager(
        through="blog.PostCategory", blank=True, verbose_name=_("categories")
    )
    event = models.ForeignKey(
        "blog.Event",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    series = models.ForeignKey(
        "blog.PostSeries",
        verbose_name=_("post series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    thumbnail = models.ForeignKey(
        "blog.CustomImage",
        verbose_name=_("thumbnail"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    thumbnail_alt = models.CharField(_("alternative text"), max_length=1000, blank=True)
    thumbnail_decorative = models.BooleanField(_("decorative"), default=False)
    thumbnail_src = models.CharField(max_length=1000, blank=True, editable=False)
    external_canonical = models.URLField(
        _("canonical address"),
        max_length=500,
        blank=True,
        help_text=_("Where this text first appeared, when that was elsewhere."),
    )
    former_guid = models.CharField(
        _("former identifier in feeds"),
        max_length=500,
        blank=True,
        help_text=_(
            "What feeds called an imported post before, so that nobody is shown it twice. "
            "Otherwise empty."
        ),
    )
    featured = models.BooleanField(
        _("featured"),
        default=False,
        help_text=_("Leads the front page while it is the newest such."),
    )

    exclude_fields_in_copy = [
        *WrittenPage.exclude_fields_in_copy,
        "former_guid",
        "translation_group",
        "changed",
    ]
    objects = PostManager()
    base_form_class = PostPageForm
    template = "blog/post_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        BylinePanel("bylines", heading=_("Byline"), label=_("Author")),
        FieldPanel("body"),
    ]
    about_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_offset")]),
                FieldPanel("language"),
                FieldPanel("translation_of"),
            ],
            heading=_("When, and in which language"),
        ),
        MultiFieldPanel(
            [FieldPanel("event"), FieldPanel("series"), FieldPanel("categories")],
            heading=_("Where it belongs"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("thumbnail"),
                FieldPanel("thumbnail_alt"),
                FieldPanel("thumbnail_decorative"),
            ],
            heading=_("Picture for lists"),
        ),
        FieldPanel("featured"),
    ]
    address_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("address"),
                FieldPanel("external_canonical"),
                FieldPanel("former_guid"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Address"),
        ),
        FieldPanel("licence"),
        VISIBILITY,
        PublishingPanel(),
        CommentPanel(),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(about_panels, heading=_("About")),
            ObjectList(address_panels, heading=_("Address")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.AutocompleteField("date"),
        index.RelatedFields(
            "bylines",
            [index.RelatedFields("author", [index.AutocompleteField("display_name")])],
        ),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def get_context(self, request, *args, **kwargs):
        self._load_related()
        context = super().get_context(request, *args, **kwargs)
        beside = neighbours_of(self)
        return (
            context
            | beside
            | {
                "first_papers_anchor": self.first_papers_anchor,
                "translations": addresses_by_language(self, beside["translated_posts"]),
            }
        )

    def _load_related(self) -> None:
        """Authors, categories and event by one query each, however often they are shown."""
        if self.event_id and not PostPage.event.is_cached(self):
            events = PostPage.event.field.related_model._default_manager
            self.event = events.select_related("series").get(pk=self.event_id)
        if self.pk:
            authors = Byline.objects.select_related("author__portrait")
            links = PostPage.categories.through.objects.select_related("tag")
            prefetch_related_objects(
                [self],
                models.Prefetch("bylines", authors),
                models.Prefetch("category_links", links),
            )
            load_renditions([byline.author.portrait for byline in self.bylines.all()])

    @property
    def shown_thumbnail_alt(self) -> str:
        """ "" when the picture is decorative."""
        if self.thumbnail_decorative or not self.thumbnail:
            return ""
        return self.thumbnail_alt or self.thumbnail.default_alt

    @property
    def written_date(self) -> dt.datetime | None:
        """The instant as its authors wrote it, in their offset."""
        if not self.date:
            return None
        return self.date.astimezone(dt.timezone(dt.timedelta(minutes=self.date_offset)))

    @property
    def last_changed(self) -> dt.datetime | None:
        """When its words last changed, in the offset of its authors."""
        moment = self.changed or self.last_published_at
        return moment and moment.astimezone(dt.timezone(dt.timedelta(minutes=self.date_offset)))

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # Of the page as a whole, not of one revision.
        page.changed = self.changed
        return page

    @property
    def written_clock(self) -> dt.datetime | None:
        """What stood on the authors' clock, tied to no zone: templates would move it to ours."""
        return self.written_date.replace(tzinfo=None) if self.date else None


class StandardPage(PostViewMixin, WrittenPage):
    """About, a CV: anything that is not a post."""

    objects = PostManager()
    base_form_class = WrittenPageForm
    template = "blog/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("address"),
                FieldPanel("language"),
                FieldPanel("licence"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Address"),
        ),
        VISIBILITY,
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class Byline(Orderable):
    """One author of a post, in order."""

    page = ParentalKey(PostPage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "blog.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")

    def __str__(self):
        return str(self.author)


class PostSeries(GuardedDeletionMixin, RevisionMixin, index.Indexed, models.Model):
    """Posts that are parts of one text, ordered by date."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = RecordSlugField(_("slug"), max_length=120, unique=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("slug")]
    search_fields = [index.AutocompleteField("name"), index.AutocompleteField("slug")]

    class Meta:
        verbose_name = _("post series")
        verbose_name_plural = _("post series")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        clean_names(self, "name")
        other = next(
            (
                each
                for each in PostSeries.objects.exclude(pk=self.pk)
                if fold_case(each.name) == fold_case(self.name)
            ),
            None,
        )
        if other:
            message = _(
                "There is a series “%(name)s” already; capitals do not tell series apart. "
                "Choose another name, or merge the two from the list of series."
            )
            raise ValidationError({"name": message % {"name": other.name}})

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(self, self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("post-series", args=[self.slug])
