"""Addresses of cards: beside the page that each stands for."""

from django.urls import path

from blog.site import card_views as views

urlpatterns = [
    path("card.jpg", views.front_card),
    path("papers/card.jpg", views.papers_card),
    path("authors/<record:slug>/card.jpg", views.author_card),
    path("papers/<record:slug>/card.jpg", views.paper_card),
    path("events/<record:slug>/<number:year>/card.jpg", views.event_card),
    path("categories/<record:slug>/card.jpg", views.category_card),
    path("<path:address>/card.jpg", views.post_card),
]
