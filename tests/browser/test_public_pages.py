"""Every kind of public page, of the demo and of what is hard to set, as operators serve it."""

import pytest

from tests.nu import errors_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served demo")]


def test_every_page_is_there(inspection):
    assert inspection.found["status"] == []
    assert len(inspection.pages) > 35


def test_nothing_leaves_the_host_and_no_cookie_is_set(inspection):
    assert inspection.found["foreign"] + inspection.found["cookies"] == []


def test_the_strict_policy_is_kept_and_no_script_fails(inspection):
    assert inspection.found["console"] + inspection.found["inline"] == []


def test_each_page_has_one_title_no_skipped_heading_and_a_language(inspection):
    assert inspection.found["outline"] + inspection.found["language"] == []


def test_each_picture_has_a_text_and_a_size(inspection):
    assert inspection.found["pictures"] == []


def test_axe_finds_nothing_in_any_width_and_scheme(inspection):
    assert inspection.found["axe"] == []


def test_the_keyboard_reaches_everything_and_focus_can_be_seen(inspection):
    assert inspection.found["keyboard"] == []


def test_nothing_is_wider_than_a_narrow_phone_with_any_face(inspection):
    assert inspection.found["narrow"] == []


def test_without_scripts_every_page_says_the_same(inspection):
    assert inspection.found["scripts"] == []


def test_nothing_moves_while_a_page_loads_and_no_font_is_waited_for(inspection):
    assert inspection.found["shifts"] + inspection.found["fonts"] == []


def test_the_validator_finds_no_error_in_the_html_of_any_page(inspection, rf, tmp_path):
    from blog.site.views.errors import server_error

    broken = {"the page for a 500": server_error(rf.get("/")).content}

    assert errors_of(inspection.pages | broken, tmp_path) == []


def test_the_validator_would_find_an_error(tmp_path):
    right = b"<!doctype html><html lang=en><title>a</title><p>b</p></html>"
    pages = {"/right/": right, "/wrong/": right.replace(b"<p>", b"<p align=center>")}

    [error] = errors_of(pages, tmp_path)

    assert error.startswith("/wrong/: The \u201calign\u201d attribute")
