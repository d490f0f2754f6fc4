"""Settings by which Hugo or a theme decides who sees what: respected, or a line in the report."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from blog.transfer import hugo
from tests.transfer.trees import write_tree


def site(tmp_path, front: str, config: str = "", text: str = "Words."):
    return write_tree(
        tmp_path,
        {
            "hugo.toml": f'baseURL = "https://ada.example.net/"\n{config}',
            "content/posts/a.md": f"---\ntitle: A\ndate: 2024-01-01\n{front}\n---\n{text}\n",
        },
    )


@pytest.mark.parametrize(
    "line",
    [
        "hiddenInHomeList: true",
        "searchHidden: true",
        "hiddenFromHomePage: true",
        "private: true",
        "password: secret",
        "redirect_to: https://x.example/",
        "published: false",
        "listed: false",
        "sitemap_exclude: true",
        "excludeFromRSS: true",
        "visibility: members",
        "outputs: [html]",
    ],
)
def test_a_setting_of_a_page_that_is_not_known_here_is_a_line_in_the_report(tmp_path, line):
    [document] = hugo.read_documents(site(tmp_path, line))

    [notice] = document.notices
    assert notice.place == "content/posts/a.md, line 4"
    assert notice.what.startswith(f"`{line.split(':')[0].lower()}` is not known here: ")


@pytest.mark.parametrize(
    "line",
    [
        "robotsNoIndex: true",
        "private: false",
        "visibility: public",
        "lastmod: 2024-02-02",
        "canonicalURL: https://b.example/a/",
        "aliases: [/old/]",
        "sitemap: {disable: true}",
    ],
)
def test_what_is_known_or_says_nothing_is_no_line(tmp_path, line):
    [document] = hugo.read_documents(site(tmp_path, line))

    assert document.notices == ()


def test_other_spellings_of_what_is_known_are_respected(tmp_path):
    front = "robots: noindex, nofollow\ncanonical: https://b.example/a/"
    [document] = hugo.read_documents(site(tmp_path, front))

    assert (document.noindex, document.canonical) == (True, "https://b.example/a/")


@pytest.mark.django_db
def test_settings_of_a_site_that_are_not_known_here_are_lines_in_the_report(publication, tmp_path):
    config = (
        'buildDrafts = true\ndisableKinds = ["RSS", "taxonomy"]\n[params]\nrobotsNoIndex = true\n'
    )
    out = StringIO()
    call_command("import_hugo", site(tmp_path, "draft: false", config), "--json", stdout=out)

    lines = [
        notice["what"].split("`")[1]
        for notice in json.loads(out.getvalue())["files"]["notices"]
        if "not known here" in notice["what"]
    ]
    assert lines == ["builddrafts", "params.robotsnoindex", "disableKinds: RSS"]


def test_every_end_of_a_line_is_a_break_where_the_site_says_so(tmp_path):
    config = "[markup.goldmark.renderer]\nhardWraps = true\n"
    [document] = hugo.read_documents(
        site(tmp_path, "tags: [x]", config, "One\ntwo\n\n- three\n  four")
    )

    html = "".join(block.value["html"] for block in document.body)
    assert html == "<p>One<br/>two</p><ul><li>three<br/>four</li></ul>"


def test_words_between_angles_stay_in_a_description(tmp_path):
    [document] = hugo.read_documents(site(tmp_path, "description: Use <words> and <b>more</b>."))

    assert document.standfirst == "Use <words> and more."
