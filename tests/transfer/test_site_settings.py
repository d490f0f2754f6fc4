"""What a site's configuration says of the publication: name, menu, links elsewhere."""

import textwrap

import pytest
from django.core.management import call_command
from wagtail.models import Site

from blog.site.models import PublicationSettings
from blog.transfer.hugo.links_elsewhere import links_elsewhere
from blog.transfer.hugo.menu import MenuItem, main_menu
from blog.transfer.hugo.site import HugoSite


def site(**config):
    return HugoSite(root=None, content=None, config=config)


def test_the_menu_comes_in_hugos_order():
    found = main_menu(
        site(
            baseurl="https://lab.example.org/group/",
            menu={
                "main": [
                    {"name": "Unweighted", "url": "/z/"},
                    {"name": "Second", "pageref": "/about.md", "weight": 20},
                    {
                        "identifier": "first",
                        "url": "https://lab.example.org/group/posts",
                        "weight": 1,
                    },
                    {"name": "Elsewhere", "url": "https://code.example.org/", "weight": 30},
                    {"name": "Below", "url": "/below/", "parent": "first"},
                    {"name": "On this page", "url": "#top"},
                    {"name": "Run", "url": "javascript:alert(1)"},
                    {"url": "/nameless/"},
                    "no entry at all",
                ]
            },
        ),
        [
            ("people/", {"menu": {"main": {"weight": 10, "name": "People"}}}),
            ("hidden/", {"menu": "footer"}),
            ("contact/", {"menus": ["main"]}),
        ],
    )

    assert found == [
        MenuItem("first", "/posts/", 1),
        MenuItem("People", "/people/", 10),
        MenuItem("Second", "/about/", 20),
        MenuItem("Elsewhere", "https://code.example.org/", 30),
        MenuItem("", "/contact/"),
        MenuItem("Unweighted", "/z/"),
    ]


@pytest.mark.parametrize(
    "menu",
    [None, [], "main", {"main": "x"}, {"main": [{"name": "x", "url": "http://["}]}, {"main": {}}],
)
def test_a_menu_that_is_none_is_empty(menu):
    assert main_menu(site(menu=menu)) == []


def test_the_languages_own_menu_counts():
    languages = {"en": {"menu": {"main": [{"name": "Own", "url": "/own/"}]}}}
    found = main_menu(site(languages=languages, menu={"main": [{"name": "All", "url": "/all/"}]}))
    assert found == [MenuItem("Own", "/own/")]


def test_links_elsewhere_are_found_where_themes_keep_them():
    found = links_elsewhere(
        site(
            params={
                "socialicons": [{"name": "github", "url": "https://github.com/lab"}],
                "author": {"links": [{"mastodon": "https://hci.example.org/@lab"}]},
                "social": {"twitter": "lab", "mail": "mailto:lab@example.org"},
            },
            menu={"social": [{"identifier": "s", "name": "Scholar",
                              "url": "https://scholar.google.com/citations?user=1"}]},
            social="none",
        )
    )  # fmt: skip

    assert found == [
        ("GitHub", "https://github.com/lab"),
        ("mastodon", "https://hci.example.org/@lab"),
        ("Google Scholar", "https://scholar.google.com/citations?user=1"),
    ]


CONFIG = """
    title = "Lab Notes"
    languageCode = "ca-es"
    [params]
    subtitle = "What we heard."
    [[menu.main]]
    name = "Home"
    url = "/"
    weight = 1
    [[menu.main]]
    name = "Reports"
    url = "/posts/"
    weight = 2
    [[menu.main]]
    name = "Videos"
    url = "/videos/"
    weight = 3
"""


@pytest.mark.django_db
def test_settings_that_nobody_has_filled_are_filled_once(publication, tmp_path, capsys, client):
    (tmp_path / "hugo.toml").write_text(textwrap.dedent(CONFIG))
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/hall.md").write_text("---\ntitle: The hall\n---\nEmpty.\n")
    (tmp_path / "content/about.md").write_text(
        "---\ntitle: Who we are\nmenu:\n  main:\n    weight: 5\n---\nThree people.\n"
    )

    call_command("import_hugo", tmp_path, "--publish")

    said = capsys.readouterr().out
    assert "the menu led to /videos/, which is not here; it was left out." in said
    settings = PublicationSettings.for_site(Site.objects.get())
    assert (settings.name, settings.tagline, settings.language) == (
        "Lab Notes", "What we heard.", "ca",
    )  # fmt: skip
    page = client.get("/").content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert [part.split('"')[0] for part in menu.split('<a href="')[1:]] == [
        "/", "/archive/", "/about/", "/papers/", "/search/",
    ]  # fmt: skip
    assert "Who we are" in menu

    settings.name, settings.menu = "Ours", []
    settings.save()
    call_command("import_hugo", tmp_path, "--publish")
    settings = PublicationSettings.for_site(Site.objects.get())
    assert (settings.name, list(settings.menu)) == ("Ours", [])
