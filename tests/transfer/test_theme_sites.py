"""Sites of widespread themes: what becomes a post, a page, an author, a category, or none of these."""

import pytest
from django.core.management import call_command

from blog.authors.models import Author
from blog.posts.models import Category, PostPage, PublicationPage, StandardPage
from blog.transfer import hugo
from blog.transfer.bring import bring_site
from tests.transfer.hugo_build import build
from tests.transfer.theme_sites import ACADEMIC, BLOWFISH, DOCSY, PAPERMOD
from tests.transfer.trees import tree, write_tree

LISTS = "this heads a list of pages and says nothing of its own; it became no page."
FILLED = "this is a page that the theme fills, without a text of its own; it became no page."
TERMS = "this heads the list of categories, which the publication has of its own."


def read(files: dict, tmp_path) -> tuple[dict, dict]:
    """Path → kind, address, authors, categories; and the notes about the files left out."""
    site = write_tree(tmp_path / "site", files)
    notes: list = []
    found = {
        document.path: (document.kind, document.address, document.authors, document.categories)
        for document in hugo.read_documents(site, left_out=notes)
    }
    return found, {note.place: note.what for note in notes}


def test_a_site_in_the_form_of_papermod(tmp_path):
    assert read(PAPERMOD, tmp_path) == (
        {
            "content/about.md": ("page", "about", (), ()),
            "content/posts/one.md": ("post", "posts/one", ("Ada Quill",), ("Machine learning", "Audio")),
            "content/posts/two.md": ("post", "posts/two", ("Bruno Verso", "Ada Quill"), ()),
        },
        {
            "content/_index.md": LISTS,
            "content/archives.md": FILLED,
            "content/posts/_index.md": LISTS,
            "content/search.md": FILLED,
            "content/tags/_index.md": TERMS,
            "content/tags/ml/_index.md":
                "this describes the category “ml” and became no page of its own.",
        },
    )  # fmt: skip


def test_a_site_in_the_form_of_academic(tmp_path):
    found, notes = read(ACADEMIC, tmp_path)

    authors = ("admin", "bruno", "Carla Folio")
    assert found == {
        "content/post/hello/index.md": ("post", "post/hello", authors, ()),
        "content/project/quay/index.md": ("page", "project/quay", (), ()),
        "content/publication/harbour/index.md": (
            "page",
            "publication/harbour",
            ("admin", "Carla Folio"),
            (),
        ),
        "content/publication/lake/index.md": ("page", "publication/lake", ("Bruno Verso",), ()),
    }
    assert notes == {
        "content/_index.md": LISTS,
        "content/authors/_index.md":
            "this heads the list of authors, which the publication has of its own.",
        **{
            f"content/authors/{name}/_index.md":
                f"this describes the author “{name}” and became no page of its own."
            for name in ("admin", "bruno")
        },
        "content/people/index.md": FILLED,
        "content/post/_index.md": LISTS,
        "content/project/_index.md": LISTS,
        "content/publication/_index.md": LISTS,
    }  # fmt: skip


def test_a_site_in_the_form_of_docsy(tmp_path):
    found, notes = read(DOCSY, tmp_path)

    assert found == {
        "content/ca/blog/primera.md": ("post", "ca/blog/primera", (), ()),
        "content/en/_index.md": ("page", "", (), ()),
        "content/en/blog/news/first.md": ("post", "blog/news/first", (), ()),
        "content/en/docs/Getting started/install.md":
            ("page", "docs/getting-started/install", (), ()),
        "content/en/docs/_index.md": ("page", "docs", (), ()),
    }  # fmt: skip
    assert notes == {
        "content/en/blog/_index.md": LISTS,
        "content/en/docs/Getting started/_index.md": LISTS,
        "content/en/search.md": FILLED,
    }


def test_a_site_in_the_form_of_blowfish(tmp_path):
    found, notes = read(BLOWFISH, tmp_path)

    assert found == {
        "content/notes/tide.md": ("post", "notes/tide", ("Ada Quill",), ()),
        "content/posts/reef/index.md": ("post", "2024/03/reef", ("bruno",), ()),
    }
    assert notes == {
        "content/posts/_content.gotmpl":
            "this is a template that makes pages, which is not read; it became no page.",
        "content/posts/old.org": "this is Org, which is not read; it became no page.",
    }  # fmt: skip


