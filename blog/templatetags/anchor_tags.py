"""Blocks with the ids that links from former sites end in."""

from django import template
from django.template.base import FilterExpression, NodeList

from blog.posts.former_anchors import with_anchors

register = template.Library()


class AnchoredNode(template.Node):
    def __init__(self, block_id: FilterExpression, nodelist: NodeList) -> None:
        self.block_id, self.nodelist = block_id, nodelist

    def render(self, context) -> str:
        html, reading = self.nodelist.render(context), context.get("reading")
        names = reading.former_anchors.get(self.block_id.resolve(context)) if reading else None
        return with_anchors(html, names, reading.ids) if names else html


@register.tag
def anchored(parser, token) -> AnchoredNode:
    """`{% anchored block.id %}…{% endanchored %}`: a block with what links from a former site, or
    to one, end in."""
    _name, block_id = token.split_contents()
    nodelist = parser.parse(("endanchored",))
    parser.delete_first_token()
    return AnchoredNode(parser.compile_filter(block_id), nodelist)
