"""Links into a page: what they ended in on the former site is found on ours, at the same words."""

import shutil
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.posts.models import PostPage
from tests.transfer.hugo_build import build
from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db
SAMPLE = "tests/samples/hugo_anchors"
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
NAMES = [
    "tool-one",
    "install",
    "install-1",
    "heading",
    "heading-1",
    "heading-2",
    "実験の設定",
    "whats-next",
    "fixed",
    "code_in_heading-and-emphasis",
]
POSTS = ("headings", "every-kind")


def article(html):
    page = BeautifulSoup(html, "html.parser")
    for away in page.select(".footnotes, sup[id^=fnref], sup:has(.ref), .footnote-ref, nav"):
        away.decompose()
    for picture in page.select(":is(h1, h2, h3, h4, h5, h6) img"):
        picture.replace_with(picture["alt"])
    return page


def words(heading):
    """Without the number of an entry, which stands beside its title on our pages."""
    text = "".join(sign for sign in heading.get_text() if sign.isalnum())
    return text.lstrip("0123456789") or text


def headings_of_hugo(file):
    headings = article(file.read_text()).find_all(HEADINGS)
    # Of two with one id, a browser goes to the first.
    words_by_id = {}
    for heading in headings:
        if heading.get("id"):
            words_by_id.setdefault(heading["id"], words(heading))
    return words_by_id


def headings_of_ours(client, address, names):
    answer = client.get(address)
    assert answer.status_code == 200
    page, words_by_id = article(answer.content), {}
    for name in names:
        targets = page.find_all(id=name)
        above = [target.find_parent(HEADINGS) or target for target in targets]
        words_by_id[name] = [words(heading) for heading in above]
    return words_by_id


def compare(client, site, tmp_path, posts=POSTS):
    call_command("import_hugo", str(site))
    built = build(shutil.copytree(site, tmp_path / "copy"), tmp_path / "built")
    for post in posts:
        theirs = headings_of_hugo(built / f"posts/{post}/index.html")
        assert theirs
        ours = headings_of_ours(client, f"/posts/{post}/", theirs)
        assert ours == {name: [text] for name, text in theirs.items()}


def test_the_ids_of_headings_on_a_former_site_are_targets_here(client, publication):
    call_command("import_hugo", SAMPLE)

    headings = headings_of_ours(client, "/posts/headings/", NAMES)

    assert {name: len(targets) for name, targets in headings.items()} == dict.fromkeys(NAMES, 1)


def test_links_into_posts_arrive(client, publication):
    call_command("import_hugo", SAMPLE)

    links = {}
    for address in ("/posts/headings/", "/posts/deep-link/"):
        body = article(client.get(address).content).select_one(".body > p")
        for link in body.select("a[href]"):
            path, _sign, name = unquote(link["href"]).partition("#")
            page = article(client.get(path or address).content)
            links[link["href"]] = page.find(id=name) is not None
    assert len(links) == 6
    assert set(links.values()) == {True}


@pytest.mark.parametrize("kind", ["", "github", "github-ascii", "blackfriday"])
def test_each_id_that_hugo_makes_leads_to_the_same_words(client, publication, tmp_path, kind):
    site = shutil.copytree(SAMPLE, tmp_path / "site")
    if kind:
        with (site / "hugo.toml").open("a") as config:
            config.write(f'[markup.goldmark.parser]\nautoHeadingIDType = "{kind}"\n')

    compare(client, site, tmp_path)


LANGUAGES = """
baseURL = "https://lab.example.org/"
[languages.en]
[languages.ca.markup.goldmark.parser]
autoHeadingIDType = "blackfriday"
[languages.pl.markup.goldmark.parser]
autoHeadingID = false
[languages.es.markup.goldmark.parser.attribute]
title = false
"""


def test_each_language_may_have_ids_of_its_own_way(client, publication, tmp_path):
    text = "---\ntitle: Two\n---\n## It's 1½\n\n## Named {#own}\n"
    names = {"en": "en", "ca": "ca", "pl": "pl", "es": "es"}
    files = {f"content/posts/{name}.{code}.md": text for name, code in names.items()}
    site = write_tree(tmp_path / "site", {"hugo.toml": LANGUAGES, **files})
    call_command("import_hugo", str(site))
    built = build(shutil.copytree(site, tmp_path / "copy"), tmp_path / "built")

    theirs = {
        "en": headings_of_hugo(built / "posts/en/index.html"),
        **{
            code: headings_of_hugo(built / f"{code}/posts/{code}/index.html")
            for code in ("ca", "pl", "es")
        },
    }
    ours = {
        code: [
            page.former_anchors[block.id] for block in page.body if block.id in page.former_anchors
        ]
        for code, page in ((page.language, page) for page in PostPage.objects.all())
    }

    assert ours == {code: [[name] for name in headings] for code, headings in theirs.items()}
    assert ours == {
        "en": [["its-1"], ["own"]],
        "ca": [["it-s-1½"], ["own"]],
        "pl": [["own"]],
        "es": [["its-1"], ["named-own"]],
    }


