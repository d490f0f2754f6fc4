"""Nothing of a private collection answers by a storage path, and no other name can be guessed."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    PageViewRestriction,
)

from blog.images.intake import save_new, take_in
from blog.images.models import CustomImage
from blog.images.pictures import picture_for
from blog.images.pipeline import build_renditions
from blog.images.privacy import settle_pictures
from tests.documents.test_documents import make_document
from tests.factories import image_block, make_image, make_post, picture_file
from tests.images import samples

RANDOM = re.compile(r"[0-9a-f]{12}-|\.[0-9a-f]{10}\.")


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def make_private(name="Unpublished", parent=None):
    collection = (parent or Collection.get_first_root_node()).add_child(name=name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def with_all_files(image):
    """Renditions of every set, and one of those that the admin asks Wagtail for."""
    build_renditions(image.pk)
    image.get_rendition("max-165x165")
    return CustomImage.objects.get(pk=image.pk)


def stored_files(root) -> set[str]:
    return {path.relative_to(root).as_posix() for path in Path(root).rglob("*") if path.is_file()}


def files_of(image) -> set[str]:
    return {image.file.name, *image.renditions.values_list("file", flat=True)}


def answering(client, names) -> set[str]:
    return {name for name in names if client.get(f"/media/{name}").status_code == 200}


@pytest.fixture
def site(publication):
    """A picture and a document of each kind: of a public post, of a draft, of a private post, of a
    private collection and of one below it."""
    private = make_private()
    below = private.add_child(name="Below")
    images = {
        name: with_all_files(make_image(size=(90, 60), collection=collection))
        for name, collection in {
            "public": Collection.get_first_root_node(),
            "draft": Collection.get_first_root_node(),
            "hidden": Collection.get_first_root_node(),
            "private": private,
            "below": below,
        }.items()
    }
    for name in ("public", "draft", "hidden"):
        make_post(publication, live=name != "draft", title=name, body=[image_block(images[name])])
    hidden = publication.get_children().get(title="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for collection in (Collection.get_first_root_node(), private, below):
        make_document("sea.webm", collection=collection)
        make_document("sea.pdf", b"%PDF-1.7", collection=collection)
    return images


def test_every_stored_file_answers_by_its_path_only_if_it_is_a_public_picture(
    site, client, admin_client, settings
):
    files = stored_files(settings.MEDIA_ROOT)
    pictures = {name: files_of(image) for name, image in site.items()}
    public = pictures["public"] | pictures["draft"] | pictures["hidden"]
    assert {name for name in files if name.startswith("private/")} == (
        pictures["private"] | pictures["below"]
    )

    assert answering(client, files) == public
    assert answering(admin_client, files) == public
    assert {name for name in public if not RANDOM.search(name)} == set()


def test_the_storage_path_of_a_document_leads_to_its_address_unless_it_is_private(
    site, client, admin_client, settings
):
    document = make_document("notes.txt", b"Notes.")
    hidden = make_document("secret.txt", b"Notes.", collection=make_private("Other"))

    assert client.get(f"/media/{document.file.name}")["Location"] == document.url
    for reader in (client, admin_client):
        assert reader.get(f"/media/{hidden.file.name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["images/../{}", "original_images/../{}", "./{}", "/{}", "images//..//{}", "images/%2e%2e/{}"],
)
def test_no_detour_leads_to_a_private_file(publication, client, path):
    image = make_image(collection=make_private())

    assert client.get("/media/" + path.format(image.file.name)).status_code == 404


def test_readers_who_may_see_a_private_picture_get_it_and_nobody_keeps_it(
    publication, client, admin_client
):
    image = with_all_files(make_image(size=(90, 60), collection=make_private()))
    picture = picture_for(image, "figure")
    addresses = [image.file.url, picture.fallback.src, *(row.url for row in image.renditions.all())]

    assert {client.get(address).status_code for address in addresses} == {404}
    for address in addresses:
        answer = admin_client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert answer["Content-Type"].startswith("image/")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert admin_client.get("/documents/pictures/images/nowhere.png").status_code == 404


def test_a_member_of_the_group_sees_it_and_another_account_does_not(
    publication, client, django_user_model
):
    group = Group.objects.create(name="Lab")
    collection = Collection.get_first_root_node().add_child(name="Lab")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="groups"
    )
    restriction.groups.add(group)
    image = make_image(collection=collection)
    member = django_user_model.objects.create_user("ada")
    member.groups.add(group)
    client.force_login(member)
    assert client.get(image.file.url).status_code == 200

    client.force_login(django_user_model.objects.create_user("eve"))
    assert client.get(image.file.url).status_code == 404


def test_an_editor_who_chooses_from_a_collection_sees_its_pictures(
    publication, client, django_user_model
):
    collection = Collection.get_first_root_node().add_child(name="Lab")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
    image = make_image(collection=collection)
    editor = django_user_model.objects.create_user("ada")
    editors = Group.objects.create(name="Editors of the lab")
    GroupCollectionPermission.objects.create(
        group=editors,
        collection=collection,
        permission=Permission.objects.get(codename="choose_image", content_type__app_label="blog"),
    )
    editor.groups.add(editors)
    client.force_login(editor)

    assert client.get(image.file.url).status_code == 200


def test_documents_of_a_private_collection_are_kept_by_nobody(publication, admin_client, client):
    private = make_private()
    hidden = [
        make_document("sea.webm", collection=private),
        make_document("sea.vtt", b"WEBVTT\n", collection=private),
        make_document("sea.pdf", b"%PDF-1.7", collection=private),
    ]
    public = [make_document("sea.webm"), make_document("sea.pdf", b"%PDF-1.7")]

    assert [admin_client.get(item.url)["Cache-Control"] for item in hidden] == (
        ["private, no-store"] * 3
    )
    assert [client.get(item.url)["Cache-Control"] for item in public] == ["public, no-cache"] * 2


def hide_through_the_form(admin_client, image):
    collection = make_private()
    answer = admin_client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "Hall", "default_alt": "A hall", "collection": collection.pk},
    )
    assert answer.status_code == 302


def restrict_through_the_form(admin_client, image):
    collection = Collection.get_first_root_node().add_child(name="Lab")
    CustomImage.objects.filter(pk=image.pk).update(collection=collection)
    address = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
    answer = admin_client.post(address, {"restriction_type": "login"})
    assert answer.status_code == 200


def move_the_collection(admin_client, image):
    private = make_private()
    collection = Collection.get_first_root_node().add_child(name="Lab")
    CustomImage.objects.filter(pk=image.pk).update(collection=collection)
    answer = admin_client.post(
        reverse("wagtailadmin_collections:edit", args=[collection.pk]),
        {"name": "Lab", "parent": private.pk},
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "hide", [hide_through_the_form, restrict_through_the_form, move_the_collection]
)
def test_a_picture_that_becomes_private_no_longer_answers_where_it_was(
    publication, client, admin_client, settings, committing, hide
):
    image = with_all_files(make_image(size=(90, 60)))
    former = files_of(image)
    assert answering(client, former) == former

    with committing():
        hide(admin_client, image)

    files = stored_files(settings.MEDIA_ROOT)
    again = CustomImage.objects.get(pk=image.pk)
    assert answering(client, former | files) == set()
    assert files == files_of(again)
    assert {admin_client.get(row.url).status_code for row in again.renditions.all()} == {200}
    # Not one that a cache still has under its former name.
    assert again.get_rendition("max-165x165").file.name.startswith("private/")
    assert build_renditions(image.pk, verify=True).made == 0


def test_a_picture_that_becomes_public_answers_by_its_path_again(
    publication, client, settings, committing
):
    image = with_all_files(make_image(size=(90, 60), collection=make_private()))

    with committing():
        CollectionViewRestriction.objects.all().delete()

    again = CustomImage.objects.get(pk=image.pk)
    files = stored_files(settings.MEDIA_ROOT)
    assert files == files_of(again)
    assert answering(client, files) == files


def test_what_became_private_without_a_signal_is_moved_by_the_next_look(
    publication, client, settings
):
    image = with_all_files(make_image(size=(90, 60)))
    late = image.renditions.first().file.name
    collection = make_private()
    CustomImage.objects.filter(pk=image.pk).update(collection=collection)

    settle_pictures()

    assert answering(client, stored_files(settings.MEDIA_ROOT) | {late}) == set()

    # As a worker leaves it that read the row before the picture was moved.
    storage = image.file.storage
    row = image.renditions.first()
    row.file.name = storage.save("images/late.png", picture_file())
    row.save()
    settle_pictures()

    assert answering(client, stored_files(settings.MEDIA_ROOT)) == set()


def test_a_private_picture_whose_file_is_lost_answers_404_and_stops_nothing(
    publication, client, admin_client
):
    image = make_image()
    image.file.storage.delete(image.file.name)
    CustomImage.objects.filter(pk=image.pk).update(collection=make_private())

    settle_pictures()

    image = CustomImage.objects.get(pk=image.pk)
    assert image.file.name.startswith("private/")
    assert admin_client.get(image.file.url).status_code == 404


@pytest.mark.parametrize(
    ("route", "prefix", "name"),
    [
        ("wagtailimages:add", "", "file"),
        ("wagtailimages:add_multiple", "", "files[]"),
        ("wagtailimages_chooser:create", "image-chooser-upload-", "file"),
    ],
)
def test_no_upload_keeps_a_name_that_can_be_guessed(publication, admin_client, route, prefix, name):
    file = SimpleUploadedFile("draft-figure.png", picture_file(size=(90, 60)).read(), "image/png")
    collection = Collection.get_first_root_node().pk
    data = {"title": "It", "default_alt": "It", "collection": collection, name: file}

    admin_client.post(reverse(route), {prefix + key: value for key, value in data.items()})

    image = CustomImage.objects.get()
    assert re.fullmatch(r"original_images/[0-9a-f]{12}-draft-figure\.png", image.file.name)
    longest = image.get_rendition("fill-900x900-c100|format-webp|webpquality-80")
    assert re.search(r"/[0-9a-f]{12}-", longest.url)


def test_an_import_and_a_shell_keep_no_name_that_can_be_guessed(publication):
    names = [
        save_new(take_in(samples.jpeg(), "draft.jpg"), title="It").file.name,
        make_image("draft.png").file.name,
    ]

    assert [bool(RANDOM.search(name)) for name in names] == [True, True]
    assert names[0].endswith("-draft.jpg")
