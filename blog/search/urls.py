from django.urls import path

from blog.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/page/<int:number>/", views.search, name="search-page"),
]
