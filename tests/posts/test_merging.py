import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from blog.authors.models import Author
from blog.core.errors import MergeError
from blog.papers.models import Paper, PaperIdentifier
from blog.posts.merging import merge
from blog.posts.models import Category, PaperMention, PostPage
from blog.posts.uses import places_using
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry, paper_list

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(publication):
    return publication


def test_a_paper_moves_out_of_rows_drafts_and_old_revisions():
    preprint = make_paper("A preprint", arxiv="2401.00001")
    published = make_paper("A published paper", arxiv="2401.00002")
    live = make_post(body=[paper_list([preprint, published])])
    draft = make_post(live=False, body=[paper_entry(preprint)])
    edited = make_post(body=[paper_entry(published)])
    edited.body = [paper_entry(preprint)]
    edited.save_revision()
    edited.body = [paper_entry(published)]
    edited.save_revision()

    changed = merge(preprint, published)

    assert changed >= 4
    assert not Paper.objects.filter(pk=preprint.pk).exists()
    assert {row.value for row in PaperIdentifier.objects.filter(paper=published)} >= {
        "2401.00001",
        "2401.00002",
    }
    assert [row.paper_id for row in PaperMention.objects.filter(post=live)] == [published.pk] * 2
    for post in (live, draft, edited):
        for revision in post.revisions.all():
            assert f'"paper": {preprint.pk},' not in revision.content["body"]


def test_an_entry_keeps_the_words_that_it_was_printed_with():
    preprint, published = make_paper("Attention, perhaps"), make_paper("Attention, certainly")
    post = make_post(slug="words", body=[paper_entry(preprint)])

    merge(preprint, published)

    [entry] = PostPage.objects.get(pk=post.pk).body
    assert entry.value["paper"] == published
    assert entry.value["title"] == "Attention, perhaps"


def test_the_old_address_leads_to_the_new_one_in_one_hop(client):
    first, second, third = make_paper("One"), make_paper("Two"), make_paper("Three")
    addresses = [paper.get_absolute_url() for paper in (first, second, third)]
    make_post(body=[paper_list([first, second, third])])

    merge(first, second)
    merge(second, third)

    for address in addresses[:2]:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, addresses[2])
    assert client.get(addresses[2]).status_code == 200


def test_an_author_is_credited_once_where_both_stood():
    twice, once = make_author("Ada Quill"), make_author("A. Quill")
    other = make_author("Bruno Verso")
    paper = make_paper()
    post = make_post(authors=[once, other, twice], body=[paper_entry(paper, contributor=twice.pk)])

    merge(twice, once)

    fresh = PostPage.objects.get(pk=post.pk)
    assert [byline.author for byline in fresh.bylines.all()] == [once, other]
    assert fresh.body[0].value["contributor"] == once
    latest = fresh.get_latest_revision_as_object()
    assert [byline.author for byline in latest.bylines.all()] == [once, other]
    assert not Author.objects.filter(pk=twice.pk).exists()


def test_categories_become_one_on_posts_that_have_both_or_one(client):
    papers, articles = Category.named("Papers"), Category.named("Articles")
    both = make_post(categories=["Papers", "Articles"])
    one = make_post(categories=["Articles"])
    former = articles.get_absolute_url()

    merge(articles, papers)

    for post in (both, one):
        fresh = PostPage.objects.get(pk=post.pk)
        assert [str(category) for category in fresh.categories.all()] == ["Papers"]
        latest = fresh.get_latest_revision_as_object()
        assert [str(category) for category in latest.categories.all()] == ["Papers"]
    assert client.get(former).headers["Location"] == papers.get_absolute_url()


def test_events_of_posts_move():
    wrong, right = make_event("ICLR", 2024), make_event("International Conference", 2024)
    post = make_post(event=wrong)

    merge(wrong, right)

    assert PostPage.objects.get(pk=post.pk).event == right
    assert [place.title for place in places_using(right)]


