from django.urls import path

from blog.search import citations, paper_list, views
from blog.site.citation_urls import SUFFIX

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/page/<number:number>/", views.search, name="search-page"),
    path(f"search.{SUFFIX}", citations.found_citations, name="search-cite"),
    path("papers/", paper_list.paper_list, name="papers"),
    path("papers/page/<number:number>/", paper_list.paper_list),
    path(f"papers.{SUFFIX}", citations.listed_papers, name="papers-cite"),
]
