"""Public addresses. Ours first; then Wagtail, which here accepts every path."""

from django.urls import include, path, re_path
from wagtail.views import serve

from blog.site import views
from blog.transfer.markdown_twin import page_markdown

urlpatterns = [
    path("", include("blog.feeds.urls")),
    path("", include("blog.search.urls")),
    path("", include("blog.site.card_urls")),
    path("", serve, {"path": ""}, name="front"),
    path("page/<int:number>/", views.front_page, name="front-page"),
    path("authors/", views.author_list, name="authors"),
    path("authors/<slug:slug>/", views.author_page, name="author"),
    path("authors/<slug:slug>/page/<int:number>/", views.author_page),
    path("categories/", views.category_list, name="categories"),
    path("categories/<slug:slug>/", views.category_page, name="category"),
    path("categories/<slug:slug>/page/<int:number>/", views.category_page),
    path("papers/", views.paper_list, name="papers"),
    path("papers/page/<int:number>/", views.paper_list),
    path("papers/<slug:slug>/", views.paper_page, name="paper"),
    path("papers/<slug:slug>/cite.bib", views.paper_bibtex, name="paper-bibtex"),
    path("events/", views.event_list, name="events"),
    path("events/<slug:slug>/", views.event_series_page, name="event-series"),
    path("events/<slug:slug>/<int:year>/", views.event_page, name="event"),
    path("series/<slug:slug>/", views.post_series_page, name="post-series"),
    path("archive/", views.archive, name="archive"),
    path("theme.css", views.theme_css, name="theme-css"),
    path("<path:address>/index.md", page_markdown, name="page-markdown"),
    path("<path:address>/papers.bib", views.post_papers_bibtex, name="post-papers-bibtex"),
    # Wagtail's own pattern accepts only [\w-] segments, and imported addresses hold others.
    re_path(r"^((?:[^/]+/)*)$", serve, name="wagtail_serve"),
]
