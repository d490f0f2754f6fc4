"""Hugo builds what we export, and a reader reads there what a reader of ours reads."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from wagtail.models import Page

from tests.transfer.hard_site import hard_site
from tests.transfer.hugo_build import build
from tests.transfer.theme_sites import ACADEMIC, BLOWFISH, DOCSY, PAPERMOD
from tests.transfer.trees import write_tree
from tests.transfer.visible_text import differences, of_hugos_page, of_our_page

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "hugo"
THEMES = {"PaperMod": PAPERMOD, "Academic": ACADEMIC, "Docsy": DOCSY, "Blowfish": BLOWFISH}


def compared(client, tmp_path) -> tuple[dict, int]:
    """Address → the first difference of a public page; and how many blocks were compared."""
    call_command("export_hugo", tmp_path / "out")
    built = build(tmp_path / "out", tmp_path / "built")
    found, count = {}, 0
    for page in Page.objects.live().filter(depth__gt=2):
        address = page.specific.get_url()
        # Our front page is no text of the site.
        path = "" if address == "/home/" else unquote(address).strip("/")
        file = built / path if path.endswith(".html") else built / path / "index.html"
        ours = of_our_page(client.get(address).content)
        unlike = differences(ours, of_hugos_page(file.read_bytes()))
        count += len(ours)
        if unlike:
            found[address] = unlike
    return found, count


def test_the_demo_is_read_alike(publication, client, tmp_path):
    call_command("load_demo")

    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count > 400


def test_our_sample_is_read_alike(publication, client, tmp_path):
    call_command("import_hugo", SAMPLE)

    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count > 39


def test_texts_that_are_hard_to_carry_are_read_alike(publication, client, tmp_path):
    site = hard_site(tmp_path / "site")
    (site / "content/posts/impossible.md").unlink()  # Hugo stops at a day that does not exist
    long = site / "content/posts/limits.md"  # a shortcode that no field holds stays as it is
    long.write_text(re.sub(r"(title=)[^>]*", r'\1"t" ', long.read_text()))
    call_command("import_hugo", site)

    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count > 50


@pytest.mark.parametrize("name", THEMES)
def test_sites_of_widespread_themes_are_read_alike(name, publication, client, tmp_path):
    # Formulas of these themes need their script. Hugo stops at what its own settings forbid.
    files = {path: text.replace("$x_1$", "x") for path, text in THEMES[name].items()}
    read = {path: text for path, text in files.items() if not path.endswith((".org", ".gotmpl"))}
    call_command("import_hugo", write_tree(tmp_path / "site", read))

    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count > 0


def test_real_posts_are_read_alike(corpora, publication, client, tmp_path):
    call_command("import_hugo", corpora / "urinieto")

    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count > 900
