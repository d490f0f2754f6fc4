from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock

from blog.core.html import safe_href


class LinkAddressBlock(CharBlock):
    """Where something leads: an address elsewhere, or a path of ours."""

    def clean(self, value):
        address = super().clean(value)
        if address and not _leads_somewhere(address):
            message = _(
                "“%(link)s” is not an address. Write https://… or a path that starts with /."
            )
            raise ValidationError(message % {"link": address})
        return address


def _leads_somewhere(address: str) -> bool:
    """Relative addresses, which imported posts have, do."""
    is_host = address.lower().startswith("www.")
    return bool(safe_href(address)) and not is_host and " " not in address
