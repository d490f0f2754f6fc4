"""One file that says that the site comes back: shown by nginx or Caddy while nobody else answers.

Nothing beside it is needed: its few rules stand in it, allowed by their hash.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from wagtail.models import Site

from blog.core.languages import speaking
from blog.site.models import PublicationSettings

NAME = "maintenance.html"


def maintenance_file() -> Path:
    return Path(settings.VAR_DIR) / "maintenance" / NAME


def write_maintenance_page(file: Path) -> None:
    """In the name, colours and language of the publication. Written beside it and moved, so that
    the web server never shows half of it."""
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
    publication = PublicationSettings.for_site(site) if site else PublicationSettings()
    with speaking(publication.language):
        html = render_to_string("blog/maintenance.html", _context(publication, site))
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(html, encoding="utf-8")
    half.replace(file)


def _context(publication: PublicationSettings, site: Site | None) -> dict[str, object]:
    source = Path(str(finders.find("blog/css/standalone.css"))).read_text(encoding="utf-8")
    css = source.replace("LIGHT", publication.rubric.light).replace("DARK", publication.rubric.dark)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {
        "name": publication.shown_name if site else "Rapporteur",
        "scheme": publication.scheme,
        "css": css,
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'",
    }
