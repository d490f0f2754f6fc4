"""Pictures in a store that speaks S3: a real server on this machine, asked over HTTP."""

import io
import json
import os
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from blog.images.intake import save_new, take_in
from blog.images.models import CustomImage
from blog.images.originals import open_original
from blog.images.pictures import picture_for
from blog.images.pipeline import build_renditions
from blog.images.prune import prune_renditions
from config.settings.environment import Environment
from config.settings.object_storage import media_origin, object_storage
from tests.documents.test_documents import WEBM, make_document
from tests.images import samples

boto3 = pytest.importorskip("boto3")
server = pytest.importorskip("moto.server")


def documented_policy() -> dict:
    """What docs/images.md tells operators to set for the bucket `media`."""
    [policy] = re.findall(r"```json\n(.*?)```", Path("docs/images.md").read_text(), re.DOTALL)
    return json.loads(policy)


@pytest.fixture(scope="module")
def endpoint():
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def buckets(endpoint, settings, monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": "only for tests",
        "AWS_DEFAULT_REGION": "us-east-1",
        "S3_ENDPOINT_URL": endpoint,
        "MEDIA_BUCKET": "media",
        "ORIGINALS_BUCKET": "originals",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=endpoint)
    for name in ("media", "originals"):
        client.create_bucket(Bucket=name)
    client.put_bucket_policy(Bucket="media", Policy=json.dumps(documented_policy()))
    settings.STORAGES = settings.STORAGES | object_storage(Environment())
    yield client
    for name in ("media", "originals"):
        for entry in client.list_objects_v2(Bucket=name).get("Contents", []):
            client.delete_object(Bucket=name, Key=entry["Key"])
        client.delete_bucket(Bucket=name)


def keys(client, bucket: str) -> set[str]:
    return {entry["Key"] for entry in client.list_objects_v2(Bucket=bucket).get("Contents", [])}


def photograph(size=(900, 600)) -> CustomImage:
    return save_new(take_in(samples.jpeg(size), "hall.jpg"), title="Hall")


def test_pictures_and_renditions_lie_in_the_store_and_are_fetched_from_there(
    publication, buckets, settings
):
    image = photograph()

    assert build_renditions(image.pk).made == 34

    assert keys(buckets, "media") == {
        image.file.name,
        *(row.file.name for row in image.renditions.all()),
    }
    picture = picture_for(CustomImage.objects.get(), "figure")
    with urllib.request.urlopen(picture.fallback.src, timeout=60) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        with Image.open(io.BytesIO(answer.read())) as fetched:
            assert fetched.size == (900, 600)
    assert not settings.MEDIA_ROOT.exists()


def test_the_original_lies_in_a_bucket_of_its_own(publication, buckets):
    image = photograph()

    assert keys(buckets, "originals") == {image.original}
    with open_original(image) as file:
        assert file.read() == samples.jpeg((900, 600))


def answer_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_every_object_answers_strangers_only_if_it_is_a_public_picture(
    publication, buckets, endpoint, django_capture_on_commit_callbacks
):
    private = Collection.get_first_root_node().add_child(name="Unpublished")
    with django_capture_on_commit_callbacks(execute=True):
        images = [
            photograph((90, 60)),
            save_new(take_in(samples.encoded(samples.gradient((90, 60)), "PNG"), "plot.png")),
        ]
        make_document("sea.webm")
        make_document("sea.pdf", b"%PDF-1.7", collection=private)
    with django_capture_on_commit_callbacks(execute=True):
        images[1].collection = private
        images[1].save()
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    answers = {key: answer_of(f"{endpoint}/media/{key}") for key in keys(buckets, "media")}

    public, hidden = CustomImage.objects.order_by("pk")
    names = [{image.file.name, *image.renditions.values_list("file", flat=True)}
             for image in (public, hidden)]  # fmt: skip
    documents = set(get_document_model().objects.values_list("file", flat=True))
    assert answers == dict.fromkeys(names[0], 200) | dict.fromkeys(names[1] | documents, 403)
    assert all(name.startswith("private/") for name in names[1])
    assert answer_of(f"{endpoint}/originals/{public.original}") == 403


def test_a_document_is_signed_for_those_who_may_have_it(publication, buckets, client, admin_client):
    private = Collection.get_first_root_node().add_child(name="Unpublished")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = make_document("sea.webm", collection=private)
    image = save_new(
        take_in(samples.encoded(samples.gradient((90, 60)), "PNG"), "plot.png"), collection=private
    )

    answer = admin_client.get(document.url)

    assert client.get(document.url).status_code == client.get(image.file.url).status_code == 404
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    with urllib.request.urlopen(answer["Location"], timeout=60) as file:
        assert (file.read(), file.headers["Cache-Control"]) == (WEBM, "private, no-store")
    shown = admin_client.get(image.file.url)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")


def test_a_second_run_and_a_prune_work_there_too(publication, buckets):
    image = photograph()
    build_renditions(image.pk)
    lost = image.renditions.first()
    buckets.delete_object(Bucket="media", Key=lost.file.name)
    buckets.put_object(Bucket="media", Key="images/young.avif", Body=b"of a worker")

    assert build_renditions(image.pk, verify=True).made == 1

    assert list(prune_renditions(dry_run=True)) == []
    assert lost.file.name in keys(buckets, "media")


def test_a_deleted_picture_leaves_the_store(
    publication, buckets, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = photograph((60, 40))

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert keys(buckets, "media") == keys(buckets, "originals") == set()


def test_without_a_bucket_everything_stays_on_disk(monkeypatch):
    for name in [name for name in os.environ if name.startswith(("MEDIA_", "S3_", "ORIGINALS_"))]:
        monkeypatch.delenv(name)

    assert object_storage(Environment()) == {}
    assert media_origin(Environment()) == ""


def test_the_policy_lets_pictures_come_from_the_store(monkeypatch):
    monkeypatch.setenv("MEDIA_BUCKET", "media")
    monkeypatch.setenv("MEDIA_DOMAIN", "pictures.example.org")

    assert media_origin(Environment()) == "https://pictures.example.org"
    [default] = object_storage(Environment()).values()
    assert default["OPTIONS"]["custom_domain"] == "pictures.example.org"
