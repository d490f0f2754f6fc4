from django_tasks import task
from wagtail.search.index import insert_or_update_object

from blog.papers.models import Paper


@task()
def index_for_editors(pks: list[int]) -> int:
    """Papers that were stored together, into the search of the admin."""
    papers = Paper.objects.filter(pk__in=pks)
    for paper in papers:
        insert_or_update_object(paper)
    return len(papers)
