"""The demo's papers in a manuscript: what BibTeX and biber say of our file, and what they print."""

import os
import re
import shutil
import subprocess

import pytest

from blog.posts.models import PostPage

pytestmark = [
    pytest.mark.usefixtures("loaded"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]
# The only thing that may be said: that a record lacks a field.
_EMPTY = re.compile(r"Warning--empty .*")


def needs(program):
    missing = shutil.which(program) is None and not os.environ.get("RAPPORTEUR_REQUIRE_ALL")
    return pytest.mark.skipif(missing, reason=f"{program} is not installed: it comes with TeX Live")


@pytest.fixture
def folder(client, tmp_path):
    text = client.get("/papers.bib").getvalue().decode()
    annotated = client.get(f"{post_with_papers()}papers.bib").getvalue().decode()
    assert "annote" in annotated
    (tmp_path / "papers.bib").write_text(text)
    (tmp_path / "annotated.bib").write_text(annotated)
    return tmp_path


def post_with_papers() -> str:
    return PostPage.objects.public().filter(mentions__isnull=False).first().url


def run(*command, folder):
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    return result.stdout + result.stderr


@needs("bibtex")
@pytest.mark.parametrize("style", ["plain", "plainnat", "IEEEtran"])
@pytest.mark.parametrize("file", ["papers", "annotated"])
def test_bibtex_finds_nothing_wrong_and_prints_no_commentary(folder, style, file):
    is_there = run("kpsewhich", f"{style}.bst", folder=folder).strip()
    if not is_there and not os.environ.get("RAPPORTEUR_REQUIRE_ALL"):
        pytest.skip(f"{style}.bst is not installed: it comes with TeX Live")
    (folder / "a.aux").write_text(
        f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{file}}}\n"
    )

    log = run("bibtex", "-min-crossrefs=2", "a", folder=folder)

    warnings = [line for line in log.splitlines() if re.search(r"(?i)warning|error", line)]
    assert [line for line in warnings if not is_allowed(line)] == []
    printed = (folder / "a.bbl").read_text()
    assert "\\bibitem" in printed
    # A commentary begins with the address of its entry.
    assert "/#p-" not in printed


def is_allowed(line: str) -> bool:
    return bool(_EMPTY.match(line) or re.match(r"\(There (?:was|were) \d+ (?:warning|error)", line))


@needs("biber")
def test_biber_finds_nothing_wrong(folder):
    log = run("biber", "--tool", "--validate-datamodel", "--quiet", "papers.bib", folder=folder)

    assert [line for line in log.splitlines() if re.search(r"WARN|ERROR", line)] == []
