from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockAdapter

from blog.papers.chooser.widgets import editor_scripts
from blog.posts.blocks.addresses import LinkAddressBlock
from blog.posts.blocks.anchors import EntryValue
from blog.posts.blocks.choosers import SnippetChooserBlock
from blog.posts.blocks.gallery import GalleryBlock
from blog.posts.blocks.media import MediaBlock
from blog.posts.blocks.pictures import EmbedBlock, ImageBlock
from blog.posts.blocks.prose import ProseBlock
from blog.posts.blocks.technical import CodeBlock, MathBlock, TableBlock
from blog.posts.blocks.text import HeadingBlock, MarkdownBlock, QuoteBlock, RawHTMLBlock
from blog.posts.counting import rules

LINK_KINDS = [
    ("code", _("Code")),
    ("demo", _("Demo")),
    ("data", _("Data")),
    ("video", _("Video")),
    ("slides", _("Slides")),
    ("poster", _("Poster")),
    ("model", _("Model")),
    ("project", _("Project")),
    ("blog", _("Blog post")),
    ("paper", _("Paper")),
    ("other", _("Link")),
]


class EntryLinkBlock(StructBlock):
    kind = ChoiceBlock(label=_("Kind"), choices=LINK_KINDS, default="code")
    url = URLBlock(label=_("Address"))
    label = CharBlock(
        label=_("Label"),
        required=False,
        max_length=120,
        help_text=_("When the kind says too little."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        form_classname = "struct-block entry-link"


class EntryMoreBlock(StreamBlock):
    """What follows the commentary inside an entry."""

    prose = ProseBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    media = MediaBlock()
    embed = EmbedBlock()
    quote = QuoteBlock()
    heading = HeadingBlock()
    code = CodeBlock()
    math = MathBlock()
    table = TableBlock()
    markdown = MarkdownBlock()
    raw_html = RawHTMLBlock()

    class Meta:
        required = False


class PaperEntryBlock(StructBlock):
    """A paper as discussed in this post. Empty fields mean: as the paper's record says."""

    paper = SnippetChooserBlock("blog.Paper", label=_("Paper"))
    title = CharBlock(
        label=_("Title in this post"),
        required=False,
        max_length=600,
        help_text=_("Only when it differs from the record."),
    )
    authors = CharBlock(
        label=_("Authors in this post"),
        required=False,
        max_length=600,
        help_text=_("Only when they are written differently: Pasini and Schlüter."),
    )
    url = LinkAddressBlock(
        label=_("Address in this post"),
        required=False,
        max_length=1000,
        help_text=_(
            "Only when the title should lead elsewhere than the record's first identifier."
        ),
    )
    award = CharBlock(
        label=_("Award"), required=False, max_length=120, help_text=_("Best Paper Award")
    )
    commentary = ProseBlock(label=_("Commentary"), required=False)
    more = EntryMoreBlock(label=_("After the commentary"), required=False, collapsed=True)
    links = ListBlock(EntryLinkBlock(), label=_("Links"), default=[], collapsed=True)
    contributor = SnippetChooserBlock(
        "blog.Author",
        label=_("Written by"),
        required=False,
        help_text=_("Which of the authors wrote this entry."),
    )
    disclosure = CharBlock(
        label=_("Disclosure"),
        required=False,
        max_length=300,
        help_text=_("I am a co-author. Shown beside the entry, in feeds and in exports."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Paper")
        group = _("Papers")
        description = _("One paper: its record in the margin, your commentary beside it")
        template = "blog/blocks/paper.html"
        value_class = EntryValue
        form_classname = "struct-block paper-entry"
        preview_value = {
            "paper": None,
            "title": _("A paper that one of us could not put down"),
            "authors": "Quill, Verso",
            "url": "",
            "award": _("Best Paper Award"),
            "commentary": _("<p>It says in eight pages what we had tried to say in thirty.</p>"),
            "more": [],
            "links": [],
            "contributor": None,
            "disclosure": "",
        }


class PaperListBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=300)
    intro = ProseBlock(label=_("Introduction"), required=False)
    ranked = BooleanBlock(
        label=_("Ranked"),
        required=False,
        help_text=_("Entries carry numerals; otherwise they stand in no particular order."),
    )
    expected_count = IntegerBlock(
        label=_("Expected number"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("Ten, in a list that its title calls a top ten."),
    )
    entries = ListBlock(PaperEntryBlock(), label=_("Papers"), min_num=0, collapsed=True)

    class Meta:
        icon = "list-ol"
        label = _("List of papers")
        group = _("Papers")
        description = _("Ten papers, ranked or in no particular order")
        template = "blog/blocks/paper_list.html"
        preview_value = {
            "heading": _("Ten papers"),
            "intro": _("<p>In the order in which we would read them again.</p>"),
            "ranked": True,
            "expected_count": None,
            "entries": [PaperEntryBlock._meta_class.preview_value],
        }


class PaperListAdapter(StructBlockAdapter):
    """A button fills the list from pasted links. Who may not add papers is refused behind it."""

    js_constructor = "rapporteur.PaperListBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        paste = {
            "label": gettext("Paste links"),
            "url": reverse("wagtailsnippetchoosers_blog_paper:list"),
        }
        count = {
            "rules": rules(),
            # For one, and for more.
            "texts": [
                ngettext(
                    "%(wanted)s paper is promised; the list has %(count)s.",
                    "%(wanted)s papers are promised; the list has %(count)s.",
                    number,
                )
                % {"wanted": "{wanted}", "count": "{count}"}
                for number in (1, 2)
            ],
        }
        return [name, children, meta | {"paste": paste, "count": count}]

    @cached_property
    def media(self):
        # One list keeps the order: ours builds on the blocks and on the chooser.
        blocks = versioned_static("wagtailadmin/js/telepath/blocks.js")
        own = [f"blog/admin/paper-{name}.js" for name in ("count", "list")]
        return Media(js=[blocks, *editor_scripts(), *own])


class PaperEntryAdapter(StructBlockAdapter):
    """Proposes a disclosure when who writes is an author of the paper."""

    js_constructor = "rapporteur.PaperEntryBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        disclosure = {"label": gettext("Say so"), "url": reverse("propose_disclosure")}
        return [name, children, meta | {"disclosure": disclosure}]

    @cached_property
    def media(self):
        blocks = versioned_static("wagtailadmin/js/telepath/blocks.js")
        return Media(js=[blocks, "blog/admin/paper-entry.js"])


register(PaperListAdapter(), PaperListBlock)
register(PaperEntryAdapter(), PaperEntryBlock)
