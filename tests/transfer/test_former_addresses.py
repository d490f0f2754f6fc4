import pytest
from django.core.management import call_command
from django.urls import resolve

from blog.posts.models import PostPage
from tests.factories import picture_file
from tests.transfer.trees import write_tree

CONFIG = 'baseURL = "https://lab.example.org/"\ntitle = "Lab"\n'
POST = """---
title: Pitch
author: Ada Quill
date: 2020-09-25
url: /2020/09/¿que-Pasa
aliases: [/old-pitch/, "/?p=123", older]
blogger_permalink: http://lab.blogspot.example/2012/05/pitch.html
categories: [Música Viva]
---
Words. ![A hall](/wp-content/uploads/2020/hall.png)
"""


@pytest.fixture
def site(publication, tmp_path):
    site = write_tree(
        tmp_path / "site",
        {
            "config.toml": CONFIG,
            "content/posts/pitch.md": POST,
            "content/posts/archive.md": "---\ntitle: Archive\nurl: /archive/\n---\nOwn words.\n",
            "static/wp-content/uploads/2020/hall.png": picture_file().read(),
            "static/papers.bib": "@misc{pitch}\n",
            "static/evil.html": "<script>alert(1)</script>",
        },
    )
    call_command("import_hugo", site)
    return site


PITCH = "/2020/09/%C2%BFque-Pasa/"


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("/old-pitch/", PITCH),
        ("/old-pitch", PITCH),
        ("/2020/09/older", PITCH),
        ("/?p=123", PITCH),
        ("/?p=123&utm_source=mail", PITCH),
        ("/2012/05/pitch.html", PITCH),
        ("/2020/09/%C2%BFque-Pasa.html", PITCH),
        ("/2020/09/%C2%BFque-Pasa/index.html", PITCH),
        ("/index.xml", "/feed.xml"),
        ("/posts/index.xml", "/feed.xml"),
        ("/feed/", "/feed.xml"),
        ("/feed", "/feed.xml"),
        ("/?feed=rss2", "/feed.xml"),
        ("/tags/m%C3%BAsica-viva/", "/categories/musica-viva/"),
        ("/category/musica-viva/page/3/", "/categories/musica-viva/"),
        ("/categories/musica-viva/index.xml", "/categories/musica-viva/feed.xml"),
        ("/author/ada-quill/", "/authors/ada-quill/"),
        ("/posts/", "/archive/"),
        ("/posts/page/2/", "/archive/"),
        ("/2020/09/", "/archive/"),
    ],
)
def test_a_former_address_leads_to_the_new_one_in_one_hop(site, client, former, now):
    response = client.get(former)

    assert (response.status_code, response.headers.get("Location")) == (301, now)
    assert client.get(now).status_code == 200


@pytest.mark.parametrize("form", ["/2020/09/¿que-Pasa/", PITCH])
def test_an_address_with_marks_and_capitals_answers_raw_and_encoded(site, client, form):
    assert "Pitch" in client.get(form).content.decode()


def test_a_file_of_the_former_site_answers_where_it_was(site, client):
    response = client.get("/papers.bib")

    assert b"".join(response.streaming_content) == b"@misc{pitch}\n"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_picture_of_the_former_site_leads_to_the_copy_without_metadata(site, client):
    response = client.get("/wp-content/uploads/2020/hall.png")

    assert response.status_code == 301
    assert response.headers["Location"].startswith("/media/")


def test_a_file_that_could_run_in_a_reader_is_not_served(site, client):
    assert client.get("/evil.html", follow=True).status_code == 404


def test_a_post_never_takes_an_address_of_the_site_itself(site, client):
    assert PostPage.objects.get(title="Archive").get_url() == "/archive-post/"
    assert "Own words." in client.get("/archive-post/").content.decode()
    assert resolve("/archive/").url_name == "archive"


def test_a_former_address_of_a_draft_tells_strangers_nothing(site, client):
    PostPage.objects.get(title="Pitch").unpublish()

    assert client.get("/?p=123").status_code == 200
    assert "Location" not in client.get("/?p=123").headers


def test_feeds_go_on_calling_an_imported_post_by_its_former_name(site):
    post = PostPage.objects.get(title="Pitch")

    assert post.former_guid == "https://lab.example.org/2020/09/%C2%BFque-Pasa/"


def test_a_post_that_moved_at_its_source_moves_and_its_old_address_leads_on(site, client):
    file = site / "content/posts/pitch.md"
    file.write_text(POST.replace("/2020/09/¿que-Pasa", "/pitch-perfect"))

    call_command("import_hugo", site)

    assert client.get("/pitch-perfect/").status_code == 200
    assert client.get(PITCH).headers["Location"] == "/pitch-perfect/"


def test_a_file_beside_a_post_whose_address_is_a_number_answers(publication, tmp_path, client):
    write_tree(tmp_path, {
        "content/posts/year/index.md": "---\ntitle: Year\ndate: 2020-01-01\nurl: /2020/\n---\nSee.\n",
        "content/posts/year/data.csv": "a,b\n",
    })  # fmt: skip
    call_command("import_hugo", tmp_path)

    answer = client.get("/2020/data.csv")

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a,b\n")


def test_a_file_deep_in_the_folder_of_a_draft_is_as_private_as_the_draft(
    publication, tmp_path, client
):
    write_tree(tmp_path, {
        "content/posts/plan/index.md": "---\ntitle: Plan\ndate: 2020-01-01\ndraft: true\n---\nSee.\n",
        "content/posts/plan/data/deep/secret.csv": "a,b\n",
    })  # fmt: skip
    call_command("import_hugo", tmp_path)

    assert client.get("/posts/plan/data/deep/secret.csv", follow=True).status_code == 404
    PostPage.objects.get().save_revision().publish()
    assert client.get("/posts/plan/data/deep/secret.csv", follow=True).status_code == 200
