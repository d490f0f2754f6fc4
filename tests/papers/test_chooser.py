"""The requests of the paper chooser: who may ask, what is shown, what is stored."""

import time

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from blog.papers.chooser import answers
from blog.papers.chooser.forms import RecordForm, form_for, read_record, sign_record
from blog.papers.identifiers import Identifier
from blog.papers.models import Paper, PaperIdentifier
from tests.factories import make_paper
from tests.outside import reply, sample

pytestmark = pytest.mark.django_db
ARXIV, DOI = "2402.98765", "10.5555/listening.2024.3"
ITEM = {"type": "article", "title": "Listening", "author": [{"given": "Ada", "family": "Quill"}]}
SAID = {"title": {"source": "arXiv", "at": "2024-05-07"}, "author": {"source": "arXiv", "at": "x"}}


def url(name, *arguments):
    return reverse(f"wagtailsnippetchoosers_blog_paper:{name}", args=arguments)


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def ask(client, text, **data):
    response = client.post(url("answer"), {"text": text} | data)
    return response, BeautifulSoup(response.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize("name", ["answer", "list_rows", "list_row", "list_store", "create"])
def test_only_who_may_add_papers_looks_them_up(client, outside, name):
    user = get_user_model().objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    data = {"text": "10.5555/x", "prefix": "row-0", "title": "T"}

    refused = client.post(url(name), data)
    client.logout()
    stranger = client.post(url(name), data)

    assert refused.status_code in (302, 403)
    assert refused.get("Location", "/admin/") == "/admin/"
    assert stranger.status_code == 302
    assert "login" in stranger["Location"]
    assert (outside.asked, Paper.objects.count()) == ([], 0)


def test_a_post_without_a_token_is_refused(outside, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.create_superuser("editor"))

    assert strict.post(url("answer"), {"text": ARXIV}).status_code == 403
    assert strict.get(url("answer"), {"text": ARXIV}).status_code == 405
    assert outside.asked == []


def test_a_stored_paper_is_offered_without_asking_anybody(editor, outside):
    paper = make_paper("Seeing Sound", arxiv=ARXIV)

    _response, shown = ask(editor, f"https://huggingface.co/papers/{ARXIV}")

    assert shown.select_one("[data-chooser-modal-choice]")["href"] == url("chosen", paper.pk)
    assert outside.asked == []


def test_a_paper_that_is_stored_under_another_identifier_is_offered(editor, outside):
    paper = make_paper("Listening", arxiv=ARXIV)
    paper.identifiers = [PaperIdentifier(scheme="doi", value=DOI)]
    paper.save()
    outside.on("/arxiv/", sample("arxiv.xml"))

    _response, shown = ask(editor, ARXIV)

    assert shown.select_one("[data-chooser-modal-choice]")["href"] == url("chosen", paper.pk)


def test_nearly_the_same_title_is_offered_beside_the_preview(editor, outside):
    paper = make_paper(
        "Listening in Tongues - Attention for polyphonic transcription of naive choirs"
    )
    outside.on("/arxiv/", sample("arxiv.xml"))

    _response, shown = ask(editor, ARXIV)

    assert shown.select_one(".paper-alike a")["href"] == url("chosen", paper.pk)
    assert shown.select_one("form[data-paper-record]")


def test_works_of_a_title_are_offered_to_be_taken(editor, outside):
    outside.on("/arxiv/", sample("arxiv.xml"))
    outside.on("/crossref/", reply(
        '{"message": {"items": [{"title": ["Listening in Tongues"], "DOI": "10.5555/other"}]}}',
        "application/json"))  # fmt: skip

    _response, shown = ask(editor, "Listening in Tongues")
    buttons = shown.select("[data-paper-take]")
    _response, preview = ask(editor, "Listening in Tongues", record=buttons[1]["data-paper-take"])

    assert [words(button.parent).split(" · ")[-1] for button in buttons] == ["arXiv", "Crossref"]
    assert preview.select_one("#paper-title").text.strip() == "Listening in Tongues"
    assert preview.select_one("#paper-identifiers").text.strip() == "https://doi.org/10.5555/other"


def test_a_title_that_a_pdf_broke_in_lines_is_one(editor, outside):
    response, shown = ask(
        editor, "Listening in Tongues:\nAttention and\nTranscription", by_hand="1"
    )

    assert shown.select_one("#paper-title").text.strip() == (
        "Listening in Tongues: Attention and Transcription"
    )
    assert (response.status_code, outside.asked) == (200, [])


def test_of_several_links_the_first_is_taken_and_the_list_is_pointed_to(editor, outside):
    outside.on("/arxiv/", sample("arxiv.xml"))

    _response, shown = ask(editor, f"{ARXIV}\n10.5555/a\n10.5555/b")

    assert "The text names 2 other papers." in words(shown)
    assert shown.select_one("#paper-title").text.strip().startswith("Listening")


@pytest.mark.parametrize(
    "text",
    ["10.1000/<script>alert(1)</script>", "<img src=x onerror=alert(1)>", 'a" onfocus="alert(1)',
     "@article{x, title={<script>alert(1)</script>Title}}", "http://127.0.0.1/<script>"],
)  # fmt: skip
def test_markup_in_what_is_pasted_stays_text(editor, outside, text):
    _response, shown = ask(editor, text)

    assert shown.select("script, img, [onfocus], [onerror]") == []


def test_an_empty_text_gives_an_empty_form(editor, outside):
    response, shown = ask(editor, "", by_hand="1")

    assert (response.status_code, shown.select_one("#paper-title").text.strip()) == (200, "")
    assert ask(editor, "  ")[0].status_code == 200
    assert outside.asked == []


def test_who_has_asked_enough_is_told_so(editor, outside, settings):
    settings.LOOKUPS_PER_HOUR = 1
    ask(editor, "10.5555/one")

    response, shown = ask(editor, "10.5555/two")

    assert response.status_code == 429
    assert "You have looked up 1 papers within an hour" in words(shown)


def test_when_all_slots_are_taken_the_editor_waits_and_no_reader(editor, outside):
    for _slot in range(2):
        answers._slots.acquire()
    try:
        response, shown = ask(editor, ARXIV)
    finally:
        for _slot in range(2):
            answers._slots.release()

    assert (response.status_code, outside.asked) == (503, [])
    assert words(shown) == "Others are looking papers up. Try again in a moment."


def filled(**fields):
    form = form_for(ITEM, [Identifier("arxiv", ARXIV)], SAID)
    return {name: form[name].value() for name in form.fields} | fields


def test_a_record_is_stored_with_who_said_each_field(editor):
    response = editor.post(url("create"), filled(venue="ICML 2024", volume="3"))

    [paper] = Paper.objects.all()
    assert response.json() == {
        "step": "chosen",
        "result": {"id": str(paper.pk), "string": "Listening",
                   "edit_url": f"/admin/snippets/blog/paper/edit/{paper.pk}/"},
    }  # fmt: skip
    assert paper.csl == ITEM | {"container-title": "ICML 2024", "volume": "3"}
    assert {name: said["source"] for name, said in paper.provenance.items()} == {
        "title": "arXiv", "author": "arXiv", "container-title": "by hand", "volume": "by hand"}  # fmt: skip
    assert [str(known) for known in paper.identifiers.all()] == [f"arXiv {ARXIV}"]
    assert paper.revisions.count() == 1


def test_an_author_that_is_corrected_by_hand_is_said_by_nobody_else(editor):
    editor.post(url("create"), filled(authors="Ada de la Quill"))

    paper = Paper.objects.get()
    assert paper.csl["author"] == [
        {"given": "Ada", "non-dropping-particle": "de la", "family": "Quill"}
    ]
    assert paper.provenance["author"]["source"] == "by hand"


def test_a_forged_record_says_nothing(editor):
    forged = sign_record(ITEM, SAID).rpartition(":")[0] + ":forged"

    editor.post(url("create"), filled(record=forged))

    assert Paper.objects.get().provenance["title"]["source"] == "by hand"
    assert read_record("no signature") == {"item": {}, "provenance": {}}


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"title": " "}, "title", "This field is required."),
        ({"issued": "May 2024"}, "issued", "“May 2024” is not a date. Write 2024, 2024-05 or 2024-05-07."),
        ({"identifiers": "10.1000/<script>"}, "identifiers",
         "“10.1000/<script>” is no identifier that we know. Write a link, a DOI or arXiv:…"),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_comes_back_with_what_was_typed(editor, fields, field, says):
    response = editor.post(url("create"), filled(**fields))

    shown = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, Paper.objects.count()) == (422, 0)
    assert words(shown.select_one(".error-message")) == says
    assert shown.select_one(f"#paper-{field}")
    assert shown.select_one("#paper-authors").text.strip() == "Ada Quill"


