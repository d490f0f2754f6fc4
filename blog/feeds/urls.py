"""Addresses of feeds and of what finds the site for machines."""

from __future__ import annotations

from django.urls import path

from blog.feeds import views

_SCOPES = {
    "": "",
    "author": "authors/<record:slug>/",
    "category": "categories/<record:slug>/",
    "event": "events/<record:slug>/<number:year>/",
    "event-series": "events/<record:slug>/",
}

urlpatterns = [
    path(
        f"{prefix}{page}{name}",
        views.feed,
        {"scope": scope, "name": name},
        name="-".join(["feed", *filter(None, [scope, page and "page"]), name]),
    )
    for scope, prefix in _SCOPES.items()
    for page in ("", "page/<number:number>/")
    for name in views.FEED_NAMES
]
urlpatterns += [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<number:part>.xml", views.sitemap),
    path("robots.txt", views.robots, name="robots"),
    path("llms.txt", views.llms, name="llms"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("icons/<number:size>.png", views.icon, name="icon"),
    path("favicon.ico", views.favicon, name="favicon"),
]
