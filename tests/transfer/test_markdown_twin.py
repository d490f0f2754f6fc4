from django.core.management import call_command

from blog.posts.models import PostPage
from tests.factories import make_author, make_post, prose
from tests.transfer.trees import write_tree


def test_each_post_offers_its_markdown(client, publication):
    make_post(
        title="Walk", slug="walk", authors=[make_author("Ada Quill")],
        body=[prose('<p>We <b>walked</b> to <a href="https://example.org/">it</a>.</p>')],
    )  # fmt: skip

    response = client.get("/walk/index.md")

    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    assert 'title: "Walk"\n' in text
    assert 'authors:\n  - "Ada Quill"\n' in text
    assert text.endswith("\nWe **walked** to [it](https://example.org/).\n")


def test_a_draft_has_no_markdown_for_strangers(client, publication):
    make_post(title="Walk", slug="walk", live=False)

    assert client.get("/walk/index.md").status_code == 404


def test_markdown_of_an_imported_post_keeps_what_its_source_said_in_comments(
    client, publication, tmp_path
):
    write_tree(
        tmp_path,
        {
            "content/posts/walk.md": "---\ntitle: Walk\nurl: /2020/walk\nsecret: key\n---\n"
            "Words.\n\n<!-- nobody sees this -->\n\n- [x] a task <!-- nor this -->\n"
        },
    )
    call_command("import_hugo", tmp_path)

    text = client.get("/2020/walk/index.md").content.decode()

    assert PostPage.objects.get().live
    assert "Words." in text
    assert "- [x] a task" in text
    assert [word for word in ("nobody", "nor this", "secret") if word in text] == []
