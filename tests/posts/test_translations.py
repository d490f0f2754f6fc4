"""A post that says of which other it is a translation, and what readers and machines make of it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from blog.posts.forms import PostPageForm
from blog.posts.models import PostPage
from tests.factories import make_post, prose

pytestmark = pytest.mark.django_db


def form_for(post, **data):
    form_class = PostPage.get_edit_handler().get_form_class()
    blank = {"title": post.title, "slug": post.slug, "language": post.language, "date_offset": "0"}
    empty = {
        f"{name}-{count}": "0"
        for name in ("bylines", "comments")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    stream = {"body-count": "0"}
    return form_class(
        {**blank, **empty, **stream, "action-publish": "1", **data},
        instance=post,
        parent_page=post.get_parent(),
    )


def tie(post, other):
    form = form_for(post, translation_of=str(other.pk) if other else "")
    assert form.is_valid(), form.errors
    form.save(commit=False)
    post.save_revision().publish()


@pytest.fixture
def english(publication):
    return make_post(title="A tree of tunes", slug="tree", language="en", body=[prose()])


@pytest.fixture
def spanish(publication):
    return make_post(title="Un árbol", slug="arbol", language="es", body=[prose()])


def test_each_leads_to_the_other_for_readers_machines_and_the_sitemap(client, english, spanish):
    tie(spanish, english)

    for slug, other, name in (("tree", "/arbol/", "español"), ("arbol", "/tree/", "English")):
        page = BeautifulSoup(client.get(f"/{slug}/").content, "html.parser")
        link = page.select_one(".translations a")
        assert (link["href"], link.text) == (other, name)
        assert {tag["hreflang"]: tag["href"] for tag in page.select("head link[hreflang]")} == {
            "en": "http://localhost/tree/",
            "es": "http://localhost/arbol/",
        }
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count('hreflang="es" href="http://localhost/arbol/"') == 2


def test_a_translation_that_is_no_longer_public_is_named_nowhere(client, english, spanish):
    tie(spanish, english)
    PostPage.objects.get(pk=spanish.pk).unpublish()

    page = client.get("/tree/").content.decode()

    assert "arbol" not in page
    assert "hreflang" not in page


def test_publishing_the_other_one_again_does_not_undo_it(english, spanish):
    draft = PostPage.objects.get(pk=english.pk)
    draft.title = "A tree of tunes, again"
    draft.save_revision()
    tie(spanish, english)

    PostPage.objects.get(pk=english.pk).get_latest_revision().publish()

    groups = set(PostPage.objects.values_list("translation_group", flat=True))
    assert len(groups) == 1
    assert groups != {None}


def test_the_form_shows_the_tie_and_can_undo_it(client, english, spanish):
    tie(spanish, english)
    spanish = PostPage.objects.get(pk=spanish.pk)
    assert form_for(spanish).initial["translation_of"] == english

    tie(spanish, None)

    assert PostPage.objects.get(pk=spanish.pk).translation_group is None
    assert "hreflang" not in client.get("/tree/").content.decode()


def test_a_third_language_joins(client, english, spanish):
    catalan = make_post(title="Un arbre", slug="arbre", language="ca")
    tie(spanish, english)
    tie(catalan, PostPage.objects.get(pk=spanish.pk))

    page = BeautifulSoup(client.get("/tree/").content, "html.parser")

    assert [tag["lang"] for tag in page.select(".translations a")] == ["ca", "es"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_of_one_language_are_no_translations(english, spanish, language):
    tie(spanish, english)
    other = make_post(title="Another", slug="another", language=language)

    form = form_for(other, translation_of=str(spanish.pk))

    assert not form.is_valid()
    assert (
        f"“{PostPage.objects.get(language=language, slug__in=['tree', 'arbol']).title}” is in"
        in (form.errors["translation_of"][0])
    )


def test_a_post_is_no_translation_of_itself(english):
    form = form_for(english, translation_of=str(english.pk))

    assert not form.is_valid()
    assert form.errors["translation_of"] == ["A post is no translation of itself. Choose another."]


def test_the_editor_has_a_chooser_for_it(admin_client, english):
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))

    assert "translation_of" in PostPageForm.base_fields
    assert 'id="id_translation_of"' in page.content.decode()
