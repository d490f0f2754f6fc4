"""The editor's forms: a date as its authors wrote it, and what must hold before publishing."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser
from wagtail.models import Page

from blog.core.dates import clock_offsets
from blog.core.language_tags import normalise_tag
from blog.core.languages import LANGUAGE_CHOICES
from blog.core.names import clean_name
from blog.core.slugs import SlugFormField, validate_slug
from blog.core.text import own_slug
from blog.core.years import FIRST_YEAR, LAST_YEAR
from blog.posts.comments import readmit_comments
from blog.posts.dating import keep_public_date
from blog.posts.publishing_gate import LinkedError, pictures_in_the_way, refusal
from blog.posts.translations import check_translation, others_of, posts_to_choose, tie

_PUBLISHING = frozenset(("action-publish", "action-submit", "action-restart-workflow"))


class LanguageInput(forms.TextInput):
    """Any tag may be typed; a list proposes some."""

    def render(self, name, value, attrs=None, renderer=None):
        listed = f"{name}-proposals"
        field = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', LANGUAGE_CHOICES)
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options)


def offset_text(minutes: int) -> str:
    """330 → "+05:30"."""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


class WallClockField(forms.DateTimeField):
    """Date and time as they stand on a clock, to the second, tied to no time zone.

    Django would read and show them in the editor's own zone, and Wagtail's widget drops seconds.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", AdminDateTimeInput(format="%Y-%m-%d %H:%M:%S"))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        with timezone.override(dt.UTC):
            return super().prepare_value(value)

    def to_python(self, value):
        with timezone.override(dt.UTC):
            return super().to_python(value)


