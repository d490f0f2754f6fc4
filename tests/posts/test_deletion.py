import pytest
from django.urls import reverse

from blog.authors.models import Author
from blog.core.errors import InUseError
from blog.images.models import CustomImage
from blog.papers.models import Paper
from blog.posts.models import PostPage
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    paper_entry,
    paper_list,
)

pytestmark = pytest.mark.django_db


def test_a_paper_that_a_post_discusses_cannot_be_deleted_and_the_post_is_named():
    paper = make_paper("Vocos")
    make_post(title="Ten papers", body=[paper_list([paper])])

    with pytest.raises(InUseError) as caught:
        paper.delete()

    assert "“Ten papers”" in str(caught.value)
    assert Paper.objects.count() == 1


def test_an_author_in_an_unpublished_newer_draft_is_in_use():
    author = make_author()
    post = make_post(title="Quiet")
    post.body = [("paper", {"paper": make_paper(), "contributor": author})]
    post.save_revision()

    with pytest.raises(InUseError, match="“Quiet”"):
        author.delete()


def test_what_only_an_older_revision_uses_stays_too():
    paper = make_paper()
    post = make_post(title="Once", body=[paper_entry(paper)])
    post.body = []
    post.save_revision().publish()

    with pytest.raises(InUseError, match="“Once”"):
        paper.delete()


def test_an_event_of_a_post_and_a_picture_in_its_body_stay():
    event, image = make_event(), make_image()
    make_post(title="Report", event=event, body=[image_block(image)])

    for thing in (event, image):
        with pytest.raises(InUseError, match="“Report”"):
            thing.delete()


def test_what_nothing_uses_can_go():
    make_paper().delete()
    make_author().delete()
    make_image().delete()

    assert [model.objects.count() for model in (Paper, Author, CustomImage)] == [0, 0, 0]


def test_after_the_post_is_deleted_its_papers_can_go():
    paper = make_paper()
    post = make_post(body=[paper_entry(paper)])

    PostPage.objects.get(pk=post.pk).delete()
    paper.delete()

    assert Paper.objects.count() == 0


def test_the_admin_says_why_a_used_paper_stays(admin_client):
    paper = make_paper("Vocos")
    make_post(title="Ten papers", body=[paper_entry(paper)])

    response = admin_client.post(
        reverse("wagtailsnippets_blog_paper:delete", args=[paper.pk]), follow=True
    )

    assert "“Vocos” is still used by “Ten papers”" in response.content.decode()
    assert Paper.objects.count() == 1


def test_the_admin_says_why_a_used_picture_stays(admin_client):
    image = make_image("hall.png")
    make_post(title="Report", body=[image_block(image)])

    response = admin_client.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)

    assert "“hall.png” is still used by “Report”" in response.content.decode()
    assert CustomImage.objects.count() == 1
