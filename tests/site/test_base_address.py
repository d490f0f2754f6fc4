import pytest
from wagtail.models import Site

from blog.site.base_address import adopt_base_address
from tests.factories import make_post


@pytest.fixture(autouse=True)
def roots():
    """Wagtail keeps the addresses of sites in a cache, which no rollback empties."""
    yield
    Site.clear_site_root_paths_cache()


@pytest.mark.parametrize(
    ("base", "root"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://lab.example.org", "https://lab.example.org"),
    ],
)
def test_a_new_site_takes_the_address_that_it_is_served_at(
    client, publication, settings, base, root
):
    settings.WAGTAILADMIN_BASE_URL = base

    adopt_base_address()

    assert make_post(slug="vienna").full_url == f"{root}/vienna/"
    assert f"Sitemap: {root}/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert adopt_base_address() == ""


def test_an_address_that_somebody_chose_is_left_alone(publication, settings):
    Site.objects.update(hostname="blog.example.org", port=443)
    settings.WAGTAILADMIN_BASE_URL = "https://lab.example.org"

    assert adopt_base_address() == ""
    assert Site.objects.get().root_url == "https://blog.example.org"