@pytest.mark.parametrize("files", [PAPERMOD, ACADEMIC, DOCSY, BLOWFISH])
def test_their_pages_live_where_hugo_writes_them(files, tmp_path):
    site = write_tree(tmp_path / "site", files)
    for file in (*site.rglob("*.org"), *site.rglob("*.gotmpl")):
        file.unlink()
    ours = {document.address for document in hugo.read_documents(site)}

    built = build(site, tmp_path / "built")

    theirs = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    assert {address or "." for address in ours} - theirs == set()


def test_bylines_show_the_names_and_authors_have_what_the_site_says_of_them(publication, tmp_path):
    site = write_tree(tmp_path / "site", ACADEMIC | {"static/x.txt": "x"})

    bring_site(site, PublicationPage.objects.get())

    post = PostPage.objects.get()
    names = [byline.author.display_name for byline in post.bylines.all()]
    assert names == ["Ada Quill", "Bruno Verso", "Carla Folio"]
    ada = Author.objects.get(slug="ada-quill")
    assert (ada.given, ada.family, ada.role, ada.orcid, ada.email) == (
        "Ada", "Quill", "Professor of Harbours", "0000-0002-1825-0097", "ada@example.org",
    )  # fmt: skip
    assert ada.bio == "<p>Ada leads the <i>group</i>.</p>"
    assert [(link.label, link.url) for link in ada.links.all()] == [
        ("GitHub", "https://github.com/ada")
    ]
    assert [(each.name, each.url) for each in ada.affiliations.all()] == [
        ("Harbour University", "https://uni.example.org/")
    ]


def test_a_profile_fills_what_is_empty_and_leaves_what_an_editor_wrote(publication, tmp_path):
    Author.objects.create(display_name="Ada Quill", slug="ada-quill", role="Dean")
    site = write_tree(tmp_path / "site", ACADEMIC)

    bring_site(site, PublicationPage.objects.get())
    ada = Author.objects.get(slug="ada-quill")
    ada.bio = "<p>Mine.</p>"
    ada.save()
    write_tree(site, {"content/post/hello/index.md": ACADEMIC["content/post/hello/index.md"] + "!"})
    bring_site(site, PublicationPage.objects.get())

    ada.refresh_from_db()
    assert (ada.role, ada.bio, ada.links.count()) == ("Dean", "<p>Mine.</p>", 1)


def test_a_profile_is_found_at_its_former_address(publication, tmp_path, client):
    bring_site(write_tree(tmp_path / "site", ACADEMIC), PublicationPage.objects.get())

    moved = client.get("/authors/admin/")

    assert (moved.status_code, moved.headers["Location"]) == (301, "/authors/ada-quill/")


def test_a_category_has_the_title_and_the_words_of_its_page(publication, tmp_path):
    site = write_tree(tmp_path / "site", PAPERMOD)

    bring_site(site, PublicationPage.objects.get())

    assert dict(Category.objects.values_list("name", "description")) == {
        "Machine learning": "What learns.",
        "Audio": "",
    }


def test_a_category_taken_off_in_the_admin_leaves_the_word_that_the_file_has_for_it(
    publication, tmp_path
):
    site = write_tree(tmp_path / "site", PAPERMOD)
    bring_site(site, PublicationPage.objects.get())
    page = PostPage.objects.get(title="One")
    page.categories.set([Category.named("Audio"), Category.named("New")])
    page.save_revision().publish()

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(site), tree(tmp_path / "out")
    [path] = [path for path in before if before[path] != after.get(path)]
    assert path == "content/posts/one.md"
    assert after[path] == before[path].replace(b"[ml, Audio]", b"[Audio, New]")


