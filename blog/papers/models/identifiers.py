from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from blog.papers.identifiers import Identifier, label_of, url_of
from blog.papers.schemes import LABELS
from blog.papers.typed import read_typed


def scheme_choices():
    """A function, so that one more scheme asks for no migration."""
    return list(LABELS.items())


class PaperIdentifier(Orderable):
    paper = ParentalKey("blog.Paper", on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("scheme"),
        max_length=20,
        blank=True,
        choices=scheme_choices,
        help_text=_("Recognised by itself in a link; choose it for a bare number."),
    )
    value = models.CharField(
        _("link or number"),
        max_length=500,
        help_text=_("As you have it: https://arxiv.org/abs/2401.12345v2, 10.1000/182 …"),
    )

    panels = [FieldRowPanel([FieldPanel("value"), FieldPanel("scheme")])]

    class Meta(Orderable.Meta):
        verbose_name = _("identifier")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="one_paper_per_identifier")
        ]

    def __str__(self):
        return f"{self.label} {self.value}"

    def clean(self):
        """Stored as the parser writes it, so that equal works have equal identifiers."""
        super().clean()
        parsed = read_typed(self.scheme, self.value)
        if parsed is None or len(parsed.value) > 500:
            message = _(
                "“%(text)s” is no identifier that we know. "
                "Paste a link that begins with https://, or choose the scheme of the number."
            )
            raise ValidationError({"value": message % {"text": self.value[:100]}})
        self.scheme, self.value = parsed.scheme, parsed.value
        others = PaperIdentifier.objects.filter(scheme=self.scheme, value=self.value)
        other = others.exclude(paper=self.paper_id).select_related("paper").first()
        if other:
            raise ValidationError({"value": self._taken_by(other.paper)})

    def _taken_by(self, other: Any) -> str:
        if self.paper_id:
            address, way = reverse("compare_papers", args=[self.paper_id, other.pk]), _("Merge")
        else:
            address = reverse("wagtailsnippets_blog_paper:edit", args=[other.pk])
            way = _("Open that record")
        return format_html(
            '{} <a href="{}">{}</a>',
            _("This identifier belongs to “%(title)s”.") % {"title": other.title},
            address,
            way,
        )

    @property
    def identifier(self) -> Identifier:
        return Identifier(self.scheme, self.value)

    @property
    def url(self) -> str:
        return url_of(self.identifier)

    @property
    def label(self) -> str:
        return label_of(self.identifier)


def shown_among(identifiers: list[PaperIdentifier]) -> list[PaperIdentifier]:
    """Of one paper: no bare addresses, and no arXiv DOI beside its arXiv id."""
    has_arxiv = any(item.scheme == "arxiv" for item in identifiers)
    return [
        item
        for item in identifiers
        if item.scheme != "url"
        and not (has_arxiv and item.scheme == "doi" and item.value.startswith("10.48550/"))
    ]
