import pytest

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
