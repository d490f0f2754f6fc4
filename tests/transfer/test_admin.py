import contextlib
import datetime as dt
import io
import json
import shutil
import zipfile

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published

from blog.papers.models import Paper
from blog.posts.models import PostPage
from blog.transfer.admin import background
from blog.transfer.admin.work import perform
from blog.transfer.lease import hold_lease
from blog.transfer.models import ImportRun, ImportSource
from tests.factories import make_post, prose

PITCH = b"---\ntitle: Pitch\ndate: 2024-05-31\n---\nFirst words.\n"
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LATER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def moderator(client, publication):
    user = User.objects.create_user("mod", password="password")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def site(posts: int) -> bytes:
    files = {
        f"site/content/posts/{n}.md": PITCH.replace(b"Pitch", b"Pitch %d" % n) for n in range(posts)
    }
    return packed({"site/hugo.toml": b'title = "Lab"\n'} | files)


def upload(client, name: str, content: bytes, state: str = "", source: str = ""):
    values = {"file": SimpleUploadedFile(name, content), "state": state, "source": source}
    return client.post(reverse("transfer-upload"), values, follow=True)


def press(client, step: str, run: ImportRun, **values):
    return client.post(reverse(f"transfer-{step}", args=[run.pk]), values, follow=True)


def newest() -> ImportRun:
    return ImportRun.objects.order_by("-pk")[0]


def uploads(settings) -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return [folder.name for folder in (settings.VAR_DIR / "uploads").iterdir()]
    return []


def test_an_upload_shows_what_would_happen_and_then_lets_it_happen(client, moderator, settings):
    response = upload(client, "pitch.md", PITCH)
    assert "<strong>1</strong> created" in response.content.decode()
    assert PostPage.objects.count() == 0

    response = press(client, "confirm", newest())

    assert "What the import of pitch.md did" in response.content.decode()
    assert [post.title for post in PostPage.objects.live()] == ["Pitch"]
    assert [(run.dry_run, run.state) for run in ImportRun.objects.order_by("pk")] == [
        (True, "finished"),
        (False, "finished"),
    ]
    assert uploads(settings) == []


def test_a_zip_of_a_site_comes_in_with_its_folders(client, moderator):
    upload(client, "site.zip", site(1))
    press(client, "confirm", newest())

    assert PostPage.objects.get().get_url() == "/posts/0/"


def test_papers_that_the_text_links_to_are_stored_where_the_box_is_ticked(client, moderator):
    linking = PITCH + b"\nAs [Deep Listening](https://arxiv.org/abs/2401.99001) says.\n"
    file = SimpleUploadedFile("pitch.md", linking)
    client.post(reverse("transfer-upload"), {"file": file, "papers_in_prose": "on"})
    assert Paper.objects.count() == 0, "looking stores nothing"

    press(client, "confirm", newest())

    assert [paper.title for paper in Paper.objects.all()] == ["Deep Listening"]
    assert PostPage.objects.get().mentions.get().kind == "prose"


@pytest.mark.parametrize(("state", "live"), [("", 1), ("drafts", 0), ("publish", 2)])
def test_the_editor_says_what_is_published(client, moderator, state, live):
    draft = PITCH.replace(b"title: Pitch", b"title: Draft\ndraft: true")
    upload(client, "site.zip", packed({"posts/a.md": PITCH, "posts/b.md": draft}), state)
    press(client, "confirm", newest())

    assert PostPage.objects.live().count() == live


def test_a_file_that_is_refused_is_explained_beside_its_field(client, moderator, settings):
    response = upload(client, "site.zip", packed({"../evil.md": PITCH}))

    assert response.status_code == 200
    assert response.context["form"].errors["file"] == [
        "site.zip, ../evil.md: the path leads out of the folder. Zip it anew."
    ]
    assert uploads(settings) == []
    assert ImportRun.objects.count() == PostPage.objects.count() == 0


def test_an_upload_without_a_file_says_what_to_choose(client, moderator):
    response = client.post(reverse("transfer-upload"), {"state": ""})

    assert response.context["form"].errors["file"] == [
        "No file was chosen. Choose one .md file, or a .zip of a site."
    ]


@pytest.mark.parametrize("address", ["upload/", "confirm/", "reports/"])
def test_who_opens_a_step_by_its_address_is_led_to_where_it_begins(client, moderator, address):
    response = client.get(f"{reverse('transfer')}{address}", follow=True)

    assert response.redirect_chain == [(reverse("transfer"), 302)]
    assert "An import begins with a file: choose one here." in response.content.decode()


