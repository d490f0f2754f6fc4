"""Pages that hold nothing but front matter, people as sites write them, and biographies."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.transfer import hugo
from blog.transfer.hugo.people_strings import people_in, turned
from tests.transfer.trees import write_tree

EVENT = """---
title: A talk on clocks
event: ISMIR
event_url: https://ismir.example/
location: Hall 2
address: {city: Lisbon, country: Portugal}
summary: Of <clocks>.
abstract: "All **clocks** tell.\\n\\n- one\\n- two"
date: 2024-05-12T10:00:00Z
authors: [ada, "Bruna Serra (MIT)"]
url_slides: slides.pdf
links:
- name: Poster
  url: https://p.example/
---
"""
PUBLICATION = """---
title: "Learning {G}raphs with \\\\'{E}tale maps"
authors: ["Jos{\\\\'e} Garc{\\\\'\\\\i}a", "G{\\\\\\"o}{\\\\u g}{\\\\\\"u}{\\\\c s}, M.", "ada"]
date: "2019-05-01"
publication_types: ["1"]
publication: "In *Proc. X*"
---
"""
BIB = (
    "@inproceedings{x, title={On {C}locks}, author={Quill, Ada and Serra, Bruna}, year={2020},"
    " booktitle={Proc. C}, eprint={2001.01234}, archiveprefix={arXiv}}"
)
ADA = """---
title: Ada Quill
role: Researcher
bio:
---
Ada builds **open** tools.

## Before

- Ex head of things
- Ex head of more
"""


@pytest.fixture
def site(tmp_path):
    return write_tree(
        tmp_path / "site",
        {
            "hugo.toml": 'baseURL = "https://lab.example.net/"',
            "content/event/a/index.md": EVENT,
            "content/project/b/index.md": "---\ntitle: Tool\nexternal_link: https://tool.example/\n---\n",
            "content/talk/c/index.md": "---\ntitle: Short\nsummary: A few words.\n---\n",
            "content/project/d/index.md": "---\ntitle: Nothing\n---\n",
            "content/publication/e/index.md": PUBLICATION,
            "content/publication/f/index.md": '---\ntitle: ""\n---\n',
            "content/publication/f/cite.bib": BIB,
            "content/authors/ada/_index.md": ADA,
            "content/post/by-ada.md": "---\ntitle: By Ada\ndate: 2024-01-01\nauthors: [ada]\n---\nText.\n",
        },
    )


def test_pages_of_events_and_projects_say_what_their_front_matter_says(site):
    left_out = []
    pages = {item.title: item for item in hugo.read_documents(site, left_out=left_out)}

    event = pages["A talk on clocks"]
    assert (event.kind, event.address, event.standfirst) == ("page", "event/a", "Of <clocks>.")
    assert "".join(block.value["html"] for block in event.body) == (
        '<p><a href="https://ismir.example/">ISMIR</a> · Hall 2, Lisbon, Portugal · 2024-05-12</p>'
        "<p>Ada Quill, Bruna Serra</p><p>All <b>clocks</b> tell.</p><ul><li>one</li><li>two</li></ul>"
        '<p><a href="slides.pdf">Slides</a> · <a href="https://p.example/">Poster</a></p>'
    )
    tool = '<p><a href="https://tool.example/">Website</a></p>'
    assert [block.value["html"] for block in pages["Tool"].body] == [tool]
    assert (pages["Short"].standfirst, pages["Short"].body) == ("A few words.", ())
    assert [item.place for item in left_out if "no text" in item.what] == [
        "content/project/d/index.md"
    ]


def test_latex_of_a_publication_is_read_and_its_record_fills_what_is_missing(site):
    pages = {item.title: item for item in hugo.read_documents(site)}

    shown = [
        {name: block.value[name] for name in ("title", "authors", "venue", "year", "identifiers")}
        for title in ("Learning Graphs with Étale maps", "On Clocks")
        for block in pages[title].body
    ]
    assert shown == [
        {
            "title": "Learning Graphs with Étale maps",
            "authors": "José García, M. Göğüş, Ada Quill",
            "venue": "Proc. X",
            "year": "2019",
            "identifiers": [],
        },
        {
            "title": "On Clocks",
            "authors": "Ada Quill, Bruna Serra",
            "venue": "Proc. C",
            "year": "2020",
            "identifiers": [["arxiv", "2001.01234"]],
        },
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Quill; Bruna Serra;", ["Ada Quill", "Bruna Serra"]),
        ("Ada Quill (MIT), ", ["Ada Quill"]),
        (
            "<b>Ada Quill</b><sup>1,2</sup>; [Bruna Serra](https://b.example/)*",
            ["Ada Quill", "Bruna Serra"],
        ),
        (["**Ada Quill**", {"name": "Cyd Lee [ETH]"}, None, 7], ["Ada Quill", "Cyd Lee", "7"]),
        ("Jos{\\'e} Garc{\\'\\i}a", ["José García"]),
        ("O'Neil_x", ["O'Neil_x"]),
    ],
)
def test_names_of_people_are_read_without_markup_and_affiliation(written, names):
    assert list(people_in(written)) == names


def test_a_name_is_turned_where_commas_part_names():
    assert [turned(name) for name in ("Göğüş, M.", "Quill, Ada", "Ada Quill")] == [
        "M. Göğüş",
        "Ada Quill",
        "Ada Quill",
    ]


def test_a_string_that_may_name_several_people_is_asked_about(tmp_path):
    write_tree(
        tmp_path,
        {"content/post/a.md": "---\ntitle: A\nauthor: Ada Quill and Bruna Serra\n---\nX.\n"},
    )

    [document] = hugo.read_documents(tmp_path)

    assert document.authors == ("Ada Quill and Bruna Serra",)
    [notice] = document.notices
    assert notice.place == "content/post/a.md, line 3"
    assert "may be several people" in notice.what


@pytest.mark.django_db
def test_a_biography_keeps_its_list_and_its_headings(publication, client, site):
    call_command("import_hugo", site)

    page = BeautifulSoup(client.get("/authors/ada-quill/").content, "html.parser")

    bio = page.select_one(".standfirst")
    assert [(part.name, part.text) for part in bio.find_all(["p", "h3", "li", "b"])] == [
        ("p", "Ada builds open tools."),
        ("b", "open"),
        ("h3", "Before"),
        ("li", "Ex head of things"),
        ("li", "Ex head of more"),
    ]
