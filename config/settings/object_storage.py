"""Pictures and documents in an S3-compatible store, when the environment names a bucket."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from config.settings.environment import Environment

_S3 = "storages.backends.s3.S3Storage"
_MEDIA = "blog.core.media_bucket.MediaBucket"
# Names of renditions change with their content.
_FOR_EVER = {"CacheControl": "public, max-age=31536000, immutable"}


def object_storage(env: Environment) -> dict[str, dict[str, Any]]:
    """Entries of STORAGES; empty without MEDIA_BUCKET.

    Originals go to ORIGINALS_BUCKET, which nobody but this server may read. Without one they stay
    on this machine's disk: a bucket that readers can reach is no place for them.
    """
    bucket = env.str("MEDIA_BUCKET", default="")
    if not bucket:
        return {}
    shared = {
        "endpoint_url": env.address("S3_ENDPOINT_URL") or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "default_acl": None,
        "file_overwrite": False,
    }
    media = shared | {
        "bucket_name": bucket,
        "querystring_auth": False,
        "object_parameters": _FOR_EVER,
        "custom_domain": env.str("MEDIA_DOMAIN", default="") or None,
    }
    found = {"default": {"BACKEND": _MEDIA, "OPTIONS": media}}
    if private := env.str("ORIGINALS_BUCKET", default=""):
        found["originals"] = {
            "BACKEND": _S3,
            "OPTIONS": shared | {"bucket_name": private, "querystring_expire": 300},
        }
    return found


def media_origin(env: Environment) -> str:
    """What our content security policy must allow pictures to come from; "" for our own host."""
    domain = env.str("MEDIA_DOMAIN", default="")
    return f"https://{domain}" if domain and store_origin(env) else store_origin(env)


def store_origin(env: Environment) -> str:
    """Where signed addresses of documents lead to; "" for our own host."""
    if not env.str("MEDIA_BUCKET", default=""):
        return ""
    if endpoint := env.address("S3_ENDPOINT_URL"):
        parts = urlsplit(endpoint)
        return f"{parts.scheme}://{parts.netloc}"
    return f"https://{env.str('MEDIA_BUCKET')}.s3.amazonaws.com"