def test_what_makes_no_sense_is_refused_and_nothing_changes():
    author, paper = make_author(), make_paper()
    with pytest.raises(MergeError, match="same kind"):
        merge(author, paper)
    with pytest.raises(MergeError, match="itself"):
        merge(paper, paper)
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_an_editor_merges_from_the_list(admin_client):
    wrong, right = Category.named("Artciles"), Category.named("Articles")
    post = make_post(title="A used post", categories=["Artciles"])
    listing = admin_client.get(reverse(Category.snippet_viewset.get_url_name("list")))
    address = reverse("merge", args=["category", wrong.pk])
    assert address in listing.content.decode()
    asked = admin_client.get(address).content.decode()
    assert "A used post" in asked

    refused = admin_client.post(address, {"into": wrong.pk})
    assert refused.status_code == 200
    assert Category.objects.filter(pk=wrong.pk).exists()

    answer = admin_client.post(address, {"into": right.pk}, follow=True)

    assert "“Artciles” is now “Articles” wherever it was used." in answer.content.decode()
    assert [str(category) for category in post.categories.all()] == ["Articles"]


def test_who_may_not_delete_may_not_merge(client, django_user_model):
    user = django_user_model.objects.create_user("ada", password="secret words")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    category = Category.named("Papers")
    answer = client.get(reverse("merge", args=["category", category.pk]))
    assert answer.status_code in (302, 403)
    assert b"Merge into" not in answer.content


@pytest.mark.parametrize("name", ["customimage", "user", "nonsense"])
def test_other_kinds_have_no_such_page(admin_client, name):
    assert admin_client.get(f"/admin/merge/{name}/1/").status_code == 404


@pytest.fixture
def two_series():
    """Of one conference, which met in 2024 in both, and in 2023 and 2025 in one each."""
    source, into = make_event("Iclr conf", 2024).series, make_event("ICLR", 2024).series
    source.name, source.url = "Learning Representations", "https://iclr.example/"
    source.save()
    into.name = ""
    into.save()
    earlier, later = make_event("Iclr conf", 2023), make_event("ICLR", 2025)
    events = [earlier, source.events.get(year=2024), into.events.get(year=2024), later]
    for event in events:
        make_post(title=str(event), event=event)
    return source, into


def test_two_series_of_events_become_one_with_each_year_once(admin_client, client, two_series):
    source, into = two_series
    addresses = [source.get_absolute_url(), *(e.get_absolute_url() for e in source.events.all())]

    address = reverse("merge", args=["eventseries", source.pk])
    compared = admin_client.get(address, {"into": into.pk}).content.decode()
    answer = admin_client.post(address, {"into": into.pk})

    assert ("Learning Representations" in compared, answer.status_code) == (True, 302)
    into.refresh_from_db()
    assert (into.name, into.url) == ("Learning Representations", "https://iclr.example/")
    assert {event.year: event.posts.count() for event in into.events.all()} == {
        2023: 1,
        2024: 2,
        2025: 1,
    }
    assert places_using(into.events.get(year=2024)) != []
    for address in addresses:
        for below in ("", "feed.xml", "cite.bib"):
            now = client.get(f"{address}{below}")
            new = f"{address}{below}".replace("iclr-conf", "iclr")
            assert (now.status_code, now.headers.get("Location")) == (301, new)
            assert client.get(new).status_code == 200


def test_versions_of_events_follow_their_series(two_series):
    source, into = two_series
    event = source.events.get(year=2023)
    event.save_revision()
    post = PostPage.objects.get(event=source.events.get(year=2024))
    post.save_revision()

    merge(source, into)

    assert event.revisions.get().content["series"] == into.pk
    assert post.revisions.first().content["event"] == into.events.get(year=2024).pk


def test_a_trial_of_merging_series_changes_nothing(two_series):
    source, into = two_series

    merge(source, into, dry_run=True)

    assert [series.events.count() for series in (source, into)] == [2, 2]


def test_series_of_events_are_offered_for_merging_in_their_list(admin_client, two_series):
    source, _into = two_series
    listing = reverse(type(source).snippet_viewset.get_url_name("list"))

    assert (
        reverse("merge", args=["eventseries", source.pk])
        in admin_client.get(listing).content.decode()
    )
