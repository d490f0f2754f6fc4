"""What a page's template is given: everything it prints, at a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DatabaseError
from django.http import Http404
from django.utils.translation import gettext as _

from blog.core.language_tags import direction
from blog.core.languages import other_interface, site_language, speaking
from blog.core.prose import plain_text
from blog.core.text import count_words
from blog.posts.blocks.anchors import anchor
from blog.posts.broken_blocks import readable_body, unreadable_body
from blog.posts.excerpt import excerpt, shorten, text_of_body
from blog.posts.failures import leaving_out, recording
from blog.posts.links import addresses_in
from blog.posts.mentions import words_around
from blog.posts.notes import Notes
from blog.posts.references import loading
from blog.posts.walk import Placed, walk, walk_raw

WORDS_A_MINUTE = 220
ENTRY_LENGTH = 400


class ContentsLine(NamedTuple):
    """A line of the list of contents; `mark` stands in the gutter: a numeral, ¶ or &."""

    mark: str
    title: str
    anchor: str
    kind: str


@dataclass
class Reading:
    """The state of one page while it is rendered: notes, last heading, whether a picture came, the
    ids that blocks had on a former site, and all that are taken."""

    notes: Notes
    former_anchors: dict[str, list[str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    has_picture: bool = False
    heading_level: int = 1

    def is_first_picture(self) -> bool:
        first, self.has_picture = not self.has_picture, True
        return first

    def next_heading_level(self, wanted: int) -> int:
        """Never more than one deeper than the last: who listens to a page relies on its outline."""
        self.heading_level = min(wanted, self.heading_level + 1)
        return self.heading_level


class PostViewMixin:
    """Rendering of posts and standard pages. The page's language is the interface's language."""

    def serve(self, request, *args, **kwargs):
        with speaking(self.language, site_language(request)):
            try:
                with recording(self, "page"):
                    return super().serve(request, *args, **kwargs).render()
            except (DatabaseError, Http404):
                raise
            except Exception:
                return self._serve_what_can_be_read(request, *args, **kwargs)

    def _serve_what_can_be_read(self, request, *args, **kwargs):
        """Title, standfirst and byline stand whatever the body is like; what fails without a body
        is no fault of the body."""
        stored = self.body
        with leaving_out(self, "page"):
            self._show_body(readable_body(stored))
            return super().serve(request, *args, **kwargs).render()
        self._show_body(unreadable_body(stored))
        return super().serve(request, *args, **kwargs).render()

    def _show_body(self, body) -> None:
        self.body = body
        self.__dict__.pop("placed_blocks", None)

    def serve_preview(self, request, mode_name):
        with speaking(self.language, site_language(request)):
            return super().serve_preview(request, mode_name).render()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        self.placed_blocks  # noqa: B018 (evaluates the body while its rows are at hand)
        links = addresses_in([self.body.raw_data], request)
        notes = Notes(links, label_language=other_interface(self.language))
        context["reading"] = Reading(notes, self.former_anchors)
        context["contents"] = self.contents
        return context

    @cached_property
    def placed_blocks(self) -> list[Placed]:
        """Every block at any depth, evaluated, with papers, authors and pictures loaded."""
        with loading(self.body.raw_data):
            return list(walk(self.body))

    @property
    def direction(self) -> str:
        return direction(self.language)

    @cached_property
    def credits(self) -> list:
        return [byline.author.credit for byline in self.bylines.all()]

    @property
    def kicker(self) -> list[dict[str, str]]:
        """Event, then categories: text and address of each."""
        found = []
        if self.event:
            found.append({"title": str(self.event), "url": self.event.get_absolute_url()})
        return found + [
            {"title": link.tag.name, "url": link.tag.get_absolute_url()}
            for link in self.category_links.all()
        ]

    @property
    def paper_count(self) -> int:
        return sum(1 for placed in walk_raw(self.body.raw_data) if placed.kind == "paper")

    @cached_property
    def names_papers(self) -> bool:
        """Whether it has a file of papers: entries, or links in its text to papers that are stored."""
        if any(each.kind == "paper" and each.value["paper"] for each in self.placed_blocks):
            return True
        return self.pk is not None and self.mentions.exists()

    @property
    def reading_minutes(self) -> int:
        return max(1, round(count_words(self.plain_text) / WORDS_A_MINUTE))

    @property
    def plain_text(self) -> str:
        """All that readers read, without markup: for minutes, excerpts and search."""
        return text_of_body(self.body.raw_data)

    @property
    def summary(self) -> str:
        """What stands under the title in a list."""
        return self.standfirst or excerpt(self.body.raw_data)

    @property
    def has_initial(self) -> bool:
        """Whether a round-up begins with a sign that can be set large: a digit, or a letter of a
        script that has capitals. An emoji cannot."""
        first = excerpt(self.body.raw_data).lstrip("“„«‘\"'(¿¡")[:1]
        return self.paper_count > 0 and (first.isdigit() or first.lower() != first.upper())

    @property
    def contents(self) -> list[ContentsLine]:
        """Sections, papers and bonus sections; empty when there is too little to list."""
        lines = [line for placed in self.placed_blocks if (line := _contents_line(placed))]
        return lines if len(lines) > 2 else []

    @property
    def first_papers_anchor(self) -> str:
        """Where the papers begin."""
        for placed in walk_raw(self.body.raw_data):
            if placed.kind in ("paper_list", "paper"):
                return anchor(placed.id, "s" if placed.kind == "paper_list" else "p")
        return ""

    def entry(self, mention) -> dict[str, Any]:
        """First lines and links of the entry that a mention stands for; of a link in the text, the
        lines around it."""
        if mention.kind == "prose":
            text = shorten(words_around(self.body.raw_data, mention), ENTRY_LENGTH)
            return {"text": text, "links": []}
        for placed in walk_raw(self.body.raw_data):
            if placed.kind == "paper" and placed.id == mention.block_id:
                text = shorten(plain_text(placed.value.get("commentary") or ""), ENTRY_LENGTH)
                links = [link["value"] for link in placed.value.get("links") or []]
                return {"text": text, "links": links}
        return {"text": "", "links": []}

    @property
    def is_imported(self) -> bool:
        records = apps.get_model("blog.ImportRecord").objects
        return self.pk is not None and records.filter(page_id=self.pk).exists()


def _contents_line(placed: Placed) -> ContentsLine | None:
    value = placed.value
    if placed.kind == "paper" and placed.container != "bonus_section":
        mark = str(placed.number) if placed.number else "¶"
        return ContentsLine(mark, value.contents_title, anchor(placed.id, "p"), "paper")
    if placed.kind == "bonus_section":
        return ContentsLine("&", value["heading"], anchor(placed.id, "s"), "bonus")
    if placed.kind == "paper_list" and not value["entries"]:
        kind = "list" if value["heading"] else "unnamed"
        return ContentsLine("§", value["heading"] or _("Papers"), anchor(placed.id, "s"), kind)
    if placed.kind == "heading" and value["level"] == "2" and not placed.container:
        return ContentsLine("§", value["text"], anchor(placed.id, "s"), "heading")
    return None
