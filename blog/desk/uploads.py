"""Uploaded pictures, one or many: judged by our forms, in their words, and what is left out is said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.html import format_html
from wagtail.images.views.images import CreateView, EditView
from wagtail.images.views.multiple import AddView as AddImagesView

# What Wagtail's script makes a pattern of; this one fits any name, with an ending or without.
_ANY_NAME = ("|.*)$|^([^.]*",)


class _SaysWhatIsLeftOut:
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if form.left_out:
            messages.warning(self.request, form.left_out)  # type: ignore[attr-defined]
        return response


class AddPictureView(_SaysWhatIsLeftOut, CreateView):
    pass


class EditPictureView(_SaysWhatIsLeftOut, EditView):
    pass


class AddPicturesView(AddImagesView):
    """Leaves it to the form to refuse: its script knows endings, and no content."""

    left_out = ""

    def save_object(self, form: ModelForm) -> Any:
        self.left_out = form.left_out  # type: ignore[attr-defined]
        return super().save_object(form)

    def get_edit_object_response_data(self) -> dict[str, Any]:
        data = super().get_edit_object_response_data()
        if self.left_out:
            note = format_html('<p class="help-block help-warning">{}</p>', self.left_out)
            data["form"] = note + data["form"]
        return data

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"allowed_extensions": _ANY_NAME, "max_filesize": ""}
