import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

# Contributors' runs explore; a run that decides about a change must not depend on luck. No run
# depends on what else the machine does.
hypothesis_settings.register_profile(
    "exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# Nor may a failure become a search of hours for a smaller one, which looks like a hang.
hypothesis_settings.register_profile(
    "fixed",
    hypothesis_settings.get_profile("exploring"),
    derandomize=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
hypothesis_settings.load_profile(
    "fixed" if os.environ.get("RAPPORTEUR_REQUIRE_ALL") else "exploring"
)

CORPORA = Path(
    os.environ.get("RAPPORTEUR_CORPORA")
    or Path(__file__).resolve().parents[2] / "shared" / "corpora"
)


_DATABASES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    """A test that asks no database has nothing to tell on a second one."""
    for item in items:
        if not item.get_closest_marker("django_db") and not _DATABASES & set(item.fixturenames):
            item.add_marker("once")


def pytest_terminal_summary(terminalreporter):
    """What a test has counted, from whichever process it ran in."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "printed":
                terminalreporter.write_line(value)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def corpora() -> Path:
    """Real posts that are kept beside the repository and never in it."""
    if not CORPORA.is_dir():
        pytest.skip(f"the sample of real posts is not at {CORPORA}")
    return CORPORA


@pytest.fixture
def publication(db):
    from tests.factories import make_publication

    return make_publication()


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory):
    """An empty site to copy, made once for all processes of a run."""
    from tests.served import prepare_once

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return prepare_once(shared / "prepared")


@pytest.fixture(scope="session")
def operated_site(prepared_site, tmp_path_factory):
    """The environment of an empty site that commands and servers of their own processes use."""
    return prepared_site.copied_to(tmp_path_factory.mktemp("operated")).environment


@pytest.fixture(scope="module")
def copied_database(tmp_path_factory, django_db_setup, django_db_blocker):
    """Of a copy of the empty database, for several processes to open: a file, or one on the server."""
    import psycopg
    from django.db import connection

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            file = tmp_path_factory.mktemp("copied") / "site.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
            yield f"sqlite:///{file}"
            return
        connection.close()
    row = connection.settings_dict
    name = f"{row['NAME']}_copied"
    server = f"postgres://{row['USER']}@{row['HOST']}:{row['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as control:
        control.execute(f'CREATE DATABASE "{name}" TEMPLATE "{row["NAME"]}"')
        yield f"{server}/{name}"
        control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def outside(settings):
    """All sources in one server of ours; `/page/` is where pages are asked for."""
    from tests.outside import outside_world

    with outside_world() as found:
        settings.LOOKUP_SOURCES = {
            "arxiv": f"{found.address}/arxiv",
            "crossref": f"{found.address}/crossref",
            "openreview": f"{found.address}/openreview",
            "datacite": f"{found.address}/datacite",
            "page": f"{found.address}/page/{{url}}",
        }
        settings.LOOKUP_TRUSTED_ORIGINS = [found.address]
        settings.LOOKUP_SOURCE_SECONDS = 0.4
        settings.LOOKUP_TOTAL_SECONDS = 1.2
        yield found
