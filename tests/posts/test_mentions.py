import pytest

from blog.papers.models import Paper, PaperIdentifier
from blog.posts.merging import merge
from blog.posts.models import PaperMention, PostPage
from tests.factories import make_author, make_paper, make_post, paper_entry, paper_list, prose

pytestmark = pytest.mark.django_db


def rows():
    return list(PaperMention.objects.values_list("post__slug", "paper__title", "position", "kind"))


def test_publishing_records_each_entry_in_reading_order():
    one, two, three = make_paper("One"), make_paper("Two"), make_paper("Three")
    bonus = {"type": "bonus_section", "id": "9" * 36,
             "value": {"heading": "Bonus", "blocks": [prose(), paper_entry(three)]}}  # fmt: skip

    make_post(slug="iclr", body=[paper_list([one, two]), bonus])

    assert rows() == [
        ("iclr", "One", 1, "listed"),
        ("iclr", "Two", 2, "listed"),
        ("iclr", "Three", 3, "bonus"),
    ]


def test_a_draft_mentions_nothing_and_unpublishing_withdraws_its_mentions():
    post = make_post(body=[paper_entry(make_paper())], live=False)
    assert rows() == []

    post.get_latest_revision().publish()
    assert len(rows()) == 1

    PostPage.objects.get(pk=post.pk).unpublish()
    assert rows() == []


def test_the_writer_of_an_entry_is_recorded():
    author = make_author("Ada Quill")

    make_post(body=[paper_list([make_paper()], contributor=author.pk)])

    assert PaperMention.objects.get().contributor == author


def test_an_entry_whose_paper_is_gone_is_no_mention():
    entry = paper_entry(make_paper())
    entry["value"]["paper"] = 987654

    make_post(body=[entry])

    assert rows() == []


def link(number, text="Deep Listening", form="https://arxiv.org/abs/{}"):
    return prose(f'<p>First <a href="{form.format(number)}">{text}</a>, then tea.</p><p>Bye.</p>')


def test_a_link_in_the_text_to_a_stored_paper_is_a_mention_once_and_not_beside_an_entry():
    listed = make_paper("Listed")
    make_paper("Linked", arxiv="2401.99001")
    pdf = "https://arxiv.org/pdf/{}v2"
    number = listed.identifiers.get().value
    quote = {"type": "quote", "id": "8" * 36, "value": {
        "text": link("2401.99001", form=pdf)["value"], "attribution": "", "source": ""}}  # fmt: skip

    make_post(slug="one", body=[link(number), link("2401.99001"), quote, paper_list([listed])])
    make_post(slug="two", body=[quote, link("2401.55555")])

    assert rows() == [
        ("one", "Listed", 1, "listed"),
        ("one", "Linked", 2, "prose"),
        ("two", "Linked", 1, "prose"),
    ]
    mention = PaperMention.objects.get(post__slug="one", kind="prose")
    assert mention.fragment == "#:~:text=Deep%20Listening"
    assert mention.post.entry(mention) == {"text": "First Deep Listening, then tea.", "links": []}


def test_a_paper_that_is_stored_later_finds_the_posts_that_linked_to_it():
    make_post(slug="public", body=[link("2401.99002", "x" * 400)])
    make_post(slug="draft", body=[link("2401.99002")], live=False)
    assert rows() == []

    paper = make_paper("Later", arxiv="2401.99002")
    assert rows() == [("public", "Later", 1, "prose")]

    PaperIdentifier.objects.filter(paper=paper).get().delete()
    assert rows() == []


def test_a_link_holds_no_paper_back_from_being_deleted_and_an_entry_does():
    paper = make_paper("Gone", arxiv="2401.99003")
    make_post(slug="one", body=[link("2401.99003")])
    assert rows() == [("one", "Gone", 1, "prose")]

    Paper.objects.get(pk=paper.pk).delete()

    assert rows() == []


def test_after_a_merge_a_post_with_an_entry_and_a_link_mentions_one_paper_once():
    kept, other = make_paper("Kept"), make_paper("Other", arxiv="2401.99004")
    make_post(slug="one", body=[paper_entry(kept), link("2401.99004")])
    assert len(rows()) == 2

    merge(other, kept)

    assert rows() == [("one", "Kept", 1, "single")]
