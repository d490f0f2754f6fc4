"""An address that an author pasted twice."""

from blog.papers.models import Paper
from blog.posts.models import PublicationPage
from blog.transfer.bring import bring_site
from tests.transfer.trees import write_tree

POST = """---
title: Report
date: 2023-12-08
---
## Top 3 papers

### [The Games We Play](https://arxiv.org/abs/2401.00064)

### [CLaMP: Cross-Modal Search](https://arxiv.org/abs/2401.00064)

### [The games we play: a second look](https://arxiv.org/pdf/2401.00064v2)
"""


def test_two_titles_with_one_address_stay_two_papers_and_are_reported(publication, tmp_path):
    site = write_tree(tmp_path / "site", {"hugo.toml": "", "content/posts/a.md": POST})

    report = bring_site(site, PublicationPage.objects.get())

    papers = {paper.title: paper.identifiers.count() for paper in Paper.objects.all()}
    assert papers == {"The Games We Play": 1, "CLaMP: Cross-Modal Search": 0}
    [outcome] = report.outcomes
    assert [notice.what for notice in outcome.notices] == [
        "“CLaMP: Cross-Modal Search” has the address of another entry, "
        "https://arxiv.org/abs/2401.00064."
    ]
    again = bring_site(site, PublicationPage.objects.get())
    assert (again.counts["unchanged"], Paper.objects.count()) == (1, 2)
