"""What is done before the first reader comes."""

import subprocess
import sys

from tests.served import ROOT

LOADED = """
import django.db.backends.utils as utils
asked = []
utils.CursorWrapper.execute = lambda self, sql, params=None: asked.append(sql)
from config.wsgi import application
from django.template import engines
from django.urls import get_resolver
print(len(asked), bool(get_resolver()._populated),
      any("post_page" in key for key in engines["django"].engine.template_loaders[0].get_template_cache))
"""


def test_routes_and_templates_are_read_before_a_process_answers_and_no_database_is_asked(
    operated_site,
):
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT, env=operated_site, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert said.split() == ["0", "True", "True"]
