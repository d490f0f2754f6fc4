from django_tasks import task
from wagtail.search.index import insert_or_update_object

from blog.core.time_limit import time_limit
from blog.papers.models import Paper


@task()
@time_limit(minutes=10)
def index_for_editors(pks: list[int]) -> int:
    """Papers that were stored together, into the search of the admin."""
    papers = Paper.objects.filter(pk__in=pks)
    for paper in papers:
        insert_or_update_object(paper)
    return len(papers)
