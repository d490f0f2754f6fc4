"""`papers import`, `export`, `duplicates` and `merge` at the shell."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from blog.papers.models import Paper
from blog.posts.models import PaperMention, PostPage
from tests.factories import make_paper, make_post, paper_entry
from tests.papers.commands import ENTRIES, run, stored

pytestmark = pytest.mark.django_db


def test_one_bad_entry_among_fifty_is_named_by_its_line_and_the_rest_come_in(tmp_path):
    file = tmp_path / "fifty.bib"
    broken = ENTRIES[20].replace("{Paper 20}", "{Paper 20")
    file.write_text("\n".join([*ENTRIES[:20], broken, *ENTRIES[21:]]))

    out, err, ended = run("import", file)

    assert set(Paper.objects.values_list("title", flat=True)) == {
        f"Paper {number}" for number in range(50) if number != 20
    }
    assert out.splitlines()[0] == "paper-0: created"
    assert out.splitlines()[-1] == "49 created, 0 extended, 0 known, 1 failed"
    assert err == (
        f"{file}, line 21: the braces or commas of this entry do not match. "
        "Mend the entry, or enter it by hand.\n"
    )
    assert ended == "1 entry did not come in."
    with pytest.raises(CommandError) as info:
        call_command("papers", "import", str(file), stdout=io.StringIO(), stderr=io.StringIO())
    assert info.value.returncode == 1


@pytest.mark.parametrize("suffix", ["bib", "ris", "json"])
def test_what_is_exported_comes_in_again_and_a_second_time_changes_nothing(tmp_path, suffix):
    file = tmp_path / f"papers.{suffix}"
    make_paper("Listening in Tongues", arxiv="2402.98765")
    make_paper("Étude, for Many Hands", arxiv="2402.98766")
    make_paper("On Margins", DOI="10.1000/margins")
    before = sorted(Paper.objects.values_list("title", "authors_text", "issued", "citation_key"))
    exported = run("export", file)
    Paper.objects.all().delete()

    first = run("import", file)
    after = stored()
    second = run("import", file)

    assert exported == (f"{file}: 3 papers, written\n", "", "")
    assert first[0].splitlines()[-1] == "3 created, 0 extended, 0 known, 0 failed"
    assert second == ("0 created, 0 extended, 3 known, 0 failed\n", "", "")
    assert stored() == after
    assert before == sorted(
        Paper.objects.values_list("title", "authors_text", "issued", "citation_key")
    )


def test_a_stored_paper_keeps_its_record_and_gains_identifiers(tmp_path):
    make_paper("Our wording", arxiv="2401.00007")
    file = tmp_path / "one.json"
    file.write_text(
        json.dumps([{"title": "Their wording", "DOI": "10.1000/x", "number": "arXiv:2401.00007"}])
    )

    out, _, ended = run("import", file)

    assert (out, ended) == ("our-wording: extended\n0 created, 1 extended, 0 known, 0 failed\n", "")
    [paper] = Paper.objects.all()
    assert paper.title == "Our wording"
    assert ("doi", "10.1000/x") in paper.identifiers.values_list("scheme", "value")


def test_a_dry_run_of_an_import_tells_all_and_stores_nothing(tmp_path):
    file = tmp_path / "twice.bib"
    file.write_text("\n".join([ENTRIES[1], ENTRIES[2], ENTRIES[1]]))

    out, err, ended = run("import", file, "--dry-run", "--json")

    assert json.loads(out) == {
        "papers": [
            {"slug": "paper-1", "title": "Paper 1", "outcome": "created"},
            {"slug": "paper-2", "title": "Paper 2", "outcome": "created"},
            {"slug": "paper-1", "title": "Paper 1", "outcome": "known"},
        ],
        "problems": [],
        "warnings": [],
        "totals": {"created": 2, "extended": 0, "known": 1, "failed": 0},
    }
    assert (err, ended) == ("", "")
    assert stored() == ([], [])


def test_a_record_too_long_for_its_column_is_named_and_the_rest_come_in(tmp_path):
    file = tmp_path / "long.json"
    items = [{"title": "Long", "container-title": "v" * 301}, {"title": "Short"}]
    file.write_text(json.dumps(items))

    out, err, ended = run("import", file)

    assert out == "short: created\n1 created, 0 extended, 0 known, 1 failed\n"
    assert err == (
        f"{file}, “Long”: venue: Ensure this value has at most 300 characters (it has 301). "
        "Shorten it in the file and import that again.\n"
    )
    assert ended == "1 entry did not come in."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.bib", None, ": the file cannot be read (No such file or directory). "
         "Check its name and who may read it."),
        (".", None, ": the file cannot be read (Is a directory). "
         "Check its name and who may read it."),
        ("latin.bib", "@misc{a,\n title = {Été}}".encode("latin-1"), ", line 2: this is not UTF-8. "
         "Save the file in UTF-8 and import it again."),
        ("empty.ris", b"", ": there is no record in RIS in this file. Export it again; "
         "the name's ending (.bib, .ris, .json) must say what it is."),
        ("words.txt", b"Some words", ": there is no record in BibTeX, RIS or CSL-JSON in this "
         "file. Export it again; the name's ending (.bib, .ris, .json) must say what it is."),
    ],
)  # fmt: skip
def test_a_file_of_no_use_is_named_with_a_way_to_mend_it(tmp_path, name, data, said):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)

    assert run("import", file) == ("", "", f"{file}{said}")


def test_a_file_of_another_ending_is_known_by_what_it_holds(tmp_path):
    file = tmp_path / "export.txt"
    file.write_text("TY  - JOUR\nTI  - On Margins\nER  - \n")

    assert run("import", file)[0].splitlines()[0] == "on-margins: created"


@pytest.mark.parametrize(
    ("form", "start"), [("bibtex", "@inproceedings{"), ("ris", "TY  - CONF"), ("csl", "[\n {")]
)
def test_without_a_file_the_records_are_printed_and_nothing_else(form, start):
    make_paper("Listening in Tongues")

    out, err, ended = run("export", "--format", form)

    assert out.startswith(start)
    assert (err, ended) == ("1 paper\n", "")


def test_an_export_is_written_once_and_never_in_a_dry_run(tmp_path):
    file = tmp_path / "papers.ris"
    make_paper("Listening in Tongues")

    dry = run("export", file, "--dry-run", "--json")
    assert json.loads(dry[0]) == {"file": str(file), "papers": 1, "written": False}
    assert list(tmp_path.iterdir()) == []

    assert run("export", file)[0] == f"{file}: 1 paper, written\n"
    written = file.stat().st_mtime_ns
    assert run("export", file)[0] == f"{file}: 1 paper, as it was\n"
    assert (list(tmp_path.iterdir()), file.stat().st_mtime_ns) == ([file], written)


def test_an_export_that_cannot_be_written_says_where_and_how_to_mend_it(tmp_path):
    nowhere, unclear = tmp_path / "gone" / "papers.bib", tmp_path / "papers.txt"

    assert run("export", nowhere)[2] == (
        f"{nowhere}: the file cannot be written (No such file or directory). "
        "Name a file in a folder that is there and that you may write to."
    )
    assert run("export", unclear)[2] == (
        f"{unclear}: the name does not say which form is meant. "
        "End its name in .bib, .ris or .json, or pass --format."
    )
    assert run("export", "--json")[2] == (
        "--json tells what became of a file. Name one, or leave it out."
    )


def test_papers_of_nearly_one_title_and_year_are_listed_in_pairs():
    make_paper("Listening in Tongues", arxiv="2402.00001")
    make_paper("Listening in tongues!", arxiv="2402.00002", issued={"date-parts": [[2025]]})
    nameless = {"author": [], "issued": {"date-parts": [[1990]]}}
    make_paper("Listening in Tongues", arxiv="2402.00003", **nameless)
    make_paper("Physics of Language Models: Part 1", arxiv="2402.00004")
    make_paper("Physics of Language Models: Part 2", arxiv="2402.00005")

    out, _, ended = run("duplicates")
    listed = json.loads(run("duplicates", "--json")[0])

    assert (out, ended) == (
        "listening-in-tongues: Listening in Tongues (2024, arXiv 2402.00001)\n"
        "listening-in-tongues-2: Listening in tongues! (2025, arXiv 2402.00002)\n"
        "\n"
        "1 pair\n",
        "",
    )
    assert listed == {
        "pairs": [
            {
                "kept": {"slug": "listening-in-tongues", "title": "Listening in Tongues",
                         "year": 2024, "identifiers": ["arXiv 2402.00001"]},
                "other": {"slug": "listening-in-tongues-2", "title": "Listening in tongues!",
                          "year": 2025, "identifiers": ["arXiv 2402.00002"]},
            }
        ],
        "totals": {"pairs": 1},
    }  # fmt: skip


def bonus(*blocks):
    return {"type": "bonus_section", "value": {"heading": "Bonus", "blocks": list(blocks)}}


def papers_in(body):
    [section] = body
    return [entry.value["paper"] for entry in section.value["blocks"]]


def test_a_merge_reaches_into_bonus_sections_and_unpublished_drafts(publication):
    kept = make_paper("Published", arxiv="2401.00002")
    other = make_paper("Preprint", arxiv="2401.00001")
    live = make_post(body=[bonus(paper_entry(other), paper_entry(kept))])
    drafted = make_post(body=[bonus(paper_entry(kept))])
    drafted.body = [bonus(paper_entry(other))]
    drafted.save_revision()
    draft = drafted.revisions.order_by("pk").last()
    assert papers_in(draft.as_object().body) == [other]

    dry = run("merge", "published", "arXiv:2401.00001", "--dry-run")
    assert Paper.objects.filter(pk=other.pk).exists()
    assert papers_in(PostPage.objects.get(pk=live.pk).body) == [other, kept]
    said = run("merge", "published", "arXiv:2401.00001", "--json")

    # The body and the revision of the one, the newest revision of the other.
    assert dry == ("preprint would be published: 3 pages and revisions rewritten\n", "", "")
    assert json.loads(said[0]) == {"kept": "published", "other": "preprint", "rewritten": 3}
    assert papers_in(PostPage.objects.get(pk=live.pk).body) == [kept, kept]
    assert papers_in(live.revisions.get().as_object().body) == [kept, kept]
    assert [papers_in(made.as_object().body) for made in drafted.revisions.all()] == [[kept]] * 2
    assert [row.paper_id for row in PaperMention.objects.filter(post=live)] == [kept.pk] * 2
    assert [paper.pk for paper in Paper.objects.all()] == [kept.pk]


def test_a_merge_of_what_is_not_there_or_is_the_same_changes_nothing():
    make_paper("Published", arxiv="2401.00002")
    before = stored()

    assert run("merge", "published", "preprint")[2] == (
        "preprint: no stored paper is called so. Give its slug, the last part of its address, "
        "or its arXiv number or DOI."
    )
    assert run("merge", "published", "2401.00002")[2] == (
        "Published: nothing can be merged with itself."
    )
    assert stored() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: ACTION"),
        (["nonsense"], "argument ACTION: invalid choice: 'nonsense'"),
        (["import"], "the following arguments are required: FILE"),
        (["import", "a.bib", "b.bib"], "unrecognized arguments: b.bib"),
        (["export", "--format", "docx"], "argument --format: invalid choice: 'docx'"),
        (["duplicates", "something"], "unrecognized arguments: something"),
        (["merge"], "the following arguments are required: KEPT, OTHER"),
        (["merge", "one"], "the following arguments are required: OTHER"),
        (["fetch", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["fetch", "nobody"], "No paper with an identifier is called nobody."),
        (
            ["fetch", "nobody", "--missing", "--json"],
            "No paper with an identifier is called nobody.",
        ),
        (["mentions", "something"], "unrecognized arguments: something"),
    ],
)
def test_wrong_arguments_are_named_and_change_nothing(arguments, said):
    make_paper("Published", arxiv="2401.00002")
    before = stored()

    out, _err, ended = run(*arguments)

    assert out == ""
    assert said in ended
    assert stored() == before


def test_every_action_takes_a_dry_run_and_json_and_then_writes_nothing(tmp_path, outside):
    kept = make_paper("Listening in Tongues", arxiv="2402.00001")
    make_paper("Listening in tongues!", arxiv="2402.00002")
    post = make_post(body=[paper_entry(kept)])
    PaperMention.objects.all().delete()
    file, new = tmp_path / "papers.bib", tmp_path / "new.bib"
    new.write_text(ENTRIES[7])
    before = stored()

    said = {
        arguments[0]: run(*arguments, "--dry-run", "--json")
        for arguments in [
            ("import", new), ("export", file), ("duplicates",), ("mentions",),
            ("merge", "listening-in-tongues", "listening-in-tongues-2"),
            ("fetch", "listening-in-tongues"),
        ]
    }  # fmt: skip

    shown = {action: json.loads(out) for action, (out, _err, _ended) in said.items()}
    assert shown["import"]["totals"]["created"] == 1
    assert shown["export"] == {"file": str(file), "papers": 2, "written": False}
    assert shown["duplicates"]["totals"] == {"pairs": 1}
    assert shown["mentions"] == {
        "changed": [{"address": post.url, "entries": 1, "linked": 0}],
        "totals": {"posts": 1, "changed": 1},
    }
    assert shown["merge"]["rewritten"] == 0
    assert shown["fetch"]["totals"] == {"filled": 0, "complete": 0, "unknown": 1, "failed": 0}
    assert {action: ended for action, (_out, _err, ended) in said.items() if ended} == {}
    assert (stored(), file.exists(), PaperMention.objects.count()) == (before, False, 0)
