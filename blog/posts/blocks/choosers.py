from django.utils.functional import cached_property
from wagtail.blocks import PageChooserBlock as WagtailPageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from blog.posts.references import LoadedChooserMixin


class ImageChooserBlock(LoadedChooserMixin, WagtailImageChooserBlock):
    pass


class SnippetChooserBlock(LoadedChooserMixin, WagtailSnippetChooserBlock):
    @cached_property
    def widget(self):
        """The widget that the model's own chooser asks for, where it has one."""
        plain = super().widget
        chooser = self.target_model.snippet_viewset.chooser_viewset
        own = getattr(chooser, "block_widget_class", None)
        return own(self.target_model, icon=self.meta.icon) if own else plain


class DocumentChooserBlock(LoadedChooserMixin, WagtailDocumentChooserBlock):
    pass


class PageChooserBlock(LoadedChooserMixin, WagtailPageChooserBlock):
    pass
