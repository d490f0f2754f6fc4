"""A file of BibTeX, RIS or CSL-JSON → stored papers. One bad entry keeps no other out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from blog.core.errors import SourceError
from blog.papers.csl import CslItem
from blog.papers.identifiers import Identifier
from blog.papers.matching import find_or_create_paper, match_paper
from blog.papers.models import Paper, PaperIdentifier
from blog.papers.reading import Reading
from blog.papers.records import FORMATS, identifiers_of, kind_of

MAX_FILE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class ImportedPaper:
    """`outcome` is created, extended (by identifiers that it lacked) or known."""

    slug: str
    title: str
    outcome: str


@dataclass
class ImportReport:
    """`warnings` are of entries that came in, though something in them had to be guessed. `left`
    counts the entries that nobody came to, because the work was stopped."""

    papers: list[ImportedPaper] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)
    warnings: list[SourceError] = field(default_factory=list)
    left: int = 0

    @property
    def totals(self) -> dict[str, int]:
        counts = Counter(paper.outcome for paper in self.papers)
        made = {outcome: counts[outcome] for outcome in ("created", "extended", "known")}
        return {**made, "failed": len(self.problems)}

    def as_json(self) -> dict[str, Any]:
        return {
            "papers": [asdict(paper) for paper in self.papers],
            "problems": [str(problem) for problem in self.problems],
            "warnings": [str(warning) for warning in self.warnings],
            "totals": self.totals,
        }


def import_records(
    path: Path,
    *,
    dry_run: bool = False,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> ImportReport:
    """Store what the file holds. A stored paper keeps its record and gains identifiers.

    SourceError when the file as a whole is of no use. With `dry_run` all of it happens and is
    rolled back, so that an entry given twice counts as it will. `progress` hears how many of how
    many entries are done, and may raise KeyboardInterrupt to end the work there.
    """
    reading = _read(path)
    report = ImportReport(
        problems=[_placed(problem, path) for problem in reading.problems],
        warnings=[_placed(warning, path) for warning in reading.warnings],
    )
    if not dry_run:
        _store(reading, path, report, progress)
        return report
    with transaction.atomic():
        _store(reading, path, report, progress)
        transaction.set_rollback(True)
    return report


def _read(path: Path) -> Reading:
    """By the ending of the file's name, else by what the file looks like."""
    text = _text_of(path)
    suffix = path.suffix.lower().lstrip(".")
    kind = suffix if suffix in FORMATS else kind_of(text)
    reading = FORMATS[kind].read(text) if kind else Reading([], [])
    if not reading.items and not reading.problems:
        name = FORMATS[kind].name if kind else "BibTeX, RIS or CSL-JSON"
        mend = "Export it again; the name's ending (.bib, .ris, .json) must say what it is."
        raise SourceError(f"there is no record in {name} in this file.", where=str(path), mend=mend)
    return reading


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            mend = f"Cut it in parts of {MAX_FILE_BYTES // 1_000_000} MB."
            raise SourceError("this file is too long.", where=str(path), mend=mend)
        data = path.read_bytes()
    except OSError as error:
        mend = "Check its name and who may read it."
        raise SourceError(
            f"the file cannot be read ({error.strerror}).", where=str(path), mend=mend
        ) from error
    try:
        return data.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            "this is not UTF-8.",
            where=f"{path}, line {line}",
            mend="Save the file in UTF-8 and import it again.",
        ) from error


def _placed(problem: SourceError, path: Path) -> SourceError:
    where = ", ".join(part for part in (str(path), problem.where) if part)
    return SourceError(problem.what, where=where, mend=problem.mend)


def _store(
    reading: Reading, path: Path, report: ImportReport, progress: Callable[[int, int], object]
) -> None:
    for done, item in enumerate(reading.items, 1):
        try:
            report.papers.append(_store_one(item, path))
        except ValidationError as error:
            shown = " ".join(error.messages)
            where = f"{path}, “{item['title'][:80]}”"
            mend = "Shorten it in the file and import that again."
            report.problems.append(SourceError(shown, where=where, mend=mend))
        try:
            progress(done, len(reading.items))
        except KeyboardInterrupt:
            report.left = len(reading.items) - done
            return


@transaction.atomic
def _store_one(item: CslItem, path: Path) -> ImportedPaper:
    identifiers = identifiers_of(item)
    known = match_paper(item, identifiers)
    _check(item, identifiers, is_new=known is None)
    before = known.identifiers.count() if known else 0
    paper, created = find_or_create_paper(item, identifiers, provenance=path.name)
    gained = PaperIdentifier.objects.filter(paper=paper).count() > before
    outcome = "created" if created else "extended" if gained else "known"
    return ImportedPaper(paper.slug, paper.title, outcome)


def _check(item: CslItem, identifiers: list[Identifier], *, is_new: bool) -> None:
    """ValidationError for what no column holds: PostgreSQL refuses it, SQLite does not."""
    problems = []
    rows: list[Paper | PaperIdentifier] = [
        PaperIdentifier(scheme=identifier.scheme, value=identifier.value)
        for identifier in identifiers
    ]
    for row in [*rows, *([Paper.from_record(item)] if is_new else [])]:
        try:
            row.clean_fields(exclude=["paper"])
        except ValidationError as error:
            problems += [
                f"{row._meta.get_field(name).verbose_name}: {message}"
                for name, messages in error.message_dict.items()
                for message in messages
            ]
    if problems:
        raise ValidationError(problems)
