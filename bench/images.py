"""One photograph of 12 megapixels to all rendition sets: ours against stock Wagtail.

`make bench-images`. Each side runs in a process of its own, on the same file, for the same specs;
quality is measured against a Lanczos reduction in floating point.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("avif", "webp", "jpeg")
PICTURES_ON_PAGE = 10


def main() -> None:
    from bench.photo import SIZE, photo_bytes

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "photo.jpg").write_bytes(photo_bytes())
        size = (folder / "photo.jpg").stat().st_size
        print(f"One photograph, {SIZE[0]} × {SIZE[1]}, {size / 1e6:.1f} MB, to all sets.\n")
        sides = {side: _run(side, folder) for side in ("ours", "stock")}
        _print_costs(sides)
        _print_quality(sides, folder)
        _print_page(sides["ours"])


def _run(side: str, folder: Path) -> dict:
    (folder / side).mkdir()
    command = [sys.executable, "-m", "bench.images", side, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(said.stdout.splitlines()[-1])


def measure(side: str, folder: Path) -> dict:
    """In the child: makes every rendition and says what it cost."""
    image = _prepared_image(folder / side, folder / "photo.jpg")
    build = {"ours": _build_ours, "stock": _build_stock}[side]
    before, cpu, wall = _memory("VmRSS"), time.process_time(), time.perf_counter()
    build(image)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {
        "cpu": cpu,
        "wall": wall,
        "before": before,
        "peak": _memory("VmHWM"),
        "files": {
            row.filter_spec: [row.file.path, row.file.size, row.width, row.height]
            for row in image.renditions.all()
        },
        "page": _page_bytes(image) if side == "ours" else {},
    }


def _build_ours(image) -> None:
    from blog.images.pipeline import build_renditions

    build_renditions(image.pk)


def _build_stock(image) -> None:
    """As Wagtail's picture tag does: one call for each set."""
    from wagtail.images.models import AbstractImage

    from blog.images.rendition_sets import RENDITION_SETS, wanted_renditions

    for rendition_set in RENDITION_SETS.values():
        wanted = wanted_renditions(rendition_set, image.width, image.height, image.nature)
        AbstractImage.get_renditions(image, *(item.spec for item in wanted))


def _prepared_image(folder: Path, photo: Path):
    from bench.database import set_up

    set_up(folder)
    from blog.images.intake import save_new, take_in

    return save_new(take_in(photo.read_bytes(), "photo.jpg"), title="Photograph")


def _memory(field: str) -> float:
    """Megabytes. Of this process alone: getrusage would count the parent's, too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


def _page_bytes(image) -> dict[str, int]:
    from bench.viewport import chosen_rendition
    from blog.images.pictures import picture_for

    picture = picture_for(image, "figure")
    sizes = {row.url: row.file.size for row in image.renditions.all()}
    found = {}
    for source in picture.sources:
        for width, density in ((390, 1), (390, 3), (1440, 1), (1440, 2)):
            url = chosen_rendition(source.srcset, picture.sizes, width, density)
            found[f"{source.mime} {width} px ×{density}"] = sizes[url] * PICTURES_ON_PAGE
    return found


def _print_costs(sides: dict[str, dict]) -> None:
    ours, stock = sides["ours"], sides["stock"]
    print(f"{'':24}{'ours':>12}{'stock':>12}{'ratio':>8}")
    for key, label in (("cpu", "CPU seconds"), ("wall", "wall seconds"), ("peak", "peak MB")):
        print(f"{label:24}{ours[key]:12.2f}{stock[key]:12.2f}{ours[key] / stock[key]:8.2f}")
    print(f"{'  of it before, MB':24}{ours['before']:12.2f}{stock['before']:12.2f}")
    for form in (*FORMATS, ""):
        totals = [
            sum(size for spec, (_path, size, *_) in side["files"].items() if spec.endswith(form))
            for side in (ours, stock)
        ]
        label = f"{form or 'all'} kB"
        print(f"{label:24}{totals[0] / 1e3:12.0f}{totals[1] / 1e3:12.0f}"
              f"{totals[0] / totals[1]:8.2f}")  # fmt: skip
    print(f"{'files':24}{len(ours['files']):12}{len(stock['files']):12}\n")


def _print_quality(sides: dict[str, dict], folder: Path) -> None:
    from bench.quality import References

    references = References(folder / "photo.jpg")
    worst = 0.0
    print(f"{'against float Lanczos':24}{'SSIM ours':>12}{'stock':>10}"
          f"{'PSNR ours':>12}{'stock':>10}")  # fmt: skip
    for form in FORMATS:
        specs = [spec for spec in sides["ours"]["files"] if spec.endswith(form)]
        measured = [
            [references.compare(spec, *side["files"][spec]) for spec in specs]
            for side in (sides["ours"], sides["stock"])
        ]
        worst = max(worst, *(stock[0] - ours[0] for ours, stock in zip(*measured, strict=True)))
        means = [[sum(column) / len(specs) for column in zip(*side, strict=True)]
                 for side in measured]  # fmt: skip
        print(f"{form:24}{means[0][0]:12.4f}{means[1][0]:10.4f}"
              f"{means[0][1]:12.2f}{means[1][1]:10.2f}")  # fmt: skip
    print(f"Largest loss of SSIM of any file against stock: {worst:.4f}\n")


def _print_page(ours: dict) -> None:
    print(f"Picture bytes of a page with {PICTURES_ON_PAGE} such figures:")
    for label, size in ours["page"].items():
        print(f"  {label:28}{size / 1e3:10.0f} kB")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        os.environ["PYTHONWARNINGS"] = "ignore"
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
