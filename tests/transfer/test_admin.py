import io
import zipfile

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.posts.models import PostPage
from blog.transfer.models import ImportRun
from tests.factories import make_post, prose

PITCH = b"---\ntitle: Pitch\ndate: 2024-05-31\n---\nFirst words.\n"


@pytest.fixture
def moderator(client, publication):
    user = User.objects.create_user("mod", password="password")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def packed(files: dict[str, bytes], *, link: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def upload(client, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("transfer-upload"), {"file": file, "state": ""}, follow=True)


def test_an_upload_shows_what_would_happen_and_then_lets_it_happen(client, moderator):
    response = upload(client, "pitch.md", PITCH)
    assert "1 created" in response.content.decode()
    assert PostPage.objects.count() == 0

    client.post(reverse("transfer-confirm"), follow=True)

    assert [post.title for post in PostPage.objects.live()] == ["Pitch"]
    assert [run.dry_run for run in ImportRun.objects.order_by("pk")] == [True, False]


def test_a_zip_of_a_site_comes_in_with_its_folders(client, moderator):
    site = {"site/hugo.toml": b'title = "Lab"\n', "site/content/posts/pitch.md": PITCH}

    upload(client, "site.zip", packed(site))
    client.post(reverse("transfer-confirm"))

    assert PostPage.objects.get().get_url() == "/posts/pitch/"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed({"../evil.md": PITCH}), "leads out of the folder"),
        (packed({"/etc/evil.md": PITCH}), "leads out of the folder"),
        (packed({"a.md": PITCH}, link="b.md"), "this is a link"),
        (packed({"bomb.md": b"0" * 50_000_000}), "grows beyond measure"),
        (b"not a zip", "neither Markdown nor a zip"),
    ],
)
def test_a_hostile_zip_is_refused_and_leaves_nothing(client, moderator, settings, content, reason):
    response = upload(client, "site.zip", content)

    assert reason in response.content.decode()
    assert list((settings.VAR_DIR / "uploads").iterdir()) == []
    assert ImportRun.objects.count() == PostPage.objects.count() == 0


def test_an_editor_downloads_a_post_with_its_newest_words(client, moderator):
    post = make_post(title="Walk", slug="walk", body=[prose("<p>Old words.</p>")])
    post.body = [prose("<p>New words.</p>")]
    post.save_revision()

    response = client.get(reverse("transfer-export-post", args=[post.pk]))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert b"New words." in archive.read("content/posts/walk/index.md")


def test_the_publication_downloads_as_a_site_without_changes_that_are_not_public(client, moderator):
    post = make_post(title="Walk", slug="walk", body=[prose("<p>Public words.</p>")])
    post.body = [prose("<p>Secret words.</p>")]
    post.save_revision()

    response = client.get(reverse("transfer-export"))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert b"Public words." in archive.read("content/posts/walk/index.md")
    assert not any(b"Secret" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("name", ["transfer", "transfer-export"])
def test_who_may_not_publish_neither_imports_nor_exports(client, publication, name):
    user = User.objects.create_user("guest", password="password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)

    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")
