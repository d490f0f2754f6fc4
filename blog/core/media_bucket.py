"""MEDIA_BUCKET. Needs the extra "s3", so nothing imports it that runs without."""

from __future__ import annotations

from typing import Any

from storages.backends.s3 import S3Storage

from blog.core.media import NOT_KEPT, PRIVATE, PUBLIC_FOLDERS, PrivateNamesMixin


class MediaBucket(PrivateNamesMixin, S3Storage):  # type: ignore[misc, valid-type]
    """Public folders by their plain addresses, `private/` by ours, documents signed."""

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        folder = (name or "").partition("/")[0]
        if folder in PUBLIC_FOLDERS or (name or "").startswith(PRIVATE):
            return super().url(name, *args, **kwargs)
        # Objects are stored to be kept for ever; this answer is for one reader alone.
        parameters = {"Bucket": self.bucket.name, "Key": self._normalize_name(name)}
        return str(
            self.connection.meta.client.generate_presigned_url(
                "get_object",
                Params=parameters | {"ResponseCacheControl": NOT_KEPT},
                ExpiresIn=self.querystring_expire,
            )
        )
