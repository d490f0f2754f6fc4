"""A process that does one of two things at once: `python -m tests.races.racer FOLDER`.

Each line that it reads is a task as JSON, `{"do": NAME, "with": {…}}`, each line that it writes what
came of it. NAME is a function below: half of them send what an editor sends, the others prepare the
ground and say how things stand. All racers keep their files in FOLDER.
"""

from __future__ import annotations

import json
import os
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import django

Values = dict[str, Any]


def _sent(path: str, data: Values) -> Values:
    """Through all middlewares, as the administrator; an exception is a 500, as on a server."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="racer"))
    answer = client.post(path, data)
    said = [str(message) for message in answer.wsgi_request._messages]
    location = answer.headers.get("Location", "")
    return {"status": answer.status_code, "location": location, "said": said}


def _form(**fields: Any) -> Values:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    empty = inline_formset([])
    blank = {"language": "en", "date_offset": "0", "body": streamfield([])}
    return nested_form_data(blank | {"bylines": empty, "comments": empty} | fields)


def lay() -> Values:
    """A publication of two posts that are about the same things, and who edits them."""
    from django.contrib.auth import get_user_model

    from tests.factories import make_post, make_publication

    users = get_user_model().objects
    users.filter(username="racer").exists() or users.create_superuser("racer", "", "racer")
    publication = make_publication()
    text = [{"type": "prose", "value": "<p>Spectrogram overlap kernels and tuning.</p>"}]
    posts = [make_post(title=f"Spectrogram {at}", body=text).pk for at in range(3)]
    return {"publication": publication.pk, "posts": posts}


def make_draft(slug: str = "") -> Values:
    from tests.factories import make_post

    text = [{"type": "prose", "value": "<p>Spectrogram overlap kernels and tuning.</p>"}]
    return {"post": make_post(live=False, title="Spectrogram", body=text).pk}


def make_live() -> Values:
    from blog.posts.models import PostPage

    post = make_draft()
    PostPage.objects.get(pk=post["post"]).get_latest_revision().publish()
    return post


def make_pair() -> Values:
    from tests.factories import make_author, make_post

    pair = [make_author(), make_author()]
    make_post(authors=pair)
    return {"pair": [author.pk for author in pair]}


def make_upload() -> Values:
    from django.conf import settings

    from blog.transfer.models import ImportRun

    folder = Path(settings.VAR_DIR) / "uploads" / f"races-{ImportRun.objects.count()}"
    folder.mkdir(parents=True)
    (folder / "pitch.md").write_text("---\ntitle: Pitch\ndate: 2024-05-01\n---\nWords.\n")
    run = ImportRun.objects.create(
        name="pitch.md", folder=folder.name, path="pitch.md", dry_run=True,
        state=ImportRun.State.FINISHED, report={"posts": [{}]}, options={},
    )  # fmt: skip
    return {"run": run.pk}


def publish_new(parent: int, title: str) -> Values:
    path = f"/admin/pages/add/blog/postpage/{parent}/"
    slug = title.lower().replace(" ", "-")
    return _sent(path, _form(title=title, slug=slug, **{"action-publish": "1"}))


def publish_at(post: int, slug: str) -> Values:
    data = _form(title=f"Post {post}", slug=slug, **{"action-publish": "1"})
    return _sent(f"/admin/pages/{post}/edit/", data)


def publish(post: int) -> Values:
    return _sent(f"/admin/bulk/wagtailcore/page/publish/?id={post}", {})


def withdraw(post: int) -> Values:
    return _sent(f"/admin/pages/{post}/unpublish/", {})


def delete(post: int) -> Values:
    return _sent(f"/admin/pages/{post}/delete/", {})


def merge(source: int, into: int) -> Values:
    return _sent(f"/admin/merge/author/{source}/", {"into": str(into)})


def confirm(run: int) -> Values:
    return _sent(f"/admin/transfer/reports/{run}/confirm/", {"take": ""})


def state_of_addresses() -> Values:
    from wagtail.models import Page

    paths = list(Page.objects.filter(depth__gt=2).values_list("url_path", flat=True))
    return {"double": sorted({path for path in paths if paths.count(path) > 1})}


def state_of_post(post: int) -> Values:
    """Whether page, search and relations say the same of it."""
    from wagtail.models import Page

    from blog.posts.models import PostPage
    from blog.posts.models.related import PostTerm
    from blog.search.models import SearchEntry

    row = PostPage.objects.filter(pk=post).first()
    return {
        "page": Page.objects.filter(pk=post).exists(),
        "post": row is not None,
        "live": bool(row and row.live),
        "in_search": SearchEntry.objects.filter(kind="post", object_id=post).exists(),
        "has_terms": PostTerm.objects.filter(post=post).exists(),
    }


def state_of_pair(pair: list[int]) -> Values:
    from blog.authors.models import Author
    from blog.posts.models import Byline

    left = list(Author.objects.filter(pk__in=pair).values_list("pk", flat=True))
    return {"left": len(left), "credited": Byline.objects.filter(author__in=left).count()}


def import_site(path: str) -> Values:
    """As at the shell, by a command of its own."""
    from django.core.management import CommandError, call_command

    try:
        call_command("import_hugo", path, stdout=StringIO())
    except CommandError as error:
        return {"status": 200, "said": [str(error)]}
    return {"status": 302, "said": []}


def state_of_site(word: str) -> Values:
    from blog.posts.models import PostPage
    from blog.transfer.models import ImportedFile, ImportLease, ImportRecord

    pages = PostPage.objects.filter(title__startswith=word)
    return {
        "pages": pages.count(),
        "records": ImportRecord.objects.filter(page__in=pages).count(),
        "files": ImportedFile.objects.filter(origin__records__page__in=pages).distinct().count(),
        "leases": ImportLease.objects.count(),
    }


def state_of_imports(run: int) -> Values:
    from blog.transfer.models import ImportRun

    folder = ImportRun.objects.get(pk=run).folder
    return {"imports": ImportRun.objects.filter(folder=folder, dry_run=False).count()}


def broken_keys() -> Values:
    from django.db import connection

    connection.check_constraints()
    return {}


def _share(folder: Path) -> None:
    """What several processes of a site have in common; each of the tests has its own."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    settings.VAR_DIR, settings.MEDIA_ROOT = folder / "var", folder / "media"
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = settings.SQLITE_OPTIONS


def main(folder: Path) -> None:
    _share(folder)
    django.setup()
    print("ready", flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(globals()[task["do"]](**task["with"])), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    main(Path(sys.argv[1]))