class AddressedCopyForm(CopyForm):
    """Asks what the copy will be asked when it is stored, while an answer can still be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["new_slug"]
        self.fields["new_slug"] = SlugFormField(
            initial=field.initial, label=field.label, widget=field.widget
        )

    def clean(self):
        cleaned = super().clean()
        parent, slug = cleaned.get("new_parent_page"), cleaned.get("new_slug")
        if parent and slug:
            copy = type(self.page.specific)(slug=slug)
            copy._cached_parent_obj = parent
            try:
                copy.refuse_impossible_address()
            except ValidationError as error:
                self.add_error("new_slug", error.messages)
        return cleaned


class WrittenPageForm(WagtailAdminPageForm):
    """What must hold for every page with a body: little of a draft, the rest at publication."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"].widget = LanguageInput()
        if field := self.fields.get("slug"):
            field.validators = [validate_slug, *field.validators[1:]]
        readmit_comments(self)

    def clean_title(self):
        """Letters that nobody sees are no title."""
        title = clean_name(self.cleaned_data["title"])
        if self.cleaned_data["title"] and not title:
            raise ValidationError(_("There is no sign in it that anybody sees. Write a title."))
        return title

    def clean_language(self):
        """As the standard writes it; what is no tag stays for the validator to name."""
        language = self.cleaned_data["language"]
        return normalise_tag(language) or language

    def clean(self):
        if self.parent_page is not None and self.instance._state.adding:
            self.instance._cached_parent_obj = self.parent_page
        self.instance.defers_validation = self.is_deferred_validation
        self._free_slug()
        return super().clean()

    def _free_slug(self):
        """Unless somebody typed it: a slug that says no more than the title."""
        slug, title = self.cleaned_data.get("slug"), self.cleaned_data.get("title")
        if slug and slug == own_slug(title or ""):
            self.cleaned_data["slug"] = self.instance.free_slug(slug)

    def full_clean(self):
        super().full_clean()
        if self.is_deferred_validation:
            self._accept_as_typed()

    def _accept_as_typed(self):
        """What is wrong is stored where a column holds words, and is left out where it does not."""
        for name in list(self._errors):
            field = self.fields.get(name)
            text = self[name].value() if field else None
            if isinstance(field, forms.CharField) and isinstance(text, str):
                column = self.instance._meta.get_field(name)
                if column.max_length is None or len(text) <= column.max_length:
                    setattr(self.instance, name, text)
        self._errors.clear()

    def is_valid(self):
        if self._leaves_it_a_draft:
            self.defer_required_fields()
        return super().is_valid()

    @property
    def _leaves_it_a_draft(self) -> bool:
        """Steps of a workflow after which nobody but editors reads the page; Wagtail would ask for
        all that is missing."""
        action = self.data.get("workflow-action-name")
        rejects = "action-workflow-action" in self.data and action == "reject"
        return rejects or "action-cancel-workflow" in self.data

    def get_field_updates_for_resave(self):
        """An open editor shows what was stored in place of what it sent."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug")
        return [*updates, ("slug", slug)] if slug and slug != self.data.get("slug") else updates

    @property
    def is_publishing(self) -> bool:
        """Publishing now, on a date, or by way of others: who reviews should not find what the
        author could have fixed."""
        return bool(_PUBLISHING & self.data.keys())


def _sign(post, user) -> None:
    """A new post begins with its writer in the byline, where the account belongs to an author."""
    author = getattr(user, "author", None)
    if author is not None and not post.bylines.count():
        post.bylines = [post.bylines.model(author=author)]


class PostPageForm(WrittenPageForm):
    translation_of = forms.ModelChoiceField(
        queryset=Page.objects.none(),
        label=_("Translation of"),
        required=False,
        help_text=_("The same text in another language; each then leads to the other."),
    )
    date = WallClockField(
        label=_("Date"),
        required=False,
        help_text=_("As written by the authors, at the offset beside it."),
    )
    date_offset = forms.TypedChoiceField(
        label=_("Offset from UTC"), coerce=int, required=False, empty_value=0
    )

    def __init__(self, *args, instance=None, for_user=None, **kwargs):
        if instance is not None and instance._state.adding:
            _sign(instance, for_user)
        super().__init__(*args, instance=instance, for_user=for_user, **kwargs)
        if "translation_of" in self.fields:
            # Here, because the model of posts names this form.
            model = type(self.instance)
            self.fields["translation_of"].queryset = (
                posts_to_choose(self.instance, for_user) if for_user else model.objects.all()
            )
            self.fields["translation_of"].widget = AdminPageChooser(
                target_models=[model], user_perms="edit"
            )
            self.initial["translation_of"] = others_of(self.instance).first()
        if "date_offset" in self.fields:
            own = {self.instance.date_offset or 0}
            self.fields["date_offset"].choices = [
                (minutes, offset_text(minutes)) for minutes in sorted({*clock_offsets(), *own})
            ]
        written = self.instance.written_date
        if written:
            self.initial["date"] = written.replace(tzinfo=dt.UTC)

    def clean(self):
        cleaned = super().clean()
        clock = cleaned.get("date")
        if clock and not FIRST_YEAR <= clock.year <= LAST_YEAR:
            message = _("The year %(year)s is out of range. Write one from %(first)s to %(last)s.")
            values = {"year": clock.year, "first": FIRST_YEAR, "last": LAST_YEAR}
            self.add_error("date", ValidationError(message % values))
        elif clock:
            offset = dt.timezone(dt.timedelta(minutes=cleaned.get("date_offset") or 0))
            cleaned["date"] = clock.replace(tzinfo=offset).astimezone(dt.UTC)
        if "date" in cleaned:
            cleaned["date"], cleaned["date_offset"] = keep_public_date(
                self.instance, cleaned["date"], cleaned.get("date_offset") or 0
            )
        if other := cleaned.get("translation_of"):
            language = cleaned.get("language") or self.instance.language
            try:
                check_translation(self.instance, other, language)
            except ValidationError as error:
                self.add_error("translation_of", error)
        return cleaned

    def get_field_updates_for_resave(self):
        updates = super().get_field_updates_for_resave()
        if self.instance.date and not self.data.get("date"):
            clock = f"{self.instance.written_clock:%Y-%m-%d %H:%M:%S}"
            updates += [("date", clock), ("date_offset", str(self.instance.date_offset))]
        return updates

    def save(self, commit=True):
        if "translation_of" in self.changed_data and "translation_of" in self.cleaned_data:
            tie(self.instance, self.cleaned_data["translation_of"])
        return super().save(commit=commit)

    def is_valid(self):
        return super().is_valid() and self._pictures_are_described()

    def _pictures_are_described(self) -> bool:
        missing = pictures_in_the_way(self.instance) if self.is_publishing else []
        if missing:
            self.add_error(None, ValidationError(LinkedError(refusal(missing, self.instance))))
        return not missing
