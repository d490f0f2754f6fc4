from wagtail.blocks import PageChooserBlock as WagtailPageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from blog.posts.references import LoadedChooserMixin


class ImageChooserBlock(LoadedChooserMixin, WagtailImageChooserBlock):
    pass


class SnippetChooserBlock(LoadedChooserMixin, WagtailSnippetChooserBlock):
    pass


class DocumentChooserBlock(LoadedChooserMixin, WagtailDocumentChooserBlock):
    pass


class PageChooserBlock(LoadedChooserMixin, WagtailPageChooserBlock):
    pass
