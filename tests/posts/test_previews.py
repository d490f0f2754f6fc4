"""What editors see beside the form: the page as readers will see it, in a frame of the admin."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from wagtail.models import PreviewableMixin, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from blog.posts.models import PostPage, PublicationPage, StandardPage
from blog.site.models import PublicationSettings
from tests.factories import make_post, make_publication, make_standard_page, prose
from tests.transfer.edit_form import opened

pytestmark = pytest.mark.django_db


def page_preview(client, page):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = BeautifulSoup(edited.content, "html.parser").select_one("form[data-edit-form]")
    if page.specific_class is PublicationPage:
        data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    else:
        data = opened(client, page)
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    return client.get(address, {"in_preview_panel": "true"})


def settings_preview(client):
    row = PublicationSettings.objects.get()
    choices = (
        "language",
        "licence",
        "accent",
        "face",
        "width",
        "scheme",
        "logo_place",
        "logo_size",
    )
    data = {name: getattr(row, name) for name in choices} | {"name": "The Third Row"}
    streams = {name: streamfield([]) for name in ("menu", "social_links", "share_services")}
    address = reverse(
        "wagtailsettings:preview_on_edit", args=["blog", "publicationsettings", row.site.pk]
    )
    answer = client.post(address, nested_form_data(data | {"footer": "null"} | streams))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(address, {"in_preview_panel": "true"})


PREVIEWS = {
    PostPage: lambda client: page_preview(client, make_post(title="Vienna in July")),
    StandardPage: lambda client: page_preview(client, make_standard_page(title="Vienna in July")),
    PublicationPage: lambda client: page_preview(client, make_publication()),
    PublicationSettings: settings_preview,
}
HEADINGS = {PublicationPage: "Reports", PublicationSettings: "The Third Row"}


@pytest.fixture
def publication(publication):
    PublicationSettings.objects.create(site=Site.objects.get(), name="Reports")
    return publication


def policy_of(answer):
    directives = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


def public_policy():
    return {
        name: list(values)
        for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }


def test_everything_that_has_a_preview_is_looked_at_here():
    previewable = {
        model
        for model in apps.get_models()
        if issubclass(model, PreviewableMixin) and getattr(model, "is_creatable", True)
    }

    assert previewable == set(PREVIEWS)


@pytest.mark.parametrize("model", PREVIEWS)
def test_a_preview_may_be_framed_by_the_admin_and_is_as_strict_as_the_public_page(
    admin_client, publication, model
):
    answer = PREVIEWS[model](admin_client)

    assert policy_of(answer) == public_policy() | {"frame-ancestors": ["'self'"]}
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    heading = BeautifulSoup(answer.content, "html.parser").select_one("h1").text
    assert heading == HEADINGS.get(model, "Vienna in July")


@pytest.mark.parametrize("model", PREVIEWS)
def test_a_preview_carries_what_the_checks_in_the_editor_ask(admin_client, publication, model):
    answer = PREVIEWS[model](admin_client)

    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("wagtail-userbar")) == 1
    assert answer.text.count('<script id="checker-axe-configuration"') == 1
    sources = [script["src"].partition("?")[0] for script in page.select("script[src]")]
    assert "/static/wagtailadmin/js/userbar.js" in sources


def test_a_draft_opened_in_a_tab_of_its_own_has_the_same_policy(admin_client, publication):
    post = make_post(title="Vienna in July", live=False)

    answer = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk]))

    assert policy_of(answer) == public_policy() | {"frame-ancestors": ["'self'"]}
    assert b"Vienna in July" in answer.content


def test_a_public_page_shows_no_trace_of_the_admin_to_those_who_are_signed_in(
    admin_client, publication
):
    make_post(slug="vienna", body=[prose()])
    make_standard_page(slug="about")

    for address in ("/", "/vienna/", "/about/", "/archive/", "/search/", "/nowhere/"):
        answer = admin_client.get(address)
        assert "wagtail" not in answer.text, address
        assert policy_of(answer) == public_policy()
        assert answer["X-Frame-Options"] == "DENY"
