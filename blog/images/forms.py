"""The admin's upload form: every door of Wagtail's leads through it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from blog.core.originals import drop_original
from blog.core.uploads import StoredWhileCleanedMixin, refuse_cut_off
from blog.images.former import release_former
from blog.images.gate import RefusedPicture, check_size, what_is_taken
from blog.images.intake import Intake, fill, take_in
from blog.images.models import CustomImage


class TakenInFile(SimpleUploadedFile):
    """The public copy of an upload, with the intake that it came from."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake.name, intake.public)
        self.intake = intake


class GatedImageField(WagtailImageField):
    """Asks our gate instead of the extension. Reads no file that is too large to be taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = what_is_taken()

    def to_python(self, data: Any) -> TakenInFile | None:
        if data in self.empty_values:
            return None
        refuse_cut_off(data)
        try:
            check_size(data.size)
            return TakenInFile(take_in(data.read(), data.name or ""))
        except RefusedPicture as error:
            raise ValidationError(_as_message(error), code="refused") from error


class CustomImageForm(StoredWhileCleanedMixin, BaseImageForm):
    former_goes = forms.BooleanField(
        label=_("Delete the former picture at once"),
        required=False,
        help_text=_(
            "When you choose another file. Otherwise the former one stays for an hour or more, for "
            "pages that are open and feeds that were read."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.former_original = self.instance.original
        # The stored picture of the same file, which the upload was refused for.
        self.twin: CustomImage | None = None
        self.former_file = self.instance.file.name if self.instance.file else ""
        self.fields["title"].required = False
        if "file" in self.fields:
            former = self.fields["file"]
            self.fields["file"] = GatedImageField(
                label=former.label, required=former.required, widget=former.widget
            )
        if self.instance.pk and "file" in self.fields:
            self.order_fields([*self._fields_until("file"), "former_goes"])
        else:
            del self.fields["former_goes"]

    def _fields_until(self, name: str) -> list[str]:
        names = list(self.fields)
        return names[: names.index(name) + 1]

    def full_clean(self) -> None:
        super().full_clean()
        # Wagtail would keep such a file, ungated and within public reach, until the rest is mended.
        if "file" in self.fields and self.is_bound and self.errors and "file" not in self.errors:
            first = next(iter(self.errors.values()))[0]
            lost = format_lazy("{} {}", first, _("Mend that and choose the file again."))
            self.add_error("file", str(lost))

    def clean_title(self) -> str:
        """That of the file when a quick hand sends the form before the script has filled it in."""
        file = self.files.get(self.add_prefix("file"))
        title = self.cleaned_data["title"] or PurePath(file.name or "" if file else "").stem[:255]
        if not title:
            raise ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, TakenInFile):
            self.twin = self._stored_twin(file.intake.digest)
        if self.twin:
            raise ValidationError(_already_here(self.twin), code="duplicate")
        return file

    @property
    def left_out(self) -> str:
        """What of a drawing just brought is not shown; "" for nothing."""
        file = self.cleaned_data.get("file")
        return file.intake.left_out if isinstance(file, TakenInFile) else ""

    def store(self) -> None:
        fill(self.instance, self.cleaned_data["file"].intake)
        super().store()

    def save(self, commit: bool = True) -> CustomImage:
        is_exchanged = commit and "file" in self.changed_data and bool(self.former_file)
        stays = is_exchanged and not self.cleaned_data["former_goes"]
        if stays:
            # Wagtail deletes what it finds here, and the renditions with it.
            self.original_file = None
        image = super().save(commit=commit)
        if stays:
            release_former(image, self.former_file)
        if commit and self.former_original not in ("", image.original):
            transaction.on_commit(self._drop_former_original)
        return image

    def _drop_former_original(self) -> None:
        if not CustomImage.objects.filter(original=self.former_original).exists():
            drop_original(self.former_original)

    def _stored_twin(self, digest: str) -> CustomImage | None:
        """Another picture from the same file, unless it is in a collection closed to this user."""
        found = CustomImage.objects.filter(content_hash=digest).exclude(pk=self.instance.pk)
        if self.user is not None:
            allowed = self.permission_policy.instances_user_has_permission_for(self.user, "choose")
            found = found.filter(pk__in=allowed.values("pk"))
        return found.first()


def _as_message(error: RefusedPicture) -> SafeString:
    # The uploader for several files writes this into the page as HTML.
    return mark_safe(escape(str(error)))


def _already_here(twin: CustomImage) -> SafeString:
    return format_html(
        str(_('This file is here already, as <a href="{}">{}</a>. Choose that one.')),
        reverse("wagtailimages:edit", args=[twin.pk]),
        twin.title,
    )
