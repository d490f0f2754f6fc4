"""Real processes: two at once, and one that is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from blog.images.files import PART
from tests.images import samples

ROOT = Path(__file__).resolve().parents[2]


def worker(*arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.images.worker", *map(str, arguments)]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def made_by(process: subprocess.Popen) -> int:
    said, _error = process.communicate(timeout=120)
    assert process.returncode == 0
    return int(said.split()[-1])


def rows(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "db.sqlite3") as database:
        return [name for (name,) in database.execute("SELECT file FROM blog_customrendition")]


def renditions(folder: Path) -> list[Path]:
    return sorted((folder / "media" / "images").glob("*"))


@pytest.fixture
def site(tmp_path) -> Path:
    (tmp_path / "photo.jpg").write_bytes(samples.noisy_jpeg((2400, 1800)))
    made = worker("prepare", tmp_path, tmp_path / "photo.jpg")
    made.communicate(timeout=120)
    assert made.returncode == 0
    return tmp_path


def test_two_workers_on_one_picture_do_the_work_once(site):
    both = [worker("build", site), worker("build", site)]

    assert sorted(made_by(process) for process in both) == [0, 37]
    assert len(rows(site)) == len(renditions(site)) == 37


def test_a_killed_worker_leaves_nothing_half_made_and_the_next_one_completes(site):
    process = worker("build", site)
    while len(renditions(site)) < 5:
        assert process.poll() is None
        time.sleep(0.005)

    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert rows(site) == []
    for path in renditions(site):
        if path.suffix != PART:
            with Image.open(path) as picture:
                picture.load()
    assert made_by(worker("build", site)) == 37
    assert sorted(rows(site)) == [f"images/{path.name}" for path in renditions(site)]
