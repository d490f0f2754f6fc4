"""Public addresses. Ours first; then Wagtail, which here accepts every path."""

from django.urls import include, path, re_path
from wagtail.views import serve

from blog.site.views import (
    archive,
    authors,
    categories,
    events,
    front,
    papers,
    series,
    theme,
)
from blog.transfer.markdown_twin import page_markdown

urlpatterns = [
    path("", include("blog.feeds.urls")),
    path("", include("blog.search.urls")),
    path("", include("blog.site.card_urls")),
    path("", serve, {"path": ""}, name="front"),
    path("page/<number:number>/", front.front_page, name="front-page"),
    path("authors/", authors.author_list, name="authors"),
    path("authors/<record:slug>/", authors.author_page, name="author"),
    path("authors/<record:slug>/page/<number:number>/", authors.author_page),
    path("categories/", categories.category_list, name="categories"),
    path("categories/<record:slug>/", categories.category_page, name="category"),
    path("categories/<record:slug>/page/<number:number>/", categories.category_page),
    path("papers/<record:slug>/", papers.paper_page, name="paper"),
    path("events/", events.event_list, name="events"),
    path("events/<record:slug>/", events.event_series_page, name="event-series"),
    path("events/<record:slug>/<number:year>/", events.event_page, name="event"),
    path("series/<record:slug>/", series.post_series_page, name="post-series"),
    path("archive/", archive.archive, name="archive"),
    re_path(r"^look/([0-9a-f]{6})-([0-9a-f]{6})-([0-9a-f]{8})\.css$", theme.look_css, name="look"),
    path("<path:address>/index.md", page_markdown, name="page-markdown"),
    path("", include("blog.site.citation_urls")),
    # Old sites named their pages as files; such an address has no slash at its end.
    re_path(r"^((?:[^/]+/)*[^/]+\.(?i:html?))$", serve),
    # Wagtail's own pattern accepts only [\w-] segments, and imported addresses hold others.
    re_path(r"^((?:[^/]+/)*)$", serve, name="wagtail_serve"),
]