def test_an_identifier_that_belongs_to_another_paper_leads_to_it(editor):
    known = make_paper("Known", arxiv=ARXIV)

    response = editor.post(url("create"), filled())

    shown = BeautifulSoup(response.content, "html.parser")
    assert shown.select_one("[data-chooser-modal-choice]")["href"] == url("chosen", known.pk)
    assert Paper.objects.count() == 1


def test_two_editors_who_store_the_same_paper_at_once_choose_the_same(editor):
    first, second = RecordForm(filled()), RecordForm(filled())
    assert first.is_valid()
    assert second.is_valid()

    assert first.save() == second.save()
    assert Paper.objects.count() == 1


def test_stored_papers_are_found_by_identifier_and_by_words(editor):
    make_paper("Seeing Sound", arxiv=ARXIV)
    make_paper("Hearing 'Light' 100%", arxiv="2402.11111")

    def found(text):
        response = editor.get(url("choose_results"), {"q": text})
        shown = BeautifulSoup(response.content, "html.parser")
        return [words(link) for link in shown.select("a[data-chooser-modal-choice]")]

    assert found(f"arxiv.org/pdf/{ARXIV}v3") == ["Seeing Sound"]
    assert found("quill SOUND") == ["Seeing Sound"]
    assert found("'light' 100%") == ["Hearing 'Light' 100%"]
    assert found('no "such') == []
    assert found("") == ["Hearing 'Light' 100%", "Seeing Sound"]


