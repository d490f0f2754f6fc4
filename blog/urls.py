"""Public addresses. Ours first; then Wagtail, which here accepts every path."""

from django.urls import re_path
from wagtail.views import serve

urlpatterns = [re_path(r"^(.*)$", serve, name="wagtail_serve")]