def test_a_heading_that_is_renamed_here_keeps_its_former_id(client, publication):
    call_command("import_hugo", SAMPLE)
    post = PostPage.objects.get(title="Headings that are hard to link to")
    post.body[1].value["text"] = "Another name"
    post.save_revision().publish()

    assert headings_of_ours(client, "/posts/headings/", ["tool-one", "install"]) == {
        "tool-one": ["Anothername"],
        "install": ["Install"],
    }


def test_feeds_and_markdown_say_nothing_of_former_ids(client, publication):
    call_command("import_hugo", SAMPLE)

    texts = [client.get(address).content.decode() for address in ("/atom.xml", "/feed.json")]
    assert [text.count("tool-one") for text in texts] == [0, 0]
    assert client.get("/posts/headings/index.md").content.count(b"<span") == 0


OLD_PAGE = """---
title: Old page
date: 2009-05-01
---
<a name="top"></a><h2 id="first">First <a name="inner">words</a></h2>
<p id="lead">Lead, with <span id="here">a span</span>.</p>
<div id="part"><h3>Second</h3><ul id="list"><li id="one">One</li><li>Two</li></ul></div>
<table><tr><td id="cell">A cell</td></tr></table>
<blockquote id="said"><p>Said.</p></blockquote><p>Last.</p><a id="end"></a>
"""


def words_at(client, address, names):
    """The block of text that the target of each name stands in, or around."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    blocks = [*HEADINGS, "p", "li", "td", "dt", "blockquote"]
    targets = {name: page.find_all(id=name) for name in names}
    assert {name: len(each) for name, each in targets.items()} == dict.fromkeys(names, 1)
    return {
        name: words(each.find_parent(blocks) if each.name not in blocks else each)
        for name, [each] in targets.items()
    }


def test_ids_in_a_page_of_html_lead_to_the_same_words(client, publication, tmp_path):
    write_tree(tmp_path, {"hugo.toml": "", "content/posts/old.html": OLD_PAGE})

    call_command("import_hugo", tmp_path)

    assert words_at(
        client, "/posts/old/", ["top", "first", "inner", "lead", "part", "cell", "said", "end"]
    ) == {
        "top": "Firstwords",
        "first": "Firstwords",
        "inner": "Firstwords",
        "lead": "Leadwithaspan",
        "part": "Second",
        "cell": "Acell",
        "said": "Said",
        "end": "Last",
    }


def test_what_an_import_says_of_a_picture_in_html_names_its_line(publication, tmp_path, capsys):
    page = "---\ntitle: Old\n---\n<p>Words.</p>\n\n<p><img src='gone.png' alt='Gone'></p>\n"
    write_tree(tmp_path, {"hugo.toml": "", "content/posts/old.html": page})

    call_command("import_hugo", tmp_path)

    assert (
        "content/posts/old.html, line 6: the file gone.png is missing." in capsys.readouterr().out
    )


TERMS = """---
title: Terms
---
## Apple

Apple
: A fruit

Red *pear* and `code`
: Another

Apple
: Again
"""


@pytest.mark.parametrize(
    "option", ["", "autoHeadingID = false\n", "autoHeadingIDType = 'github-ascii'\n"]
)
def test_terms_of_definitions_have_the_ids_that_hugo_gives_them(
    client, publication, tmp_path, option
):
    config = f"[markup.goldmark.parser]\nautoDefinitionTermID = true\n{option}"
    site = write_tree(tmp_path / "site", {"hugo.toml": config, "content/posts/terms.md": TERMS})
    call_command("import_hugo", str(site))
    built = build(shutil.copytree(site, tmp_path / "copy"), tmp_path / "built")

    page = article((built / "posts/terms/index.html").read_text())
    theirs = {each["id"]: words(each) for each in page.select("h2[id], dt[id]")}
    assert len(theirs) == 3 + ("false" not in option)
    assert words_at(client, "/posts/terms/", theirs) == theirs


def test_terms_have_no_ids_where_a_site_asks_for_none(publication, tmp_path):
    write_tree(tmp_path, {"hugo.toml": "", "content/posts/terms.md": TERMS})

    call_command("import_hugo", str(tmp_path))

    assert [*PostPage.objects.get().former_anchors.values()] == [["apple"]]