@pytest.mark.parametrize("step", ["confirm", "resume", "stop", "discard"])
def test_opening_a_button_by_its_address_does_nothing_but_show_the_report(client, moderator, step):
    upload(client, "pitch.md", PITCH)

    response = client.get(reverse(f"transfer-{step}", args=[newest().pk]))

    assert response.headers["Location"] == reverse("transfer-report", args=[newest().pk])
    assert ImportRun.objects.count() == 1
    assert PostPage.objects.count() == 0


def test_an_upload_that_nobody_wants_is_thrown_away(client, moderator, settings):
    upload(client, "pitch.md", PITCH)

    press(client, "discard", newest())

    assert uploads(settings) == []
    response = press(client, "confirm", newest())
    assert "Upload the file again" in response.content.decode()
    assert PostPage.objects.count() == 0


def test_an_upload_is_imported_once_however_often_the_button_is_pressed(client, moderator):
    upload(client, "pitch.md", PITCH)
    looked_at = newest()

    press(client, "confirm", looked_at)
    press(client, "confirm", looked_at)

    assert ImportRun.objects.filter(dry_run=False).count() == 1


def test_a_conflict_is_shown_and_decided_before_the_import(client, moderator):
    upload(client, "pitch.md", PITCH)
    press(client, "confirm", newest())
    page = PostPage.objects.get()
    page.title = "Pitched"
    page.save_revision().publish()
    response = upload(client, "pitch.md", PITCH.replace(b"First", b"New"), source="pitch")
    assert "+New words." in response.content.decode()

    press(client, "confirm", newest(), take="source")

    page = PostPage.objects.get()
    assert (page.title, page.body[0].value.source) == ("Pitch", "<p>New words.</p>")


def test_an_upload_is_asked_whose_it_is_where_only_a_person_can_tell(client, moderator, settings):
    upload(client, "pitch.md", PITCH)
    press(client, "confirm", newest())
    other = PITCH.replace(b"title: Pitch", b"title: Mine\nurl: /mine/")

    asked = upload(client, "pitch.md", other).content.decode()
    nothing_left = uploads(settings)
    upload(client, "pitch.md", other, source="Bruna")
    press(client, "confirm", newest())

    assert "Name its source and choose the file again: pitch, pitch-2." in asked
    assert nothing_left == []
    assert sorted(PostPage.objects.values_list("title", flat=True)) == ["Mine", "Pitch"]


def test_sources_are_listed_with_their_last_import_and_export_and_can_be_changed(client, moderator):
    upload(client, "site.zip", site(2), source="lab")
    press(client, "confirm", newest())
    source = ImportSource.objects.get()
    edit = reverse("transfer-source", args=[source.pk])

    home = client.get(reverse("transfer")).content.decode()
    archive = client.get(reverse("transfer-export"), {"source": source.pk})
    values = {"name": "Lab", "authors": '{"aq": {"display_name": "Ada Quill"}}', "sections": "{}"}
    refused = client.post(edit, values | {"authors": '{"aq": {"age": 3}}'}).content.decode()
    client.post(edit, values)

    assert (edit in home, "2 pages" in home, "last import" in home) == (True, True, True)
    with zipfile.ZipFile(io.BytesIO(b"".join(archive))) as packed_site:
        names = {"hugo.toml", "content/posts/0.md", "content/posts/1.md", "export-manifest.json"}
        assert set(packed_site.namelist()) == names
    assert "the entry “aq” holds age." in refused
    source.refresh_from_db()
    assert (source.name, source.authors) == ("Lab", {"aq": {"display_name": "Ada Quill"}})


def test_an_import_that_comes_while_another_runs_says_so_and_can_go_on(
    client, moderator, publication
):
    with hold_lease(publication, "at the shell of lab by mod"):
        upload(client, "pitch.md", PITCH)
    run = newest()
    assert (run.state, "at the shell of lab by mod" in run.problem) == ("failed", True)

    press(client, "resume", run)

    assert newest().state == "finished"


def test_the_report_is_there_as_json_too(client, moderator):
    upload(client, "pitch.md", PITCH)

    response = client.get(reverse("transfer-report-json", args=[newest().pk]))

    assert json.loads(response.content)["counts"] == {"created": 1}


