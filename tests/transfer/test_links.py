"""Links between the files of a site lead to the pages that they became."""

import pytest

from blog.transfer import hugo
from tests.transfer.hugo_build import build
from tests.transfer.trees import write_tree

HEAD = "---\ntitle: {}\ndate: 2024-05-31\n---\n"
SITE = {
    "hugo.toml": (
        'baseURL = "https://x.example/"\ndefaultContentLanguage = "en"\n'
        '[permalinks]\nposts = "/:year/:slug/"\n[languages.en]\nweight = 1\n[languages.ca]\n'
        "weight = 2\n[markup.goldmark.renderHooks.link]\nuseEmbedded = 'always'\n"
    ),
    "content/posts/a.md": "---\ntitle: A\ndate: 2024-05-31\nslug: first\n---\nA.\n",
    "content/posts/a.ca.md": "---\ntitle: A\ndate: 2024-05-31\nslug: primer\n---\nA.\n",
    "content/posts/b/index.md": "---\ntitle: B\ndate: 2024-05-31\nslug: second\n---\nB.\n",
    "content/posts/b/data.csv": "1,2\n",
    "content/docs/Some page.md": "---\ntitle: C\nurl: /c.html\n---\nC.\n",
}
LINKS = [
    ("b/index.md", "a.md", "a.md"),
    ("a.md", "b/index.md", "/2024/second/"),
    ("a.md", "b/index.md#end", "/2024/second/#end"),
    ("a.md", "/posts/b/index.md?x=1", "/2024/second/?x=1"),
    ("a.md", "../docs/Some%20page.md", "/c.html"),
    ("b/index.md", "../a.md", "/2024/first/"),
    ("b/index.md", "data.csv", "/posts/b/data.csv"),
    ("a.ca.md", "a.md", "/ca/2024/primer/"),
    ("a.md", "a.ca.md", "/ca/2024/primer/"),
    ("a.md", "missing.md", "missing.md"),
    ("a.md", "https://x.example/a.md", "https://x.example/a.md"),
    ("a.md", "#end", "#end"),
    ("a.md", "/elsewhere/", "/elsewhere/"),
    ("a.md", "../../../etc/passwd.md", "../../../etc/passwd.md"),
]


def read(tmp_path, texts: dict[str, str]) -> dict[str, str]:
    """Path of a post → its prose."""
    files = SITE | {f"content/posts/{path}": text for path, text in texts.items()}
    site = write_tree(tmp_path / "site", files)
    return {
        document.source_id: document.body[0].value["html"]
        for document in hugo.read_documents(site)
        if document.body[0].kind == "prose"
    }


@pytest.mark.parametrize(("path", "link", "target"), LINKS)
def test_a_link_to_a_file_leads_to_its_page(tmp_path, path, link, target):
    text = SITE[f"content/posts/{path}"] + f"\n[it]({link})\n"

    found = read(tmp_path, {path: text})

    assert found[f"posts/{path}"].split("</p>")[1] == f'<p><a href="{target}">it</a>'


@pytest.mark.parametrize(
    ("reference", "target"),
    [("b", "/2024/second/"), ("posts/a.md#end", "/2024/first/#end"), ("Some page.md", "/c.html")],
)
def test_a_reference_counts_from_the_page_that_it_stands_in(tmp_path, reference, target):
    text = HEAD.format("D") + f'[it]({{{{< ref "{reference}" >}}}})\n'

    assert read(tmp_path, {"d.md": text})["posts/d.md"] == f'<p><a href="{target}">it</a></p>'


def test_hugo_leads_the_same_links_to_the_same_pages(tmp_path):
    pairs = [
        (link, target)
        for path, link, target in LINKS
        if path == "a.md" and target.startswith(("/2024", "/c.html"))
    ]
    text = SITE["content/posts/a.md"] + "".join(f"\n[it]({link})\n" for link, _to in pairs)
    site = write_tree(tmp_path / "site", SITE | {"content/posts/a.md": text})

    built = build(site, tmp_path / "built")

    page = (built / "2024/first/index.html").read_text()
    missing = [target for _link, target in pairs if f'href="{target}"' not in page]
    assert (len(pairs), missing) == (4, [])


def test_markdown_in_a_description_is_text(tmp_path):
    head = "---\ntitle: A\ndescription: 'What *we* [saw](/x), <b>all</b> of it'\n---\nWords.\n"
    site = write_tree(tmp_path / "site", {"hugo.toml": "", "content/posts/a.md": head})

    [document] = hugo.read_documents(site)

    assert document.standfirst == "What we saw, all of it"
