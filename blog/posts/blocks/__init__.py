"""Every body block. Names and shapes are those of `blog.transfer.document`'s blocks."""

from blog.posts.blocks.body import PostBody, SectionBlocks

__all__ = ["PostBody", "SectionBlocks"]
