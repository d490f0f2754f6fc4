from blog.posts.models.addresses import PublicAddress
from blog.posts.models.categories import Category, PostCategory
from blog.posts.models.changes import PublicChange
from blog.posts.models.failures import Output, RenderFailure
from blog.posts.models.mentions import PaperLink, PaperMention
from blog.posts.models.pages import Byline, PostPage, PostSeries, PublicationPage, StandardPage
from blog.posts.models.rebuilds import Rebuild
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
    "PublicAddress",
    "PublicChange",
    "PublicationPage",
    "Rebuild",
    "RelatedPost",
    "RenderFailure",
    "StandardPage",
]
