"""What tests of `manage.py papers` share."""

import io

from django.core.management import CommandError, call_command

from blog.papers.models import Paper, PaperIdentifier

ENTRIES = [
    f"@misc{{key{number}, title = {{Paper {number}}}, author = {{Quill, Ada}}, year = {{2024}}, "
    f"eprint = {{2401.{number:05d}}}, archiveprefix = {{arXiv}}}}"
    for number in range(50)
]


def run(*arguments):
    """What the command printed, what it complained of, and the error it ended with."""
    out, err, ended = io.StringIO(), io.StringIO(), ""
    try:
        call_command("papers", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        ended = str(error)
    return out.getvalue(), err.getvalue(), ended


def stored():
    papers = Paper.objects.order_by("slug").values_list("slug", "csl", "changed", "citation_key")
    rows = PaperIdentifier.objects.order_by("pk").values_list("paper__slug", "scheme", "value")
    return list(papers), list(rows)
