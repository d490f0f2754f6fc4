"""Tasks that take as long as a test wants."""

import time

from django_tasks import task

from blog.core.time_limit import time_limit


@task()
@time_limit(minutes=60)
def sleep(seconds: float) -> None:
    time.sleep(seconds)


@task()
@time_limit(minutes=1 / 60)
def exceed_a_second(seconds: float) -> None:
    time.sleep(seconds)


@task()
def fail(what: str) -> None:
    raise RuntimeError(what)
