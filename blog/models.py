"""Every model of ours, gathered where Django looks. Inside `blog` import from the owning package."""

from blog.authors.models import Affiliation, Author, AuthorLink
from blog.demo.models import DemoDecision
from blog.documents.models import RecordingFile
from blog.images.models import CustomImage, CustomRendition
from blog.operations.models import PasswordMail, QueuedTask, TaskLease
from blog.papers.lookup.models import LookupReply, SourcePause
from blog.papers.models import (
    DistinctPapers,
    Event,
    EventSeries,
    Paper,
    PaperAuthor,
    PaperIdentifier,
)
from blog.posts.models import (
    Byline,
    Category,
    PaperLink,
    PaperMention,
    PostCategory,
    PostPage,
    PostSeries,
    PostTerm,
    PublicAddress,
    PublicationPage,
    PublicChange,
    Rebuild,
    RelatedPost,
    RenderFailure,
    StandardPage,
)
from blog.search.models import IndexChange, SearchEntry, SearchTerm
from blog.site.models import PublicationSettings
from blog.transfer.models import (
    FetchedPicture,
    ImportedAddress,
    ImportedFile,
    ImportLease,
    ImportRecord,
    ImportRun,
    ImportSource,
)

__all__ = [
    "Affiliation",
    "Author",
    "AuthorLink",
    "Byline",
    "Category",
    "CustomImage",
    "CustomRendition",
    "DemoDecision",
    "DistinctPapers",
    "Event",
    "EventSeries",
    "FetchedPicture",
    "ImportLease",
    "ImportRecord",
    "ImportRun",
    "ImportSource",
    "ImportedAddress",
    "ImportedFile",
    "IndexChange",
    "LookupReply",
    "Paper",
    "PaperAuthor",
    "PaperIdentifier",
    "PaperLink",
    "PaperMention",
    "PasswordMail",
    "PostCategory",
    "PostPage",
    "PostSeries",
    "PostTerm",
    "PublicAddress",
    "PublicChange",
    "PublicationPage",
    "PublicationSettings",
    "QueuedTask",
    "Rebuild",
    "RecordingFile",
    "RelatedPost",
    "RenderFailure",
    "SearchEntry",
    "SearchTerm",
    "SourcePause",
    "StandardPage",
    "TaskLease",
]
