import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from blog.core.deletion import GuardedDeletionMixin
from blog.core.distinct_rows import DistinctInlinePanel
from blog.core.names import clean_names
from blog.core.slugs import RecordSlugField, free_slug, free_values
from blog.papers import csl as records
from blog.papers.author_names import GIVEN_LENGTH, KEY_LENGTH, name_keys
from blog.papers.bibtex import can_be_cited, computed_key, nth_key
from blog.papers.forms import PaperForm
from blog.papers.models.identifiers import PaperIdentifier, shown_among
from blog.papers.name_lists import revised_names
from blog.papers.records import with_identifiers


class Paper(GuardedDeletionMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A scholarly work, stored once. The record is `csl`, a CSL-JSON item; the other columns are
    read off it whenever it is saved, for listings, filters and search."""

    csl = models.JSONField(_("record"), default=dict, blank=True)
    title = models.TextField(_("title"))
    short_title = models.CharField(
        _("short title"), max_length=120, blank=True, help_text=_("For lists of contents.")
    )
    authors_text = models.TextField(
        _("authors"),
        blank=True,
        help_text=_("As in a byline: Ada Quill, Bruno Verso."),
    )
    issued = models.CharField(
        _("issued"),
        max_length=10,
        blank=True,
        help_text=_("Year, year and month, or day: 2024, 2024-05 or 2024-05-07."),
    )
    issued_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    venue = models.CharField(
        _("venue"), max_length=300, blank=True, help_text=_("Conference or journal: ICLR 2024.")
    )
    abstract = models.TextField(_("abstract"), blank=True)
    slug = RecordSlugField(_("slug"), max_length=120, unique=True, blank=True)
    provenance = models.JSONField(default=dict, blank=True, editable=False)
    # Kept once author and year are known, because manuscripts cite it. `former_keys` lead here too.
    citation_key = models.CharField(max_length=120, unique=True, blank=True, editable=False)
    has_provisional_key = models.BooleanField(default=False, editable=False)
    former_keys = models.JSONField(default=list, blank=True, editable=False)
    changed = models.DateTimeField(auto_now=True, db_index=True)

    base_form_class = PaperForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("authors_text"),
                FieldRowPanel([FieldPanel("venue"), FieldPanel("issued")]),
                FieldPanel("short_title"),
            ],
            heading=_("Record"),
        ),
        FieldPanel("name_rows", classname="collapsed"),
        DistinctInlinePanel(
            "identifiers",
            distinct_fields=("scheme", "value"),
            heading=_("Identifiers"),
            label=_("Identifier"),
            help_text=_("arXiv, DOI, OpenReview …: what tells this paper from every other."),
        ),
        FieldPanel("abstract"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.AutocompleteField("title"),
        index.AutocompleteField("authors_text"),
        index.AutocompleteField("venue"),
        index.AutocompleteField("issued"),
        index.RelatedFields("identifiers", [index.AutocompleteField("value")]),
    ]

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        clean_names(self, "title", "short_title", "authors_text", "venue")
        if self.issued:
            check_partial_date(self.issued)
        if not self.slug:
            self.slug = free_slug(self, self.short_title or self.title)

    def save(self, *args, **kwargs):
        self.read_off_record()
        self.slug = self.slug or free_slug(self, self.short_title or self.title)
        if not self.citation_key or self.has_provisional_key:
            self._give_key()
        super().save(*args, **kwargs)
        self._keep_author_keys()

    def _give_key(self) -> None:
        former = self.citation_key
        self.has_provisional_key = not can_be_cited(self.csl)
        if former and (self.has_provisional_key or former == base_of_key(self.csl)):
            return
        [self.citation_key] = free_citation_keys([self.csl], but=self)
        # What no public page has shown nobody can have cited.
        if former and self.mentions.exists():
            self.former_keys = [*self.former_keys, former]
        self.former_keys = [key for key in self.former_keys if key != self.citation_key]

    def with_content_json(self, content):
        """A revision brings no key back that the paper had before."""
        restored = super().with_content_json(content)
        for name in ("citation_key", "has_provisional_key", "former_keys"):
            setattr(restored, name, getattr(self, name))
        return restored

    def read_off_record(self) -> None:
        """The columns that nobody writes, from the record and those that an editor may change."""
        self.csl = self.synchronised_record()
        # As it will be compared with at the next save, however it was typed.
        self.authors_text = records.names_text(self.csl.get("author") or [])
        self.issued_year = int(self.issued[:4]) if self.issued else None

    def _keep_author_keys(self) -> None:
        wanted = self.wanted_author_keys()
        rows = PaperAuthor.objects.filter(paper=self)
        if {(row.family, row.given) for row in wanted} != set(rows.values_list("family", "given")):
            rows.delete()
            PaperAuthor.objects.bulk_create(wanted)

    def wanted_author_keys(self) -> list["PaperAuthor"]:
        """Unsaved rows, one for each name by which an author may be asked for."""
        keys = {key for name in records.persons(self.csl) for key in name_keys(name)}
        return [PaperAuthor(paper=self, family=key.family, given=key.given) for key in sorted(keys)]

    def synchronised_record(self) -> records.CslItem:
        """The record with the columns that an editor may change written back into it."""
        item = {"type": "article", **self.csl, "title": self.title}
        if self.short_title:
            item["title-short"] = self.short_title
        if records.issued_text(item) != self.issued:
            item["issued"] = {
                "date-parts": [[int(part) for part in self.issued.split("-") if part]]
            }
        if records.venue(item) != self.venue:
            item.pop("container-title-short", None)
            item["container-title"] = self.venue
        item["author"] = revised_names(item.get("author") or [], self.authors_text)
        return {
            key: value for key, value in item.items() if value not in ("", [], {"date-parts": [[]]})
        }

    @classmethod
    def from_record(cls, item: records.CslItem, **fields) -> "Paper":
        """An unsaved Paper whose columns are read off a CSL-JSON item."""
        return cls(
            csl=item,
            title=item["title"],
            short_title=item.get("title-short", ""),
            authors_text=records.names_text(item.get("author") or []),
            issued=records.issued_text(item),
            venue=records.venue(item),
            abstract=item.get("abstract", ""),
            **fields,
        )

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.slug])

    @property
    def author_names(self) -> list[str]:
        return records.author_names(self.csl)

    @property
    def contents_title(self) -> str:
        return self.short_title or records.short_title(self.csl) or self.title

    @property
    def url(self) -> str:
        """Where the paper itself is to be read: the first identifier that has an address."""
        return next((item.url for item in self.identifiers.all() if item.url), "")

    @property
    def shown_identifiers(self) -> list[PaperIdentifier]:
        """What a record prints."""
        return shown_among(list(self.identifiers.all()))

    @property
    def citation_item(self) -> records.CslItem:
        """The record with its key, and the identifiers in the variables that styles read."""
        identifiers = [row.identifier for row in self.identifiers.all()]
        item = with_identifiers(self.csl, identifiers) | {"citation-key": self.citation_key}
        return item | ({"ids": self.former_keys} if self.former_keys else {})


class PaperAuthor(models.Model):
    """A name by which an author of a paper may be asked for; kept in step with the record."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="author_keys")
    family = models.CharField(max_length=KEY_LENGTH, db_index=True)
    given = models.CharField(max_length=GIVEN_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "family", "given"], name="one_key_per_name_of_a_paper"
            )
        ]

    def __str__(self):
        return f"{self.family}, {self.given}"


def base_of_key(item: records.CslItem) -> str:
    return computed_key(item)[:110]


def free_citation_keys(items: Iterable[records.CslItem], *, but: Paper | None = None) -> list[str]:
    """A key for each record that no stored paper has or had, nor another of the records."""
    others = Paper.objects.exclude(pk=but.pk) if but and but.pk else Paper.objects.all()
    former = others.exclude(former_keys=[]).values_list("former_keys", flat=True)
    reserved = {key for keys in former for key in keys}
    bases = [base_of_key(item) for item in items]
    return free_values(others, "citation_key", bases, nth_key, reserved=reserved)


def check_partial_date(text: str) -> None:
    for form in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            dt.datetime.strptime(text, form)
        except ValueError:
            continue
        return
    message = _("“%(text)s” is not a date. Write 2024, 2024-05 or 2024-05-07.")
    raise ValidationError({"issued": message % {"text": text}})
