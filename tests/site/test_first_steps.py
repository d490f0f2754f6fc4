"""Nothing is claimed for the authors: a publication has a name and a licence when somebody gave them."""

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from blog.site.models import PublicationSettings
from tests.factories import make_post

pytestmark = pytest.mark.django_db
SETTINGS = "/admin/settings/blog/publicationsettings/"
OUTPUTS = ["/", "/hall/", "/feed.xml", "/atom.xml", "/feed.json", "/llms.txt", "/hall/index.md"]


@pytest.fixture
def settings_row(publication):
    return PublicationSettings.for_site(Site.objects.get())


def bodies(client):
    return {path: client.get(path).content.decode() for path in OUTPUTS}


def words_of_licence(body):
    words = ("creativecommons.org/licen", "rights", "license>", "licence", "CC BY")
    return [word for word in words if word.lower() in body.lower()]


def test_no_output_of_a_new_publication_states_a_licence(client, settings_row):
    make_post(slug="hall", title="Hall notes")

    assert {path: words_of_licence(body) for path, body in bodies(client).items()} == {
        path: [] for path in OUTPUTS
    }


def test_the_one_that_was_chosen_is_stated_everywhere(client, settings_row):
    make_post(slug="hall", title="Hall notes")
    settings_row.licence = "cc-by-4.0"
    settings_row.save()

    stated = {path for path, body in bodies(client).items() if "CC BY 4.0" in body}
    assert stated >= {"/", "/hall/", "/atom.xml", "/feed.json", "/llms.txt"}


def questions(client):
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    panel = page.select_one("#first-steps-section")
    return panel.text if panel else ""


def test_the_dashboard_asks_once_to_confirm_a_licence_that_nobody_chose(
    client, admin_client, settings_row
):
    settings_row.name, settings_row.licence = "Third Row", "cc-by-4.0"
    settings_row.save()
    assert "under CC BY 4.0. Did their authors choose that?" in " ".join(
        questions(admin_client).split()
    )

    admin_client.post(reverse("keep-licence", args=[settings_row.pk]))

    assert questions(admin_client) == ""
    settings_row.refresh_from_db()
    assert (settings_row.licence, settings_row.licence_is_chosen) == ("cc-by-4.0", True)


def test_the_dashboard_asks_for_a_name_and_a_licence_of_a_new_publication(
    admin_client, settings_row
):
    asked = questions(admin_client)

    assert "Give it a name" in asked
    assert "No licence is stated" in asked


def test_only_those_who_may_set_it_are_asked(client, django_user_model, settings_row):
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)

    assert questions(client) == ""
    assert client.post(reverse("keep-licence", args=[settings_row.pk])).status_code in (302, 403)
    settings_row.refresh_from_db()
    assert not settings_row.licence_is_chosen


def test_the_import_says_where_to_choose(publication, tmp_path):
    (tmp_path / "pitch.md").write_text("---\ntitle: Pitch\ndate: 2024-05-01\n---\nWords.\n")
    said = io.StringIO()

    call_command("import_hugo", str(tmp_path), stdout=said)

    [name, licence] = said.getvalue().splitlines()[-2:]
    assert name.startswith("The publication has no name yet.")
    assert licence.startswith("No licence is stated: all rights are reserved. Choose one at ")
    assert SETTINGS in name
    assert SETTINGS in licence


@pytest.mark.parametrize("hostname", ["127.0.0.1", "localhost", "::1"])
def test_a_loopback_address_is_nobodys_name(client, publication, hostname):
    Site.objects.update(hostname=hostname)
    make_post(slug="hall")

    front = BeautifulSoup(client.get("/").content, "html.parser")
    [record] = client.get("/hall/cite.json").json()

    assert front.title.text == "Reports"
    assert record["container-title"] == "Reports"
    assert json.loads(client.get("/feed.json").content)["title"] == "Reports"


@pytest.mark.parametrize(("posts", "tally"), [(0, "0 reports"), (1, "1 report"), (3, "3 reports")])
def test_the_front_page_counts_every_report(client, publication, posts, tally):
    for _ in range(posts):
        make_post()

    front = BeautifulSoup(client.get("/").content, "html.parser")

    assert front.select_one(".tally").contents[0].strip() == tally


def test_every_report_stands_on_one_page_of_the_front(client, publication):
    titles = [make_post().title for _ in range(15)]

    pages = [client.get(path) for path in ("/", "/page/2/")]
    shown = [
        link.text
        for page in pages
        for link in BeautifulSoup(page.content, "html.parser").select(
            ".lead h2 a, .front__columns section .listing__title a"
        )
    ]

    assert sorted(shown) == sorted(titles)
    assert client.get("/page/3/").status_code == 404
