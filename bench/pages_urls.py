"""The site's addresses and one more."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler404, handler500
from config.urls import urlpatterns as of_the_site

__all__ = ["handler404", "handler500", "urlpatterns"]
urlpatterns = [path("bare-hello/", lambda request: HttpResponse("hello")), *of_the_site]
