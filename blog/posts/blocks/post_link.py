from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from blog.posts.blocks.choosers import PageChooserBlock
from blog.posts.blocks.pictures import FormerAddressBlock
from blog.posts.references import is_loading, public_post


class PostLinkValue(StructValue):
    @cached_property
    def shown_post(self):
        """The post while strangers may read it, otherwise None: not even its title shows."""
        return public_post(self.get("post"), self.get("address") or "")


class PostLinkBlock(StructBlock):
    """Another post of ours. Readers see it only while it is public."""

    post = PageChooserBlock("blog.PostPage", label=_("Post"), required=False)
    address = FormerAddressBlock(
        label=_("Address"),
        required=False,
        max_length=1000,
        help_text=_("Where an imported text leads. It is found as soon as that post is here."),
        form_classname="former-address",
    )
    text = CharBlock(
        label=_("Why read it"),
        required=False,
        max_length=300,
        help_text=_("Instead of the post's own standfirst."),
    )

    def bulk_to_python(self, values):
        found = super().bulk_to_python(values)
        if is_loading():
            for value in found:
                value.shown_post  # noqa: B018 (found now, while its row is at hand)
        return found

    def clean(self, value):
        cleaned = super().clean(value)
        if not (self.is_deferred_validation or cleaned["post"] or cleaned["address"]):
            message = _("No post is chosen. Choose one, or delete this block.")
            raise StructBlockValidationError({"post": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "doc-full"
        label = _("Link to a post")
        preview_template = "blog/blocks/post_link_preview.html"
        group = _("Text")
        description = _("Another post of ours with its date and authors, while it is public")
        template = "blog/blocks/post_link.html"
        value_class = PostLinkValue
        preview_value = {"post": None, "address": "/", "text": _("Where this began.")}
