"""Settings, data and front matter of the wrong shape never stop an import."""

import json

import pytest

from blog.core.errors import SourceError
from blog.transfer import hugo
from tests.transfer.trees import write_tree

WRONG = [None, True, 5, 1.5, "text", [], ["a", 5, None], {}, {"a": 5}, [{"a": None}], [[1]]]
KEYS = [
    "contentDir", "staticDir", "dataDir", "assetDir", "languages", "languages.en", "languages.en.params",
    "params", "params.author", "params.math", "params.mainSections", "taxonomies", "permalinks",
    "permalinks.page", "cascade", "module", "module.mounts", "ignoreFiles", "disableKinds",
    "disableLanguages", "frontmatter", "frontmatter.date", "markup", "markup.goldmark.extensions",
    "markup.goldmark.extensions.passthrough", "markup.goldmark.extensions.extras", "uglyURLs",
    "author", "defaultContentLanguage", "baseURL", "timeZone", "build", "removePathAccents",
]  # fmt: skip
FRONT = [
    "title", "date", "authors", "author", "categories", "tags", "series", "cover", "images", "image",
    "resources", "aliases", "url", "slug", "cascade", "build", "type", "layout", "draft", "math",
    "params", "publication_types", "publication", "links", "abstract", "doi", "hugoblox", "awards",
    "url_pdf", "summary", "description", "weight", "language", "headless", "guid", "name", "social",
    "organizations", "avatar", "bio", "orcid",
]  # fmt: skip
PAGES = ("content/posts/a.md", "content/publication/b/index.md", "content/authors/c/_index.md",
         "content/tags/d/_index.md", "content/_index.md", "content/e.html")  # fmt: skip


def read_all(site) -> list:
    found = hugo.find_site(site)
    hugo.read_profiles(found)
    hugo.read_terms(found)
    left_out: list = []
    documents = list(hugo.read_documents(found, left_out=left_out))
    return [str(notice) for document in documents for notice in document.errors]


def nested(key: str, value) -> dict:
    first, *rest = key.split(".", 1)
    return {first: nested(rest[0], value) if rest else value}


@pytest.mark.parametrize("value", [5, "text", ["a", 5, None], {"a": [1]}])
def test_settings_of_the_wrong_shape_are_read_as_far_as_they_go(tmp_path, value):
    pages = dict.fromkeys(PAGES, "---\ntitle: A\ndate: 2024-05-31\n---\nWords.\n")
    site = write_tree(tmp_path, pages)
    for key in KEYS:
        write_tree(site, {"hugo.json": json.dumps(nested(key, value))})

        errors = read_all(site)

        assert (key, [error for error in errors if "our reader failed" in error]) == (key, [])


def test_front_matter_of_the_wrong_shape_is_read_as_far_as_it_goes(tmp_path):
    head = {"title": "A", "authors": ["c"], "date": "2024-05-31"}
    pages = {
        path.format(f"{key}{at}"): f"{json.dumps(head | {key: value})}\n\nWords.\n"
        for key in FRONT
        for at, value in enumerate(WRONG[2::2])
        for path in ("content/posts/{}.md", "content/publication/{}/index.md")
    }
    site = write_tree(tmp_path, {"hugo.toml": "", **pages})

    errors = read_all(site)

    assert [error for error in errors if "our reader failed" in error] == []


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("name", ["data/authors.json", "data/authors/a.json", "data/authors.yaml"])
def test_data_of_the_wrong_shape_describes_nobody(tmp_path, name, value):
    site = write_tree(tmp_path, {"hugo.toml": "", name: json.dumps(value)})

    assert set(hugo.read_profiles(hugo.find_site(site))) <= {"a"}


def test_yaml_with_a_list_for_a_key_is_named_or_left_alone(tmp_path):
    odd = "? [a, b]\n: x\n"
    site = write_tree(tmp_path / "a", {"hugo.toml": "", "data/authors.yaml": odd})
    assert hugo.read_profiles(hugo.find_site(site)) == {}
    with pytest.raises(SourceError, match=r"hugo\.yaml"):
        hugo.find_site(write_tree(tmp_path / "b", {"hugo.yaml": odd, "content/a.md": "A"}))
