from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from blog.core.deletion import GuardedDeletionMixin
from blog.core.names import clean_names
from blog.core.slugs import RecordSlugField, free_slug
from blog.core.text import fold_case


class Category(GuardedDeletionMixin, index.Indexed, TagBase):
    """A tag that readers can browse. ICLR and iclr are one: the database holds that."""

    # SQLite's LOWER knows ASCII only, so the folded name is a column of its own.
    folded_name = models.CharField(max_length=100, unique=True, editable=False)
    # Made of the name where it is empty.
    slug = RecordSlugField(
        pgettext_lazy("A tag slug", "slug"), max_length=100, unique=True, blank=True
    )
    description = models.TextField(_("description"), blank=True)

    free_tagging = True
    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("slug")]
    search_fields = [index.AutocompleteField("name"), index.AutocompleteField("slug")]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]

    def clean(self):
        super().clean()
        clean_names(self, "name")
        other = (
            Category.objects.filter(folded_name=fold_case(self.name)).exclude(pk=self.pk).first()
        )
        if other:
            message = _(
                "There is a category “%(name)s” already; capitals do not tell categories apart. "
                "Choose another name, or merge the two from the list of categories."
            )
            raise ValidationError({"name": message % {"name": other.name}})

    def save(self, *args, **kwargs):
        self.folded_name = fold_case(self.name)
        self.slug = self.slug or free_slug(self, self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])

    @classmethod
    def named(cls, name: str) -> "Category":
        """The category of this name whatever its capitals; made when there is none."""
        found = cls.objects.filter(folded_name=fold_case(name)).first()
        return found or cls.objects.create(name=" ".join(name.split()))


class PostCategory(ItemBase):
    tag = models.ForeignKey(Category, related_name="post_categories", on_delete=models.PROTECT)
    content_object = ParentalKey(
        "blog.PostPage", on_delete=models.CASCADE, related_name="category_links"
    )

    class Meta:
        verbose_name = _("category of a post")
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="one_link_per_post_and_category"
            )
        ]
