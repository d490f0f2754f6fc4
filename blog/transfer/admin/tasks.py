from django_tasks import task

from blog.core.time_limit import time_limit
from blog.transfer.admin.work import perform


# Before renditions and indexes, of which a run leaves hundreds: somebody is looking.
@task(priority=50)
@time_limit(minutes=720)
def import_upload(run: int, attempt: int) -> None:
    perform(run, attempt)
