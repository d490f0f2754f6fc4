"""The order of the sources, what is kept of their answers, and how long anybody waits."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model

from blog.papers.identifiers import Identifier
from blog.papers.lookup.ask import Failure, TooManyLookups, find_by_title, look_up
from blog.papers.lookup.configuration import user_agent
from blog.papers.lookup.models import LookupReply
from tests.outside import announce, error, never_end, redirect, reply, sample, stall

pytestmark = pytest.mark.django_db
ARXIV = Identifier("arxiv", "2402.98765")
DOI = Identifier("doi", "10.5555/listening.2024.3")
OPENREVIEW = Identifier("openreview", "cHo1rQu1Ll")
PMLR = Identifier("pmlr", "v1/quill24a")
NOON = dt.datetime(2024, 5, 7, 12, tzinfo=dt.UTC)


def titles(outcome):
    return [found.item["title"][:20] for found in outcome.found]


@pytest.mark.parametrize(
    ("identifier", "path", "file", "label", "identifiers"),
    [
        (ARXIV, "/arxiv/", "arxiv.xml", "arXiv", (ARXIV, DOI)),
        (DOI, "/crossref/", "crossref.json", "Crossref", (DOI,)),
        (OPENREVIEW, "/openreview/", "openreview.json", "OpenReview", (OPENREVIEW,)),
        (PMLR, "/page/", "page.html", "proceedings.mlr.press", (PMLR, DOI)),
    ],
)
def test_each_kind_of_identifier_is_asked_of_its_own_source_once(
    outside, identifier, path, file, label, identifiers
):
    outside.on(path, sample(file))

    with time_machine.travel(NOON, tick=False):
        outcome = look_up(identifier)
    [found] = outcome.found
    again = look_up(identifier)

    assert (found.source, found.identifiers, outcome.failures) == (label, identifiers, ())
    assert found.provenance["title"] == {"source": label, "at": "2024-05-07T12:00:00+00:00"}
    assert set(found.provenance) == set(found.item) - {"type"}
    assert again == outcome, "for ever, and with the time at which it was said"
    assert len(outside.asked) == 1


def test_who_asks_says_who_it_is(outside, settings):
    settings.LOOKUP_CONTACT = "reports@lab.example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://lab.example.org"
    outside.on("/arxiv/", sample("arxiv.xml"))

    look_up(ARXIV)

    assert outside.agents == [
        "Rapporteur (+https://lab.example.org; mailto:reports@lab.example.org)"
    ]
    settings.LOOKUP_CONTACT = "a\r\nX-Evil: 1"
    assert "\r" not in user_agent()
    assert "\n" not in user_agent()


def test_the_next_source_is_asked_when_one_fails_and_the_failure_is_told(outside):
    outside.on("/arxiv/", error(429, Retry_After="90"))
    outside.on("/datacite/", sample("datacite.json"))

    with time_machine.travel(NOON, tick=False):
        outcome = look_up(ARXIV)

    assert titles(outcome) == ["Listening in Tongues"]
    assert outcome.found[0].source == "DataCite"
    assert outcome.failures == (
        Failure("arXiv", "status", "arXiv has been asked too often (429). "
                "It is asked again after 12:01:30."),
    )  # fmt: skip


def test_the_page_comes_after_the_registers_of_identifiers(outside):
    outside.on("/arxiv/", reply("<html>Just a moment", "application/atom+xml"))
    outside.on("/datacite/", error(404))
    outside.on("/page/https://arxiv.org/abs/2402.98765", sample("page.html"))

    outcome = look_up(ARXIV)

    assert [found.source for found in outcome.found] == ["arxiv.org"]
    assert [failure.code for failure in outcome.failures] == ["unreadable", "unknown"]
    assert [path.split("/")[1] for path in outside.asked] == ["arxiv", "datacite", "page"]


def test_each_source_that_stalls_is_left_after_its_own_time(outside, settings):
    settings.LOOKUP_TOTAL_SECONDS = 60
    outside.everything_stalls()

    outcome = look_up(ARXIV)

    assert titles(outcome) == []
    assert [(failure.source, failure.code) for failure in outcome.failures] == [
        ("arXiv", "slow"), ("DataCite", "slow"), ("arxiv.org", "slow")]  # fmt: skip


def test_when_the_time_is_up_the_rest_is_not_asked(outside, settings):
    settings.LOOKUP_TOTAL_SECONDS = 0.5
    outside.everything_stalls()

    outcome = look_up(ARXIV)

    assert [failure.code for failure in outcome.failures] == ["slow", "late", "late"]


def test_a_source_that_stalls_is_not_asked_again_within_a_minute_whatever_for(outside):
    outside.on("/crossref/", stall(outside))
    other = Identifier("doi", "10.5555/other")

    def crossref_asked():
        return len([path for path in outside.asked if path.startswith("/crossref/")])

    with time_machine.travel(NOON, tick=False) as clock:
        look_up(DOI)
        outcome = look_up(other)

        assert outcome.failures[0].sentence == (
            "Crossref did not answer in time. It is asked again after 12:01:00."
        )
        assert crossref_asked() == 1
        clock.shift(61)
        look_up(Identifier("doi", "10.5555/third"))
    assert crossref_asked() == 2


def test_a_pause_lasts_as_long_as_the_source_wants(outside):
    outside.on("/openreview/", error(403, Retry_After="600"))
    with time_machine.travel(NOON, tick=False) as clock:
        look_up(OPENREVIEW)
        clock.shift(590)
        outcome = look_up(Identifier("openreview", "0ther"))
        assert outcome.failures[0].sentence == (
            "OpenReview refuses to answer us (403). It is asked again after 12:10:00."
        )
        assert len([path for path in outside.asked if path.startswith("/openreview/")]) == 1
        clock.shift(20)
        look_up(OPENREVIEW)
    assert len([path for path in outside.asked if path.startswith("/openreview/")]) == 2


def test_what_nobody_knows_is_asked_again_after_a_while(outside):
    with time_machine.travel(NOON, tick=False) as clock:
        outcome = look_up(DOI)
        assert [failure.sentence for failure in outcome.failures] == [
            "Crossref does not know this paper.",
            "DataCite does not know this paper.",
            "doi.org does not know this paper.",
        ]
        asked = len(outside.asked)
        look_up(DOI)
        assert len(outside.asked) == asked
        outside.on("/crossref/", sample("crossref.json"))
        clock.shift(dt.timedelta(minutes=11))
        assert titles(look_up(DOI)) == ["Listening in Tongues"]


def test_asking_again_passes_by_what_is_kept_and_keeps_it_when_nobody_answers(outside):
    outside.on("/arxiv/", sample("arxiv.xml"))
    look_up(ARXIV)
    look_up(ARXIV, again=True)
    assert len(outside.asked) == 2
    outside.on("/arxiv/", error(503))

    outcome = look_up(ARXIV, again=True)

    assert titles(outcome) == ["Listening in Tongues"]
    assert [failure.sentence[:40] for failure in outcome.failures] == [
        "arXiv answered with the error 503. It is"
    ]
    assert titles(look_up(ARXIV)) == ["Listening in Tongues"]


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        (never_end(), "proceedings.mlr.press answered with too much to be a record of a paper."),
        (announce(100_000_000, "text/html"),
         "proceedings.mlr.press answered with too much to be a record of a paper."),
        (reply(b"%PDF-1.7", "application/pdf"),
         "proceedings.mlr.press answered with something that is no record. Paste the page about "
         "the paper, not its PDF."),
        (redirect("http://127.0.0.1/"),
         "proceedings.mlr.press lies in a private network and is not asked."),
        (redirect("http://169.254.169.254/latest/meta-data/"),
         "proceedings.mlr.press lies in a private network and is not asked."),
        (redirect("http://[::1]/"),
         "proceedings.mlr.press lies in a private network and is not asked."),
        (error(403), "proceedings.mlr.press refuses to answer us (403)."),
        (reply("<html><title>Shop</title>"), "proceedings.mlr.press does not know this paper."),
    ],
)  # fmt: skip
def test_a_bad_answer_is_one_clear_sentence_and_nothing_is_stored(outside, behaviour, says):
    outside.on("/page/", behaviour)

    with time_machine.travel(NOON, tick=False):
        outcome = look_up(PMLR)

    assert outcome.found == ()
    assert [failure.sentence.split(" It is asked")[0] for failure in outcome.failures] == [says]
    assert [reply.items for reply in LookupReply.objects.all()] == [[]]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://169.254.169.254/x", "http://[::1]/x",
                "http://localhost/x", "http://10.1.2.3/x"]
)  # fmt: skip
def test_the_page_of_a_private_address_is_not_asked_for(settings, address):
    settings.LOOKUP_SOURCES = settings.LOOKUP_SOURCES | {"page": "{url}"}

    outcome = look_up(Identifier("url", address))

    assert (outcome.found, [failure.code for failure in outcome.failures]) == ((), ["private"])


def test_nobody_asks_without_end(outside, settings):
    settings.LOOKUPS_PER_HOUR = 2
    user = get_user_model().objects.create_user("editor")
    outside.on("/arxiv/", sample("arxiv.xml"))
    with time_machine.travel(NOON, tick=False) as clock:
        look_up(ARXIV, user=user)
        look_up(OPENREVIEW, user=user, again=True)
        with pytest.raises(TooManyLookups) as info:
            look_up(Identifier("openreview", "0ther"), user=user)
        assert str(info.value) == (
            "You have looked up 2 papers within an hour, as many as may be. Wait a while, or "
            "fill in the fields by hand."
        )
        assert titles(look_up(ARXIV, user=user)) == ["Listening in Tongues"], "no request, no limit"
        clock.shift(dt.timedelta(hours=1, seconds=1))
        look_up(Identifier("openreview", "0ther"), user=user)


def test_a_title_is_asked_of_arxiv_and_crossref_and_found_once(outside):
    outside.on("/arxiv/", sample("arxiv.xml"))
    outside.on("/crossref/", sample("crossref.json"))

    outcome = find_by_title("Listening in tongues: Attention for Polyphonic Transcription")

    assert [(found.source, found.identifiers) for found in outcome.found] == [
        ("arXiv", (ARXIV, DOI))
    ]
    assert [path.split("?")[0] for path in outside.asked] == [
        "/arxiv/api/query", "/crossref/works"]  # fmt: skip
    assert find_by_title("Something else entirely").found == ()