MOUNTED = {
    "hugo.toml": (
        'baseURL = "https://x.example/"\nstaticDir = ["public_files", "static"]\n'
        'ignoreFiles = ["\\\\.draft\\\\.md$"]\n'
        '[[module.mounts]]\nsource = "text/en"\ntarget = "content"\n'
        '[[module.mounts]]\nsource = "manual"\ntarget = "content/docs"\n'
    ),
    "text/en/posts/a.md": (
        "---\ntitle: A\ndate: 2024-05-31\n---\nSee [it](/docs/b.md).\n\n![Plot](/plot.png)\n"
    ),
    "text/en/posts/not.draft.md": "---\ntitle: Not\n---\nWords.\n",
    "manual/b.md": "---\ntitle: B\n---\nRead.\n",
    "public_files/notes.txt": "Notes.\n",
    "static/other.txt": "Other.\n",
}


def test_folders_of_content_may_lie_anywhere(tmp_path):
    found, notes = read(MOUNTED, tmp_path)

    assert found == {
        "manual/b.md": ("page", "docs/b", (), ()),
        "text/en/posts/a.md": ("post", "posts/a", (), ()),
    }
    assert notes == {}


@pytest.mark.parametrize("files", [PAPERMOD, ACADEMIC, DOCSY, BLOWFISH, MOUNTED])
def test_a_site_comes_out_byte_for_byte(files, publication, tmp_path):
    site = write_tree(tmp_path / "site", files)
    bring_site(site, PublicationPage.objects.get())

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(site), tree(tmp_path / "out")
    assert [path for path in before | after if before.get(path) != after.get(path)] == [
        "export-manifest.json"
    ]


def test_a_page_of_a_publication_holds_its_paper(tmp_path):
    site = write_tree(tmp_path / "site", ACADEMIC)

    bodies = {
        document.title: [(block.kind, dict(block.value)) for block in document.body]
        for document in hugo.read_documents(site)
    }

    bare = {"award": "", "more": [], "contributor": "", "disclosure": ""}
    assert bodies["On the Harbour"] == [
        ("paper", bare | {
            "title": "On the Harbour",
            "authors": "Ada Quill, Carla Folio",
            "url": "https://doi.org/10.1234/harbour.5",
            "identifiers": [["doi", "10.1234/harbour.5"]],
            "commentary": "<p>We <i>listened</i> to a harbour.</p>",
            "links": [
                {"kind": "code", "url": "https://github.com/lab/harbour", "label": ""},
                {"kind": "other", "url": "https://radio.example/harbour", "label": "Interview"},
            ],
            "venue": "Journal of Quays, 5(1)",
            "year": "2023",
            "csl_type": "article-journal",
        }),
        ("prose", {"html": '<p><a href="/publication/harbour/paper.pdf">PDF</a></p>'}),
        ("prose", {"html": "<p>More words.</p>"}),
    ]  # fmt: skip
    [(kind, lake)] = bodies["On the Lake"]
    assert (kind, lake["url"], lake["csl_type"], lake["identifiers"], lake["links"]) == (
        "paper",
        "https://doi.org/10.1234/lake.6",
        "paper-conference",
        [["doi", "10.1234/lake.6"], ["arxiv", "2401.00009"]],
        [{"kind": "paper", "url": "https://arxiv.org/pdf/2401.00009", "label": "PDF"}],
    )


def test_an_edit_beside_the_paper_of_a_page_changes_that_line_alone(publication, tmp_path):
    site = write_tree(tmp_path / "site", ACADEMIC)
    bring_site(site, PublicationPage.objects.get())
    page = StandardPage.objects.get(title="On the Harbour")
    raw = page.body.get_prep_value()
    raw[-1]["value"] = raw[-1]["value"].replace("More", "Other")
    page.body = raw
    page.save_revision().publish()

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(site, ("content",)), tree(tmp_path / "out", ("content",))
    path = "content/publication/harbour/index.md"
    assert {name for name in before if before[name] != after.get(name)} == {path}
    assert after[path] == before[path].replace(b"More words", b"Other words")
    again = bring_site(tmp_path / "out", PublicationPage.objects.get())
    assert "failed" not in again.counts
    assert [block.block_type for block in StandardPage.objects.get(pk=page.pk).body] == [
        "paper", "prose", "prose",
    ]  # fmt: skip
