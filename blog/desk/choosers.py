"""The chooser of pictures: many at once, in the order of their ticks, and uploads that say what they lack."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from wagtail.images.views.chooser import (
    ImageChooserViewSet,
    ImageChooseView,
    ImageChosenMultipleView,
    ImageUploadView,
)

from blog.images.models import CustomImage


class ChoosePicturesView(ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.is_multiple_choice:
            context["page_title"] = _("Choose pictures")
        return context


class ChosenPicturesView(ImageChosenMultipleView):
    def get_objects(self, pks: list[str]) -> list[CustomImage]:
        return sorted(super().get_objects(pks), key=lambda image: pks.index(str(image.pk)))


class UploadPictureView(ImageUploadView):
    def get_chosen_response_data(self, image: CustomImage, **kwargs: Any) -> dict[str, Any]:
        data: dict[str, Any] = super().get_chosen_response_data(image, **kwargs)
        return data | {"note": self.form.left_out}


class PictureChooserViewSet(ImageChooserViewSet):
    choose_view_class = ChoosePicturesView
    chosen_multiple_view_class = ChosenPicturesView
    create_view_class = UploadPictureView


def chooser_urls() -> list[Any]:
    """At Wagtail's addresses, by whose names everybody asks for them."""
    views = PictureChooserViewSet("wagtailimages_chooser", model=CustomImage)
    return [
        path("images/chooser/", views.choose_view),
        path("images/chooser/chosen-multiple/", views.chosen_multiple_view),
        path("images/chooser/create/", views.create_view),
    ]
