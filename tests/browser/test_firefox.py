"""Every kind of public page in Debian's Firefox, looked at as Chromium looks at it."""

import pytest

from tests.browser.conftest import PAGES
from tests.browser.inspection import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.xdist_group("served demo")]


def test_every_public_page_is_as_sound_in_firefox(site, firefox):
    inspection = Inspection(firefox, site.address)
    for path in inspection.resolved(PAGES):
        inspection.inspect(path, looks=[(390, "light"), (1440, "light")])

    assert {subject: lines for subject, lines in inspection.found.items() if lines} == {}
