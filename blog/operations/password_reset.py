"""How often a new password may be asked for: nobody's letter box is filled from our form."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import PasswordResetForm

from blog.core.client_address import client_address
from blog.operations.models import PasswordMail

logger = logging.getLogger(__name__)
PER_ACCOUNT, PER_ADDRESS = 3, 20
_WITHIN = dt.timedelta(hours=1)


class LimitedPasswordResetForm(PasswordResetForm):
    """Says the same whether a mail was sent or not: who asks must not learn who has an account."""

    def clean(self) -> dict[str, Any]:
        if settings.EMAIL_BACKEND == "django.core.mail.backends.dummy.EmailBackend":
            raise ValidationError(
                _("This site sends no mail. Ask an administrator to give you a new password.")
            )
        return super().clean() or self.cleaned_data

    def save(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        address = client_address(request) if request else None
        if may_ask(self.cleaned_data["email"], address):
            super().save(*args, request=request, **kwargs)
        else:
            logger.warning("A new password was asked for too often; no mail is sent.")


def may_ask(email: str, address: str | None) -> bool:
    """Noted first and counted then: many at once are counted like as many one by one."""
    account = email.strip().casefold()
    PasswordMail.objects.create(account=account, address=address)
    recent = PasswordMail.objects.filter(asked_at__gt=timezone.now() - _WITHIN)
    return (
        recent.filter(account=account).count() <= PER_ACCOUNT
        and recent.filter(address=address).count() <= PER_ADDRESS
    )
