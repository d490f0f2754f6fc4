from django import template

from blog.posts.blocks.anchors import anchor
from blog.site.share import EntryShare, ShareLink, share_entry, share_links
from blog.templatetags.blog_tags import publication

register = template.Library()


@register.simple_tag
def share(publication, post) -> list[ShareLink]:
    """The links by which the publication lets readers pass a post on."""
    return share_links(_services(publication), title=post.title, address=post.full_url)


@register.simple_tag(takes_context=True)
def entry_share(context, value, block_id) -> EntryShare | None:
    """How to pass on one entry of the post that is shown; None in a preview of the block."""
    post = context.get("page")
    fragment = anchor(block_id, "p")
    if not fragment or not getattr(post, "pk", None):
        return None
    return share_entry(
        _services(publication(context)),
        paper=value.shown_title,
        post=post.title,
        address=f"{post.full_url}#{fragment}",
    )


def _services(publication) -> list[str]:
    return [item.value for item in publication.share_services] if publication else []
