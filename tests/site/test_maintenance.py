"""The page while the site is down: one file, complete in itself, allowed by its own policy."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.models import Site

from blog.site.maintenance import maintenance_file
from blog.site.models import PublicationSettings

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


def written() -> BeautifulSoup:
    call_command("maintenance_page", verbosity=0)
    return BeautifulSoup(maintenance_file().read_text(encoding="utf-8"), "html.parser")


def test_it_needs_nothing_beside_itself(publication):
    page = written()

    css = page.style.string
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert page.select("link, script, img, [style], [src]") == []
    assert not re.search(r"url\(|@import|LIGHT|DARK", css)


def test_it_speaks_in_the_name_language_and_colours_of_the_publication(publication):
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.create(
        site=site, name="Room <&> 3", language="es", accent="#1b4ba5", scheme="dark"
    )

    page = written()

    assert (page.html["lang"], page.html["data-theme"]) == ("es", "dark")
    assert page.header.text == "Room <&> 3"
    assert page.h1.text == "Volvemos enseguida"
    assert "--rubric: #1b4ba5" in page.style.string
    assert "--rubric: #7eaafa" in page.style.string


def test_a_place_where_nothing_can_be_written_is_named(publication, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(CommandError) as refused:
        call_command("maintenance_page", str(blocked / "page.html"))

    assert str(refused.value).startswith(f"{blocked / 'page.html'} cannot be written: ")


def test_the_web_servers_name_the_file_that_is_written(publication):
    for example in ("deploy/nginx.conf", "deploy/Caddyfile"):
        text = (ROOT / example).read_text()
        assert "/var/lib/rapporteur/maintenance" in text
        assert f"/{maintenance_file().name}" in text
