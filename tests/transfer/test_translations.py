"""Posts that Hugo ties as translations of each other."""

from pathlib import Path

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from tests.transfer.trees import tree, write_tree

SITES = Path(__file__).resolve().parents[1] / "samples" / "sites"


def tied() -> set[frozenset[str]]:
    groups: dict = {}
    for post in PostPage.objects.exclude(translation_group=None):
        groups.setdefault(post.translation_group, set()).add(post.title)
    return {frozenset(titles) for titles in groups.values()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("old", {
            frozenset({"In two languages", "En dues llengües"}),  # by translationKey
            frozenset({"The pier", "El embarcadero"}),  # by the names of their files
        }),
        ("folders", {frozenset({"A tree: Árbol", "Ein Baum"})}),  # by folders
    ],
)  # fmt: skip
def test_translations_lead_to_each_other(name, expected, publication, client, tmp_path):
    call_command("import_hugo", SITES / name)

    assert tied() == expected
    post = PostPage.objects.exclude(translation_group=None).first()
    other = PostPage.objects.exclude(pk=post.pk).get(translation_group=post.translation_group)
    assert f'hreflang="{other.language}"' in client.get(post.get_url()).content.decode()
    call_command("export_hugo", tmp_path / "out")
    before, after = tree(SITES / name), tree(tmp_path / "out")
    assert [path for path in before if before[path] != after.get(path)] == []


def test_what_an_editor_untied_stays_untied(publication, tmp_path):
    site = write_tree(tmp_path / "site", {
        "hugo.toml": "[languages.en]\n[languages.es]\n",
        "content/posts/a.md": "---\ntitle: A\ndate: 2020-01-01\n---\nWords.\n",
        "content/posts/a.es.md": "---\ntitle: Á\ndate: 2020-01-01\n---\nPalabras.\n",
    })  # fmt: skip
    call_command("import_hugo", site)
    assert tied() == {frozenset({"A", "Á"})}
    for post in PostPage.objects.all():
        post.translation_group = None
        post.save_revision().publish()

    write_tree(site, {"content/posts/a.md": "---\ntitle: A\ndate: 2020-01-01\n---\nNew.\n"})
    call_command("import_hugo", site)

    assert tied() == set()


def test_two_files_in_one_language_are_no_translations(publication, tmp_path):
    site = write_tree(tmp_path / "site", {
        "hugo.toml": "[languages.en]\n[languages.es]\n",
        "content/posts/a.md": "---\ntitle: A\ndate: 2020-01-01\nlanguage: es\n---\nWords.\n",
        "content/posts/a.es.md": "---\ntitle: Á\ndate: 2020-01-01\n---\nPalabras.\n",
    })  # fmt: skip

    call_command("import_hugo", site)

    assert [group for group in tied() if len(group) > 1] == []
