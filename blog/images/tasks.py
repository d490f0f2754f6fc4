from django_tasks import task

from blog.core.time_limit import time_limit
from blog.images.pipeline import build_renditions


@task()
@time_limit(minutes=30)
def generate(image_id: int) -> int:
    """Every rendition that a set wants of this picture; how many were made."""
    return build_renditions(image_id).made
