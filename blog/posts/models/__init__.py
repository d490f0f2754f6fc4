from blog.posts.models.categories import Category, PostCategory
from blog.posts.models.failures import Output, RenderFailure
from blog.posts.models.mentions import PaperLink, PaperMention
from blog.posts.models.pages import Byline, PostPage, PostSeries, PublicationPage, StandardPage
from blog.posts.models.related import PostTerm, RelatedPost

__all__ = [
    "Byline",
    "Category",
    "Output",
    "PaperLink",
    "PaperMention",
    "PostCategory",
    "PostPage",
    "PostSeries",
    "PostTerm",
    "PublicationPage",
    "RelatedPost",
    "RenderFailure",
    "StandardPage",
]
