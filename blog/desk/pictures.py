"""Many pictures at once: uploaded into a gallery, and described in one list."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.images.forms import get_image_form
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction
from wagtail.images.views.chooser import ImageChosenResponseMixin
from wagtail.permissions import policy_registry

from blog.images.models import CustomImage
from blog.posts.alt_text import says_nothing


class _Chosen(ImageChosenResponseMixin):
    """What the image chooser's script takes as its state."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


@require_POST
def upload_picture(request: HttpRequest) -> JsonResponse:
    """{"image": state of a chooser, "note": text or ""}, also of a picture that is here already, or
    {"error": text}."""
    if not policy_registry.get_by_type(CustomImage).user_has_permission(request.user, "add"):
        raise PermissionDenied
    form = _upload_form(request)
    note = ""
    if form.is_valid():
        image, note = form.save(), form.left_out
    elif not (image := form.twin):
        return JsonResponse({"error": strip_tags(" ".join(form.errors.get("file", [])))})
    chosen = _Chosen(request).get_chosen_response_data(image)
    return JsonResponse({"image": chosen, "note": note})


def _upload_form(request: HttpRequest) -> Any:
    file = request.FILES.get("file")
    form = get_image_form(CustomImage)(
        {"title": PurePath(file.name or "").stem[:255] if file else ""},
        {"file": file} if file else {},
        instance=CustomImage(uploaded_by_user=request.user),
        user=request.user,
    )
    if "collection" in form.fields:
        # The first that this editor may add to; the listing moves pictures to another.
        form.data |= {"collection": form.fields["collection"].queryset.first().pk}
    return form


def _check_says_something(text: str) -> None:
    if text and says_nothing(text):
        raise ValidationError(
            _("“%(text)s” says nothing of what the picture shows. Write what is to be seen.")
            % {"text": text}
        )


class DescribeBulkAction(ImageBulkAction):
    """The alternative texts of the chosen pictures, in one list."""

    display_name = gettext_lazy("Describe")
    action_type = "describe"
    aria_label = gettext_lazy("Write the alternative texts of the selected images")
    template_name = "blog/admin/pictures/describe.html"
    action_priority = 15

    def check_perm(self, image: CustomImage) -> bool:
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, "change", image
            )
        )

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        images, _without_access = self.get_actionable_objects()
        for image in images:
            form.fields[f"alt-{image.pk}"] = forms.CharField(
                label=image.title,
                required=False,
                max_length=500,
                initial=image.default_alt,
                validators=[_check_says_something],
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["items"]:
            row["field"] = context["form"][f"alt-{row['item'].pk}"]
        return context

    def get_execution_context(self) -> dict[str, Any]:
        return {"texts": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, images: list[CustomImage], texts: Any = None, **kwargs: Any) -> Any:
        changed = [image for image in images if image.default_alt != texts[f"alt-{image.pk}"]]
        for image in changed:
            image.default_alt = texts[f"alt-{image.pk}"]
            image.save(update_fields=["default_alt"])
        return len(changed), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s picture has another text.",
            "%(count)s pictures have other texts.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


def picture_urls() -> list[Any]:
    return [path("pictures/upload/", upload_picture, name="upload_picture")]
