"""An import that is ended in its middle, as a process of its own: whole posts only, and it goes on."""

import json
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.served import ROOT, manage
from tests.transfer.trees import write_tree

POSTS = 180
# Every page with its record, its live revision, its authors and its mentions, or none of them.
HALVES = """
from blog.posts.models import PostPage
from blog.transfer.models import ImportRecord
pages = PostPage.objects.filter(title__startswith="{word}")
whole = [
    page for page in pages
    if ImportRecord.objects.filter(page=page).exists()
    and page.live and page.live_revision_id and page.bylines.count() == 2
    and page.mentions.count() == 2
]
print(len(pages), len(whole))
"""
MINUTE_LATER = """
import datetime as dt
from django.db.models import F
from blog.transfer.models import ImportLease
ImportLease.objects.update(renewed_at=F("renewed_at") - dt.timedelta(seconds=61))
"""


def write_site(folder, word):
    entries = "".join(
        f"### [Paper {{n}} {at}](https://arxiv.org/abs/24{{m:02}}.{{n:03}}{at}0)\n\nGood words.\n\n"
        for at in (1, 2)
    )
    month = sum(map(ord, word)) % 12 + 1
    write_tree(
        folder,
        {
            f"content/posts/{word}-{n:03}.md": f"---\ntitle: {word} {n}\ndate: 2024-05-15\n"
            "authors: [Ada Quill, Bruno Verso]\n---\n## Top 2 papers\n\n"
            + entries.format(n=n, m=month)
            for n in range(POSTS)
        },
    )


@pytest.mark.parametrize(
    ("ending", "word"), [(signal.SIGKILL, "Killed"), (signal.SIGINT, "Stopped")]
)
def test_whole_posts_are_there_and_the_next_run_goes_on(operated_site, tmp_path, ending, word):
    write_site(tmp_path, word)
    running = subprocess.Popen(
        [sys.executable, "manage.py", "import_hugo", str(tmp_path)],
        cwd=ROOT, env=operated_site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    database = operated_site["DATABASE_URL"].removeprefix("sqlite:///")
    end = time.monotonic() + 60
    while time.monotonic() < end and running.poll() is None:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            query = "select count(*) from wagtailcore_page where live and title like ?"
            [count] = connection.execute(query, [f"{word} %"]).fetchone()
        if count >= 5:
            break
        time.sleep(0.02)
    assert count < POSTS, "this test was too slow to interrupt it"
    running.send_signal(ending)
    _out, error = running.communicate(timeout=120)

    assert running.returncode != 0, "it was over before it could be interrupted"
    if ending == signal.SIGINT:
        assert "The posts that came in are whole; run it again to go on." in error
    there, whole = shell(HALVES.format(word=word), operated_site)
    assert 5 <= there == whole < POSTS

    # A process that was killed gives nothing back; its minute is over.
    manage("shell", "-v", "0", "-c", MINUTE_LATER, environment=operated_site)
    report = json.loads(manage("import_hugo", str(tmp_path), "--json", environment=operated_site))
    counts = {name: number for name, number in report["counts"].items() if number}
    assert counts == {"created": POSTS - there, "unchanged": there}
    assert shell(HALVES.format(word=word), operated_site) == (POSTS, POSTS)


def shell(code, environment):
    return tuple(map(int, manage("shell", "-v", "0", "-c", code, environment=environment).split()))
