"""How long a Hugo site takes to come in and to go out, and how much memory.

    python -m bench.transfer [--posts 550] [--images 158]

A site of its own making, on a new SQLite database in a temporary folder. The yardstick is what stock
Wagtail takes to add and publish as many pages with the same words: `add_child`, a revision, `publish`.
Times of the processor stand beside those of the clock, for machines that do other things too.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

WORDS = (
    "We walked from poster to poster and asked what did not make it into the figure. The method "
    "trains a **small** model on a *large* corpus and reports [results](https://example.org/r/{n}) "
    "that hold on three data sets. The code is [here](https://github.com/example/repo-{n})."
)


def write_site(root: Path, posts: int, images: int) -> None:
    (root / "content/posts").mkdir(parents=True)
    (root / "static/images").mkdir(parents=True)
    (root / "hugo.toml").write_text('baseURL = "https://lab.example.org/"\ntitle = "Lab"\n')
    for number in range(posts):
        (root / f"content/posts/{number:04}.md").write_text(_post(number, images))
    if images:
        _write_images(root / "static/images", images)


def _post(number: int, images: int) -> str:
    shown = number * images // 550 if images else 0
    following = (number + 1) * images // 550
    pictures = "\n\n".join(
        f'{{{{< figure src="/images/{at:03}.jpg" alt="Plot {at}" >}}}}'
        for at in range(shown, following)
    )
    entries = "\n\n".join(
        f"### [{_title(number * 5 + at)}](https://arxiv.org/abs/{_month(number)}.{number * 5 + at:05})"
        f"\n\n{WORDS.format(n=at)}"
        for at in range(5)
    )
    paragraphs = "\n\n".join(WORDS.format(n=at) for at in range(5))
    day = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    return (
        f"---\ntitle: Report {number}\ndate: {day}T10:00:00+02:00\nauthors: [Ada Quill, Bruno "
        f"Verso]\ncategories: [reports, year-{2005 + number % 20}]\n---\n\n{paragraphs}\n\n"
        f"{pictures}\n\n## Top 5 papers\n\n{entries}\n"
    )


def _month(number: int) -> str:
    """Of an arXiv identifier, `YYMM`: two years of them, each a month that there is."""
    return f"{20 + number % 24 // 12}{1 + number % 12:02}"


def _title(number: int) -> str:
    """Of a paper; hardly two begin alike, as on a real site."""
    words = "harbour signal chorus lantern meadow timbre river cadence mirror orchard".split()
    chosen = [words[number // 10**place % 10] for place in range(4)]
    return " ".join(chosen).capitalize() + f" {number}"


def _write_images(folder: Path, number: int) -> None:
    from PIL import Image

    base = Image.effect_noise((1600, 1000), 60).convert("RGB")
    for at in range(number):
        base.rotate(at).save(folder / f"{at:03}.jpg", quality=85)


def own_memory() -> float:
    """MiB that this process holds of its own. What the system maps of the database file, and takes
    back when somebody needs it, is not counted; where it cannot be told apart, it is."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Stopwatch:
    """Seconds of the clock and of the processor since it was made."""

    def __init__(self) -> None:
        self.clock, self.processor = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self.clock, time.process_time() - self.processor


def yardstick(posts: int) -> float:
    """Processor time of stock Wagtail, in milliseconds a page; nothing of it stays."""
    from django.db import transaction

    from blog.posts.models import PublicationPage, StandardPage

    publication = PublicationPage.objects.get()
    body = [("prose", f"<p>{WORDS.format(n=at)}</p>") for at in range(10)]
    watch = Stopwatch()
    with transaction.atomic():
        for number in range(posts):
            page = StandardPage(title=f"Page {number}", slug=f"page-{number}", body=body)
            publication.add_child(instance=page)
            page.save_revision().publish()
        _clock, processor = watch.read()
        transaction.set_rollback(True)
    return processor / posts * 1000


def measure(posts: int, images: int) -> None:
    from blog.posts.models import PublicationPage
    from blog.transfer.bring import bring_site
    from blog.transfer.export.hugo import export_site
    from blog.transfer.progress import Step

    stock = yardstick(min(posts, 100))
    publication = PublicationPage.objects.get()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root / "site", posts, images)
        before, watch = own_memory(), Stopwatch()
        held: dict[int, float] = {}

        def note(step: Step) -> None:
            if step.outcome and step.number % max(posts // 4, 1) == 0:
                held[step.number] = own_memory()

        report = bring_site(root / "site", publication, progress=note)
        clock, processor = watch.read()
        print(f"{posts} posts, {images} images: {report.counts}")
        each = processor / posts * 1000
        print(f"  import         {clock:6.1f} s, {clock / posts * 1000:.1f} ms a post")
        print(f"                 {processor:6.1f} s of the processor, {each:.1f} ms a post")
        print(
            f"  stock Wagtail  {stock:.1f} ms of the processor a page: ours / stock {each / stock:.2f}"
        )
        after = ", ".join(f"{held[number]:.0f} after {number}" for number in sorted(held))
        print(f"  memory         {before:.0f} MiB before, {after}, {own_memory():.0f} at the end")
        watch = Stopwatch()
        again = bring_site(root / "site", publication)
        print(
            "  second import  {:6.1f} s, {:.1f} s of the processor".format(*watch.read()),
            again.counts,
        )
        watch = Stopwatch()
        exported = export_site(publication, root / "out")
        print(
            "  export         {:6.1f} s, {:.1f} s of the processor".format(*watch.read()),
            exported.counts,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=550)
    parser.add_argument("--images", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        os.environ["TEST_DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        # Before Django reads them: a database as in production, and tasks that wait for a worker.
        from config.settings import base, test

        test.DATABASES["default"]["OPTIONS"] = base.SQLITE_OPTIONS
        test.TASKS = base.TASKS
        test.VAR_DIR, test.MEDIA_ROOT = Path(folder) / "var", Path(folder) / "media"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(options.posts, options.images)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
