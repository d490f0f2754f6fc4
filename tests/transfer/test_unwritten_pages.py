"""What Hugo keeps to itself stays private here, and comes back in an export."""

import pytest
from django.core.management import call_command

from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.bring import bring_site
from tests.transfer.hugo_build import build
from tests.transfer.trees import tree, write_tree

PAGE = "---\ntitle: {}\ndate: 2024-05-31\n{}\n---\nWords.\n"
NEVER = "  build:\n    render: never"
WRITTEN = {
    "posts/bundle/index.md": "",
    "posts/listed.md": "build:\n  list: never",
    "posts/params.md": "params:\n  build:\n    render: never",
    "snippets/over.md": "build:\n  render: always",
    "some/_index.md": f"cascade:\n- target: {{kind: page}}\n{NEVER}",
}
PARTS = {
    "posts/bundle/notes.md": "",
    "posts/bundle/more/index.md": "",
}
HEADLESS = {
    "posts/hidden/index.md": "headless: true",
    "posts/head.md": "headless: true",
}
OPTIONS = {
    "posts/never.md": "build:\n  render: never",
    "posts/older.md": "_build:\n  render: false",
    "posts/link.md": "build:\n  render: link",
    "snippets/_index.md": f"cascade:\n{NEVER}",
    "snippets/deep/one.md": "",
    "some/page.md": "",
}


@pytest.fixture
def site(tmp_path):
    pages = WRITTEN | PARTS | HEADLESS | OPTIONS
    texts = {f"content/{path}": PAGE.format(path, head) for path, head in pages.items()}
    return write_tree(tmp_path / "site", {"hugo.toml": 'title = "Lab"\n', **texts})


def test_what_comes_in_is_what_hugo_writes(site, tmp_path):
    read = sorted(document.source_id for document in hugo.read_documents(site))

    assert read == sorted(WRITTEN)
    # Today's Hugo refuses the former name of the build options.
    (site / "content/posts/older.md").unlink()
    built = build(site, tmp_path / "built")
    shown = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    pages = {path for path in shown if not path.endswith("page/1")}
    assert pages - {".", "posts", "categories", "tags"} == {
        "posts/bundle",
        "posts/listed",
        "posts/params",
        "snippets/over",
        "some",
    }


def test_a_page_that_hugo_never_writes_is_named_kept_and_given_back(site, publication, tmp_path):
    report = bring_site(site, PublicationPage.objects.get())

    reasons = {
        **dict.fromkeys(PARTS, ": it is a part of the page in whose folder it lies."),
        **dict.fromkeys(HEADLESS, ": it is headless."),
        **dict.fromkeys(OPTIONS, ", by its build options."),
    }
    assert {notice.place: notice.what for notice in report.files.notices} == {
        f"content/{path}": f"Hugo writes no page of this{reason}"
        for path, reason in reasons.items()
    }
    call_command("export_hugo", tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))


def test_an_alias_with_a_question_mark_is_read_and_exported_as_it_is(publication, tmp_path):
    head = "Aliases: [/?p=1, '/?p=2', /a]\nwhy?: what?"
    site = write_tree(
        tmp_path / "site",
        {"hugo.toml": "", "content/posts/a.md": PAGE.format('"Why?"', head)},
    )

    [document] = hugo.read_documents(site)

    assert (document.title, document.aliases) == ("Why?", ("/?p=1", "/?p=2", "/a"))
    assert document.front_matter["why?"] == "what?"
    call_command("import_hugo", site)
    call_command("export_hugo", tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))
