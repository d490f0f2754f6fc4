"""Bring the translations in step with the sources: extract, merge, compile. No gettext tools needed.

make messages
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "blog" / "locale"
LANGUAGES = ("ca", "de", "es", "fr")  # English is what the sources say
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
COMMENT = "Translators:"


def sources() -> Iterator[tuple[str, str]]:
    """Name and Python text of every file that may hold strings of ours."""
    for folder in ("blog", "config"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "templates").rglob("*.html")):
        # Panels and widgets are Wagtail's own templates with nonces; Wagtail translates them.
        if not {"panels", "widgets"} & set(file.parts):
            # In brackets, so that the indentation of HTML means nothing to a reader of Python.
            text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
            yield str(file.relative_to(ROOT)), f"({text}\n)"


def extract_messages() -> Catalog:
    template = Catalog(project="Rapporteur", charset="utf-8")
    for name, text in sources():
        lines = io.BytesIO(text.encode())
        for _line, message, comments, context in extract(
            "python", lines, KEYWORDS, [COMMENT], strip_comment_tags=True
        ):
            template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file: the same catalogue gives the same bytes."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def update(language: str, template: Catalog) -> Catalog:
    """The catalogue with new strings, empty, and without those that nothing says any more."""
    file = po_file(language)
    catalogue = read_catalogue(language) if file.exists() else Catalog(locale=language)
    # Dates would change at every run and say nothing that git does not.
    template.creation_date = catalogue.revision_date = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "Rapporteur", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "-"
    catalogue.header_comment = f"# {catalogue.locale.english_name} strings of Rapporteur."
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(
            stream, catalogue, width=100, ignore_obsolete=True, sort_output=True,
            include_lineno=False,
        )  # fmt: skip
    catalogue = read_catalogue(language)
    file.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages, by their English, for which a form is missing or doubtful."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def main() -> None:
    template = extract_messages()
    for language in LANGUAGES:
        missing = untranslated(update(language, template))
        print(f"{language}: {len(template)} strings, {len(missing)} to translate")


if __name__ == "__main__":
    main()
