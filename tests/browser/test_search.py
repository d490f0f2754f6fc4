"""The search page in a real browser: with its script, and without any."""

import pytest

from tests.factories import make_author, make_post, make_publication, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reports(transactional_db):
    make_publication()
    ada = make_author("Ada Quill")
    make_post(title="Diffusion models", authors=[ada], body=[prose("<p>On noise.</p>")])
    make_post(title="Diffusion of news", language="es")


def shown(page) -> list[str]:
    return page.locator(".listing__title").all_inner_texts()


def test_results_come_while_somebody_types_and_a_facet_narrows_at_a_press(reports, watched):
    watched.goto("/search/")
    watched.page.locator("#q").press_sequentially("diffusio")
    watched.page.wait_for_url("**/search/?q=diffusio")

    assert sorted(shown(watched.page)) == ["Diffusion models", "Diffusion of news"]
    watched.page.locator(".facets input[value=es]").check()
    watched.page.wait_for_selector(".applied")

    assert shown(watched.page) == ["Diffusion of news"]
    assert watched.page.url.endswith("/search/?q=diffusio&language=es")
    assert watched.page.locator("#q").input_value() == "diffusio"
    assert (watched.problems, watched.foreign, watched.context.cookies()) == ([], [], [])


def test_without_script_the_form_and_its_facets_work(reports, chromium, live_server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/search/")
    page.fill("#q", "diffusion")
    page.press("#q", "Enter")
    page.check(".facets input[value=es]")
    page.click(".facets button")

    assert shown(page) == ["Diffusion of news"]
    assert page.locator(".applied a").count() == 1
    context.close()