def test_rows_of_a_pasted_text_are_known_found_waiting_or_failed_without_a_request(editor, outside):
    known = make_paper("Known", arxiv=ARXIV)
    text = f"{ARXIV}\nhttps://alphaxiv.org/abs/{ARXIV}\n10.5555/x\nA title of words"

    shown = BeautifulSoup(
        editor.post(url("list_rows"), {"text": text, "present": str(known.pk)}).content,
        "html.parser",
    )

    rows = shown.select("[data-paper-row]")
    assert [row["data-state"] for row in rows] == ["known", "waiting", "waiting"]
    assert "in this list already" in words(rows[0])
    assert outside.asked == []


@pytest.mark.parametrize(
    "record",
    [
        "@article{",
        "@article{a,\n",
        "@article{a, title={A hall}}\n",
        "TY  - \n",
        "A hall of echoes\n",
    ],
)
def test_of_too_many_pasted_records_the_first_are_read_and_the_rest_is_asked_for(
    editor, outside, record
):
    start = time.process_time()

    shown = editor.post(url("list_rows"), {"text": record * 20_000}).content.decode()

    assert "These are the first 200. Add them, then paste the rest." in shown
    assert len(shown) < 50_000
    assert time.process_time() - start < 4


def test_definitions_in_a_file_of_bibtex_are_not_counted_as_its_records(editor, outside):
    definitions = "".join(f'@string{{a{number} = "A"}}\n' for number in range(300))
    text = f"{definitions}@article{{a, title={{A hall}}, journal=a1}}\n@comment{{made by hand}}"

    shown = BeautifulSoup(editor.post(url("list_rows"), {"text": text}).content, "html.parser")

    assert [words(row) for row in shown.select(".paper-row__title")] == ["A hall"]
    assert "These are the first" not in shown.text


def test_a_row_is_looked_up_by_itself(editor, outside):
    outside.on("/arxiv/", sample("arxiv.xml"))

    response = editor.post(url("list_row"), {"text": ARXIV, "prefix": "row-7"})

    [row] = BeautifulSoup(response.content, "html.parser").select("[data-paper-row]")
    assert (row["data-paper-row"], row["data-state"]) == ("row-7", "found")
    assert row.select_one("[name=row-7-title]").text.strip().startswith("Listening in Tongues")


def test_storing_a_list_keeps_its_order_and_gives_back_what_is_not_complete(editor):
    known = make_paper("Known", arxiv="2402.11111")
    data = {"row": ["row-0", "row-1", "row-2", "row-3"]}
    for number in range(4):
        data |= {f"row-{number}-{name}": value for name, value in filled(identifiers="").items()}
        data[f"row-{number}-include"] = "on"
    data |= {"row-0-title": "New", "row-1-use": str(known.pk), "row-2-title": ""}
    del data["row-3-include"]

    said = editor.post(url("list_store"), data).json()

    assert [(paper["row"], paper["string"]) for paper in said["papers"]] == [
        ("row-0", "New"), ("row-1", "Known")]  # fmt: skip
    assert set(said["wrong"]) == {"row-2"}
    assert "This field is required." in said["wrong"]["row-2"]
    assert Paper.objects.count() == 2
