"""Signs that no XML, YAML or UTF-8 can hold are left out of what comes in, and the report says so."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage

pytestmark = pytest.mark.django_db


def import_text(tmp_path, text):
    posts = tmp_path / "site" / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "config.toml").write_text('title = "Site"\n')
    (posts / "spring-fair.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    out = StringIO()
    call_command("import_hugo", str(tmp_path / "site"), "--json", stdout=out)
    [report] = json.loads(out.getvalue())["posts"]
    return report


def places_of_removed_signs(report):
    return [item["place"] for item in report["notices"] if "signs that no page" in item["what"]]


def test_an_imported_body_and_front_matter_lose_such_signs_and_the_report_names_each_line(
    client, publication, tmp_path
):
    report = import_text(
        tmp_path,
        '---\ntitle: "A \\x07bell"\ndescription: raw \x01 sign\ndate: 2024-05-01\n---\n'
        "First.\n\nA \x02 sign.\n\n```python\na = 1 \ufffe\n```\n",
    )

    post = PostPage.objects.get()
    assert (post.title, post.standfirst) == ("A bell", "raw  sign")
    stored = json.dumps(list(post.body.raw_data), ensure_ascii=False)
    assert "A  sign." in stored
    assert "a = 1 " in stored
    assert {"\x02", "\\u0002", "\ufffe"} & set(stored) == set()
    assert places_of_removed_signs(report) == [
        f"content/posts/spring-fair.md, line {line}" for line in (2, 3, 8, 11)
    ]
    assert client.get(f"{post.url}index.md").status_code == 200


def test_an_import_without_such_signs_says_nothing_of_them(publication, tmp_path):
    report = import_text(tmp_path, "---\ntitle: Fair\n---\nWords\twith a tab. 🎪 \u2028\n")

    assert places_of_removed_signs(report) == []


@pytest.mark.parametrize("title", ["\u200b", "\u3164\u2060", "\u00a0 \u00ad"])
def test_a_title_that_nobody_can_see_is_that_of_the_file(publication, tmp_path, title):
    import_text(tmp_path, f'---\ntitle: "{title}"\n---\nWords.\n')

    assert PostPage.objects.get().title == "Spring fair"