# What happens while a worker is at it, or is not.


@pytest.fixture
def waiting(client, moderator, settings):
    """An import of eight posts that no worker has begun."""
    upload(client, "site.zip", site(8))
    settings.TASKS = LATER
    press(client, "confirm", newest())
    return newest()


def shown(client, run: ImportRun) -> str:
    return client.get(reverse("transfer-report", args=[run.pk])).content.decode()


def test_a_page_without_script_looks_again_by_itself_until_the_import_is_over(client, waiting):
    refresh = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert refresh in shown(client, waiting)

    perform(waiting.pk, waiting.attempt)

    assert refresh not in shown(client, waiting)
    assert "<strong>8</strong> created" in shown(client, waiting)


def test_an_import_that_no_worker_takes_says_what_is_missing(client, waiting):
    assert "No task worker was seen of late" in shown(client, waiting)


@contextlib.contextmanager
def after_post(number: int, act):
    """Somebody else does something while the worker is at its post of that number."""
    published = []

    def on_published(sender, **kwargs):
        published.append(sender)
        if len(published) == number:
            act()

    page_published.connect(on_published)
    yield
    page_published.disconnect(on_published)


def test_how_far_an_import_is_can_be_seen(client, waiting, monkeypatch):
    monkeypatch.setattr("blog.transfer.admin.work.NOTED_EVERY", 0)
    seen = []

    with after_post(4, lambda: seen.append(shown(client, waiting))):
        perform(waiting.pk, waiting.attempt)

    assert '<progress max="8" value="3"' in seen[0]
    assert "<strong>3</strong> created" in seen[0]


def test_an_import_can_be_stopped_and_gone_on_with(client, waiting, settings, monkeypatch):
    monkeypatch.setattr("blog.transfer.admin.work.NOTED_EVERY", 0)
    with after_post(4, lambda: press(client, "stop", waiting)):
        perform(waiting.pk, waiting.attempt)
    stopped = newest()
    assert (stopped.state, stopped.report["counts"]) == ("stopped", {"created": 4})
    assert PostPage.objects.count() == 4
    assert "Posts that came in are whole" in shown(client, stopped)

    settings.TASKS = AT_ONCE
    press(client, "resume", stopped)

    ended = newest()
    assert (ended.pk, ended.state) == (stopped.pk, "finished")
    assert ended.report["counts"] == {"created": 4, "unchanged": 4}
    assert uploads(settings) == []


def test_an_import_whose_worker_died_says_so_and_can_be_gone_on_with(client, waiting, settings):
    ImportRun.objects.filter(pk=waiting.pk).update(
        state="running", number=5, total=8, seen_at=timezone.now() - dt.timedelta(minutes=5)
    )
    assert "the task worker ended at 5 of 8" in shown(client, waiting)

    settings.TASKS = AT_ONCE
    press(client, "resume", waiting)

    assert newest().report["counts"] == {"created": 8}


def test_a_worker_that_was_only_slow_leaves_the_run_to_who_went_on(waiting, client):
    background.go_on(waiting)

    perform(waiting.pk, waiting.attempt - 1)

    assert newest().state == "waiting"
    assert PostPage.objects.count() == 0


def test_an_upload_that_vanished_ends_the_import_with_words(client, waiting, settings):
    shutil.rmtree(settings.VAR_DIR / "uploads")

    perform(waiting.pk, waiting.attempt)

    assert newest().state == "failed"
    assert "the upload is not there any more. Upload it again." in shown(client, waiting)


def test_a_configuration_that_cannot_be_read_ends_the_dry_run_with_words(client, moderator):
    broken = {"content/posts/a.md": PITCH, "hugo.toml": b"title = ["}

    response = upload(client, "site.zip", packed(broken))

    assert "hugo.toml: the configuration cannot be read" in response.content.decode()
    assert newest().state == "failed"


# Downloads.


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


@pytest.mark.parametrize(
    "address",
    ["", "upload/", "reports/1/", "reports/1/confirm/", "reports/1/report.json", "export/"],
)
def test_who_may_not_publish_neither_imports_nor_exports(client, publication, address):
    ImportRun.objects.create(pk=1, name="site.zip")
    user = User.objects.create_user("guest", password="password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)

    response = client.get(f"{reverse('transfer')}{address}")

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")
