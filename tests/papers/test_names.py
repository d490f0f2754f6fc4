"""Names as people write them, wherever they come in, and out again."""

import time

import pytest
from django.urls import reverse

from blog.papers.chooser.forms import form_for
from blog.papers.csl import names_text
from blog.papers.models import Paper
from blog.papers.name_lists import parse_names, revised_names
from blog.papers.records import FORMATS, read_records
from tests.factories import make_paper

ADA = {"given": "Ada", "family": "Quill"}
BRUNO = {"given": "Bruno", "family": "Verso"}
OTHERS = {"literal": "others"}
FORMS = [
    ("Ada Quill, Bruno Verso", [ADA, BRUNO]),
    ("Ada Quill and Bruno Verso", [ADA, BRUNO]),
    ("Quill, Ada and Verso, Bruno", [ADA, BRUNO]),
    ("Quill, Ada; Verso, Bruno", [ADA, BRUNO]),
    (
        "Quill, A., & Verso, B. C.",
        [{"given": "A.", "family": "Quill"}, {"given": "B. C.", "family": "Verso"}],
    ),
    (
        r"Qu{\"i}ll, Ada and {Barnes and Noble}",
        [{"given": "Ada", "family": "Quïll"}, {"literal": "Barnes and Noble"}],
    ),
    (
        "García Márquez, Gabriel and Verso, Bruno",
        [{"given": "Gabriel", "family": "García Márquez"}, BRUNO],
    ),
    (
        "van der Berg, Ada; Verso, Bruno",
        [{"given": "Ada", "family": "Berg", "non-dropping-particle": "van der"}, BRUNO],
    ),
    (
        "Martin King Jr., Ada Quill III",
        [{"given": "Martin", "family": "King", "suffix": "Jr."}, {**ADA, "suffix": "III"}],
    ),
    (
        "King, Jr., Martin and Quill, Ada",
        [{"given": "Martin", "family": "King", "suffix": "Jr."}, ADA],
    ),
    ("Sammy Davis, jr., Ada Quill", [{"given": "Sammy", "family": "Davis", "suffix": "jr."}, ADA]),
    (
        "Ada Quill, ATLAS Collaboration, Gemini Team",
        [ADA, {"literal": "ATLAS Collaboration"}, {"literal": "Gemini Team"}],
    ),
    ("Ada Quill (Univ. Vienna), Bruno Verso [MIT]", [ADA, BRUNO]),
    ("Ada Quill*†, Bruno Verso¹", [ADA, BRUNO]),
    ("Ada Quill1,2, Bruno Verso3", [ADA, BRUNO]),
    ("Ada Quill, Bruno Verso et al.", [ADA, BRUNO, OTHERS]),
    ("Ada Quill and others", [ADA, OTHERS]),
    ("Ada Quill, Bruno Verso and 3 others", [ADA, BRUNO, OTHERS]),
    ("Ada Quill, Thomas More", [ADA, {"given": "Thomas", "family": "More"}]),
    ("Ada Quill and John Eta", [ADA, {"given": "John", "family": "Eta"}]),
    ("Pasini et al.", [{"family": "Pasini"}, OTHERS]),
]
each_form = pytest.mark.parametrize(("text", "names"), FORMS, ids=[text for text, _ in FORMS])


@each_form
def test_a_list_of_names_is_read_in_every_form(text, names):
    assert parse_names(text) == names
    assert revised_names([ADA, *names], names_text(names)) == names


@each_form
def test_names_leave_in_every_format_and_come_back(text, names):
    item = {"type": "paper-conference", "title": "T", "container-title": "X", "author": names}

    read = {suffix: read_records(FORMATS[suffix].write([item])).items for suffix in FORMATS}

    assert {suffix: item["author"] for suffix, [item] in read.items()} == dict.fromkeys(
        FORMATS, names
    )


@each_form
@pytest.mark.django_db
def test_names_typed_into_the_chooser_are_stored(text, names):
    form = form_for({}, (), {})
    data = {"title": "Pasted", "authors": text, "kind": "paper-conference"}
    bound = type(form)(data)

    assert bound.is_valid(), bound.errors
    assert bound.save().csl["author"] == names


def posted(paper, **changes):
    data = {
        "title": paper.title,
        "authors_text": paper.authors_text,
        "venue": paper.venue,
        "issued": paper.issued,
        "slug": paper.slug,
        "identifiers-TOTAL_FORMS": 0,
        "identifiers-INITIAL_FORMS": 0,
    }
    return data | changes


def rows(names):
    parts = ("given", "non-dropping-particle", "family", "suffix", "literal", "ORCID")
    return {
        f"name_rows-{at}-{part}": name.get(part, "")
        for at, name in enumerate(names)
        for part in parts
    }


