"""Pairs of editors who do two things in the same moment, from two processes.

Once in each run of the tests; `make soak` does it twenty times, or as often as RACES says.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
TIMES = int(os.environ.get("RACES", 20))
ANSWERS = (200, 302, 404)
DELETED = dict.fromkeys(("page", "post", "live", "in_search", "has_terms"), False)
LIVE = dict.fromkeys(DELETED, True)
DRAFT = DELETED | {"page": True, "post": True}


class Racer:
    def __init__(self, environment, folder) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.racer", folder], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def begin(self, do, **values) -> None:
        self.process.stdin.write(json.dumps({"do": do, "with": values}) + "\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())


class Race:
    def __init__(self, environment, folder) -> None:
        self.racers = [Racer(environment, folder) for _ in range(2)]
        for racer in self.racers:
            assert racer.process.stdout.readline() == "ready\n"

    def ask(self, do, **values):
        self.racers[0].begin(do, **values)
        return self.racers[0].answer()

    def both(self, first, second):
        """(function, values) each; both begin before either has answered."""
        for racer, (do, values) in zip(self.racers, (first, second), strict=True):
            racer.begin(do, **values)
        answers = [racer.answer() for racer in self.racers]
        assert [each for each in answers if each["status"] not in ANSWERS] == []
        assert self.ask("broken_keys") == {}
        return answers


@pytest.fixture(scope="module")
def race(copied_database, tmp_path_factory):
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": copied_database,
    }
    race = Race(os.environ | settings, tmp_path_factory.mktemp("files"))
    yield race
    for racer in race.racers:
        racer.process.stdin.close()
        racer.process.wait(60)


@pytest.fixture(
    params=[pytest.param(1, id="once"), pytest.param(TIMES, id="often", marks=pytest.mark.soak)]
)
def rounds(request):
    return range(request.param)


@pytest.fixture
def ground(race):
    return race.ask("lay")


def said(answers):
    return " ".join(message for answer in answers for message in answer["said"])


def test_two_new_posts_of_one_title_get_two_addresses(race, ground, rounds):
    for at in rounds:
        new = ("publish_new", {"parent": ground["publication"], "title": f"Hall notes {at}"})

        answers = race.both(new, new)

        assert [answer["status"] for answer in answers] == [302, 302]
        assert race.ask("state_of_addresses") == {"double": []}


def test_of_two_posts_that_take_one_slug_one_is_asked_for_another(race, ground, rounds):
    for at in rounds:
        posts = [race.ask("make_draft")["post"] for _ in range(2)]

        answers = race.both(
            *(("publish_at", {"post": post, "slug": f"one-{at}"}) for post in posts)
        )

        assert sorted(answer["status"] for answer in answers) == [200, 302]
        assert race.ask("state_of_addresses") == {"double": []}


def test_a_post_that_is_deleted_while_it_is_published_stays_deleted(race, ground, rounds):
    for _ in rounds:
        post = race.ask("make_draft")

        race.both(("publish", post), ("delete", post))

        assert race.ask("state_of_post", **post) == DELETED


def test_search_knows_of_a_post_that_is_published_and_withdrawn_at_once_what_its_row_says(
    race, ground, rounds
):
    for _ in rounds:
        post = race.ask("make_live")

        race.both(("publish", post), ("withdraw", post))

        state = race.ask("state_of_post", **post)
        assert state == (LIVE if state["live"] else DRAFT)


def test_relations_are_whole_after_two_publications_and_a_deletion_at_once(race, ground, rounds):
    for _ in rounds:
        posts = [race.ask("make_draft"), race.ask("make_live")]

        race.both(("publish", posts[0]), ("delete", posts[1]))

        assert race.ask("state_of_post", **posts[0]) == LIVE
        assert race.ask("state_of_post", **posts[1]) == DELETED


def test_of_two_that_are_merged_into_each_other_one_is_left_with_all_credits(race, ground, rounds):
    for _ in rounds:
        one, other = race.ask("make_pair")["pair"]

        answers = race.both(
            ("merge", {"source": one, "into": other}), ("merge", {"source": other, "into": one})
        )

        assert race.ask("state_of_pair", pair=[one, other]) == {"left": 1, "credited": 1}
        assert [each["status"] for each in answers].count(302) >= 1


def test_an_upload_that_is_confirmed_by_several_is_imported_once(race, ground, rounds):
    for _ in rounds:
        run = race.ask("make_upload")

        race.both(("confirm", run), ("confirm", run))

        assert race.ask("state_of_imports", **run) == {"imports": 1}


def test_of_two_imports_at_once_one_is_refused_and_names_the_other(race, ground, rounds, tmp_path):
    refused = 0
    for at in rounds:
        posts = {
            f"content/posts/{n}.md": f"---\ntitle: At once {at} {n}\ndate: 2024-05-01\n---\nWords.\n"
            for n in range(12)
        }
        name = f'baseURL = "https://lab-{at}.example.org/"\n'
        posts = {path.replace("posts/", f"posts/{at}-"): text for path, text in posts.items()}
        site = write_tree(tmp_path / f"lab-{at}", {"hugo.toml": name, "static/x.txt": "x", **posts})
        begin = ("import_site", {"path": str(site)})

        answers = race.both(begin, begin)

        state = race.ask("state_of_site", word=f"At once {at} ")
        assert state == {"pages": 12, "records": 12, "files": 2, "leases": 0}
        if [answer["status"] for answer in answers] == [302, 302]:
            continue  # on a busy machine one may be over before the other begins
        assert sorted(answer["status"] for answer in answers) == [200, 302]
        assert "another import has been running since" in said(answers)
        assert "at the shell of" in said(answers)
        refused += 1
    assert refused >= len(rounds) // 2
