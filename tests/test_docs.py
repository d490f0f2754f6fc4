"""What the documentation names exists, and what exists is named there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def words_of(heading: str) -> str:
    """The anchor that a heading gets where the pages are read."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors_of(page: Path) -> set[str]:
    return {words_of(line.lstrip("#")) for line in page.read_text().splitlines() if line[:1] == "#"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    lost = []
    for target in LINK.findall(page.read_text()):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors_of(file)):
            lost.append(target)
    assert lost == []


def test_every_page_is_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text()
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert {name for name in pages if f"]({name}" not in index} == set()


def test_every_variable_that_is_read_is_explained_and_in_the_example():
    read = set()
    for file in [*(ROOT / "config").rglob("*.py"), *(ROOT / "blog").rglob("*.py")]:
        code = file.read_text()
        read |= set(re.findall(r'\b(?:env|self)\.\w+\(\s*"([A-Z_0-9]+)"', code))
        read |= set(re.findall(r'\brequired\(\s*"([A-Z_0-9]+)"', code))
        read |= set(re.findall(r'environ\.get\(\s*"([A-Z_0-9]+)"', code))
    assert {"SECRET_KEY", "DATABASE_URL", "MEDIA_BUCKET", "PORT"} <= read
    documented = (ROOT / "docs" / "settings.md").read_text()
    assert {name for name in read if f"`{name}`" not in documented} == set()
    example = (ROOT / "deploy" / ".env.example").read_text()
    for_tests = {"TEST_DATABASE_URL"}
    assert {name for name in read - for_tests if f"{name}=" not in example} == set()


def test_every_command_of_ours_is_explained():
    documented = (ROOT / "docs" / "commands.md").read_text()
    ours = {name for name, app in get_commands().items() if app == "blog"}
    assert "import_hugo" in ours
    assert {name for name in ours if f"`{name}" not in documented} == set()


def test_commands_and_targets_that_the_pages_name_exist():
    commands = get_commands().keys()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    lost = []
    for page in PAGES:
        text = page.read_text()
        lost += [name for name in re.findall(r"manage\.py ([a-z_]+)", text) if name not in commands]
        lost += [
            name
            for name in re.findall(r"(?:^ {4}|`)(?:\w+=\w+ )?make ([a-z-]+[a-z])", text, re.M)
            if name not in targets
        ]
    assert lost == []


@pytest.mark.parametrize("page", ["architecture.md", "contributing.md"])
def test_every_module_that_contributors_are_led_to_exists(page):
    text = (ROOT / "docs" / page).read_text()
    places = set(
        re.findall(r"`((?:blog|config|templates|tests|deploy|docs|bench)/[\w./-]*)`", text)
    )
    assert places
    assert {place for place in places if not (ROOT / place).exists()} == set()
