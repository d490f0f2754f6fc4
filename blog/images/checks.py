from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from blog.core.originals import PrivateStorage, originals_storage


@register()
def check_originals_are_private(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    storage = originals_storage()
    if not isinstance(storage, PrivateStorage):
        return []
    if not Path(storage.location).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        return []
    return [
        Error(
            f"Original pictures would lie in {storage.location}, within MEDIA_ROOT.",
            hint="Set VAR_DIR to a folder that no web server serves: originals hold GPS positions.",
            id="rapporteur.E030",
        )
    ]


@register()
def check_uploads_pass_the_gate(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    from wagtail.images.forms import get_image_base_form

    from blog.images.forms import CustomImageForm

    if issubclass(get_image_base_form(), CustomImageForm):
        return []
    return [
        Error(
            "WAGTAILIMAGES_IMAGE_FORM_BASE is not our form: uploads would pass no gate.",
            hint='Set it to "blog.images.forms.CustomImageForm" or to a form made from that one.',
            id="rapporteur.E031",
        )
    ]