@pytest.mark.django_db
def test_the_editor_form_reads_every_form_of_names(admin_client, publication):
    paper = make_paper()
    edit = reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk])

    stored = []
    for text, _names in FORMS:
        admin_client.post(edit, posted(paper, authors_text=text))
        stored.append(Paper.objects.get(pk=paper.pk).csl["author"])

    assert stored == [names for _text, names in FORMS]


STORED = [
    {"given": "Gabriel", "family": "García Márquez", "ORCID": "0000-0002-1825-0097"},
    {"literal": "Department of Sound, University of Margins"},
    {"given": "Martin", "family": "King", "suffix": "Jr."},
    {"given": "Ali", "family": "Foo", "non-dropping-particle": "ibn"},
]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Gabriel", "Gabriela", {0: {**STORED[0], "given": "Gabriela"}}),
        ("Sound", "Sounds", {1: {"literal": "Department of Sounds, University of Margins"}}),
        ("King", "Kyng", {2: {**STORED[2], "family": "Kyng"}}),
        ("Foo", "Fou", {3: {**STORED[3], "family": "Fou"}}),
    ],
)
def test_correcting_one_letter_changes_one_name(before, after, changed):
    names = revised_names(STORED, names_text(STORED).replace(before, after))

    assert names == [changed.get(at, name) for at, name in enumerate(STORED)]


def test_a_name_that_is_added_or_moved_leaves_the_others_as_they_are():
    moved = [STORED[3], ADA, *STORED[:3]]

    assert revised_names(STORED, names_text(moved)) == moved
    assert revised_names(STORED, names_text(STORED) + " et al.") == [*STORED, OTHERS]
    assert revised_names(STORED, names_text(STORED[1:])) == STORED[1:]


def test_a_suffix_typed_behind_a_name_is_its_own_and_the_name_keeps_its_orcid():
    stored = [{**ADA, "ORCID": "0000-0002-1825-0097"}, BRUNO]

    names = revised_names(stored, "Ada Quill, Jr., Bruno Verso")

    assert names == [{**stored[0], "suffix": "Jr."}, BRUNO]


def test_brackets_and_digits_of_a_stored_name_are_no_affiliation_and_no_mark():
    stored = [{"literal": "Team4 (ISTI), Pisa"}, ADA, BRUNO]

    assert revised_names(stored, "Team4 (ISTI), Pisa, Ada Quell, Bruno Verso") == [
        stored[0],
        {**ADA, "family": "Quell"},
        BRUNO,
    ]


def test_a_letter_in_a_list_of_three_thousand_names_is_corrected_at_once():
    stored = [{"given": f"Ada {at}", "family": f"Quill{at}", "ORCID": "x"} for at in range(3000)]
    text = names_text(stored).replace("Quill1500", "Quell1500")
    begun = time.process_time()

    names = revised_names(stored, text)

    assert time.process_time() - begun < 5
    assert names == [*stored[:1500], {**stored[1500], "family": "Quell1500"}, *stored[1501:]]


@pytest.mark.django_db
def test_names_are_changed_part_by_part(admin_client, publication):
    paper = make_paper(author=STORED)
    edit = reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk])
    html = admin_client.get(edit).content.decode()
    assert 'name="name_rows-0-ORCID" value="0000-0002-1825-0097"' in html

    names = [*STORED[:3], {**STORED[3], "suffix": "III"}]
    admin_client.post(edit, posted(paper, **rows([*names, {}]), **{"name_rows-others": "1"}))

    paper.refresh_from_db()
    assert paper.csl["author"] == [*names, OTHERS]
    assert paper.authors_text == names_text([*names, OTHERS])


@pytest.mark.django_db
def test_a_row_with_a_wrong_orcid_is_refused_in_words(admin_client, publication):
    paper = make_paper(author=[ADA])
    edit = reverse("wagtailsnippets_blog_paper:edit", args=[paper.pk])

    response = admin_client.post(
        edit, posted(paper, **rows([{**ADA, "ORCID": "0000-0002-1825-0098"}]))
    )

    assert "Row 1: “0000-0002-1825-0098” is no ORCID iD." in response.content.decode()
    paper.refresh_from_db()
    assert paper.csl["author"] == [ADA]


def test_commas_for_and_are_read_as_a_list_and_said():
    reading = read_records("@misc{q, title={T}, author={Ada Quill, Bruno Verso, Carla Folio}}")

    [item] = reading.items
    assert names_text(item["author"]) == "Ada Quill, Bruno Verso, Carla Folio"
    assert [str(warning) for warning in reading.warnings] == [
        "line 1: the names in author of “q” stand between commas. "
        "They were read as a list. Write “and” between two names."
    ]
