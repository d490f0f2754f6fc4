"""The catalogues: in step with the sources, whole, compiled."""

import re

import pytest
from django.conf import settings

from tests import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")


def each(catalogue):
    """(English forms, translated forms) of every message."""
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            spoken = message.string if isinstance(message.id, tuple) else (message.string,)
            yield english, spoken


def identity(catalogue) -> set:
    return {(message.context, message.id) for message in catalogue if message.id}


def test_every_language_of_the_interface_but_english_has_a_catalogue():
    assert sorted(dict(settings.LANGUAGES)) == sorted([*messages.LANGUAGES, "en"])


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_keeps_placeholders_and_tags(language):
    broken = [
        (english, text)
        for english, spoken in each(messages.read_catalogue(language))
        for text in spoken
        for pattern in (PLACEHOLDER, TAG)
        # "one more post" may leave the number out, and so may its translation.
        if text
        and sorted(pattern.findall(text)) not in [sorted(pattern.findall(form)) for form in english]
    ]
    assert broken == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_catalogue_leaves_nothing_that_it_lists_in_english(language):
    assert messages.untranslated(messages.read_catalogue(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_keeps_the_spaces_around_its_english(language):
    def margins(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    broken = [
        (english, text)
        for english, spoken in each(messages.read_catalogue(language))
        for text in spoken
        if text and margins(text) not in [margins(form) for form in english]
    ]
    assert broken == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = messages.compiled(messages.read_catalogue(language))
    assert messages.po_file(language).with_suffix(".mo").read_bytes() == compiled


def test_french_leaves_its_spaces_before_double_signs_unbroken():
    loose = [
        text
        for _english, spoken in each(messages.read_catalogue("fr"))
        for text in spoken
        if re.search(r"« | »| [:;!?]", text)
    ]
    assert loose == []
