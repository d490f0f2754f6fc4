from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from blog.core.dates import span_of_days
from blog.core.deletion import GuardedDeletionMixin
from blog.core.names import clean_names
from blog.core.slugs import RecordSlugField, free_slug


class EventSeries(GuardedDeletionMixin, RevisionMixin, index.Indexed, models.Model):
    """A conference that comes again: ICLR."""

    acronym = models.CharField(_("acronym"), max_length=40, unique=True)
    name = models.CharField(_("full name"), max_length=255, blank=True)
    slug = RecordSlugField(_("slug"), max_length=60, unique=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    url = models.URLField(_("address"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("name")]),
        FieldPanel("description"),
        FieldPanel("url"),
        FieldPanel("slug"),
    ]
    search_fields = [index.AutocompleteField("acronym"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = _("event series")
        ordering = ["acronym"]

    def __str__(self):
        return self.acronym

    def clean(self):
        super().clean()
        clean_names(self, "acronym", "name")

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(self, self.acronym)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("event-series", args=[self.slug])


class Event(GuardedDeletionMixin, RevisionMixin, index.Indexed, models.Model):
    """One meeting of a series: ICLR 2024, Vienna."""

    series = models.ForeignKey(
        EventSeries, verbose_name=_("series"), on_delete=models.PROTECT, related_name="events"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(
        _("full name"), max_length=255, blank=True, help_text=_("When it differs from the series.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("series"), FieldPanel("year")]),
        FieldPanel("name"),
        FieldPanel("place"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("url"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.AutocompleteField("place"),
        index.AutocompleteField("year"),
        index.AutocompleteField("starts"),
        index.RelatedFields("series", EventSeries.search_fields),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-year", "series__acronym"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="one_event_per_series_and_year")
        ]

    def __str__(self):
        return f"{self.series.acronym} {self.year}"

    def clean(self):
        super().clean()
        clean_names(self, "name", "place")
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError(
                {"ends": _("The last day lies before the first. Exchange the two.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.series.slug, self.year])

    @property
    def days(self) -> str:
        """ "7–11 May 2024", as much of it as is known."""
        return span_of_days(self.starts, self.ends) if self.starts else ""
