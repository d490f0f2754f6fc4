from django import template

from blog.site.share import ShareLink, share_links

register = template.Library()


@register.simple_tag
def share(publication, post) -> list[ShareLink]:
    """The links by which the publication lets readers pass a post on."""
    services = [item.value for item in publication.share_services] if publication else []
    return share_links(services, title=post.title, address=post.full_url)
