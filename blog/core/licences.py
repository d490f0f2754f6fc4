"""The licences a text or a picture may carry, with the address of each deed."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Licence(NamedTuple):
    label: object
    url: str


LICENCES: dict[str, Licence] = {
    "cc-by-4.0": Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc-by-nc-4.0": Licence("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "cc0-1.0": Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "all-rights-reserved": Licence(_("All rights reserved"), ""),
}
# What a publication states as long as nobody has chosen: nothing is claimed for its authors.
NO_LICENCE = ("", _("None stated: all rights are reserved"))
LICENCE_CHOICES = [(code, licence.label) for code, licence in LICENCES.items()]


def licence_of(own: str, publication: str) -> Licence | None:
    """What a text is under: its own licence, else the publication's; None where neither says."""
    return LICENCES.get(own or publication)


def licence_line(licence: Licence | None) -> str:
    """ "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"; "" without a licence."""
    if licence is None:
        return ""
    return f"{licence.label} ({licence.url})" if licence.url else str(licence.label)
