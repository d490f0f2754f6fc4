from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """What a picture is made of: it decides the formats that readers are offered."""

    PHOTOGRAPH = "photograph", _("Photograph")
    # Line art, screenshots and everything with transparency: stays lossless.
    GRAPHIC = "graphic", _("Graphic")
    ANIMATION = "animation", _("Animation")
    VECTOR = "vector", _("Drawing")
