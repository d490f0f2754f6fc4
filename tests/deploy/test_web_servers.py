"""The examples for nginx and Caddy, run by the real programs in front of the real site."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, nullcontext
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt
from django.db import connections
from django.test.testcases import LiveServerThread
from wagtail.models import Collection, CollectionViewRestriction

from tests.documents.test_documents import make_document
from tests.factories import make_image
from tests.images.test_privacy import files_of, stored_files, with_all_files
from tests.served import ROOT, free_port

pytestmark = pytest.mark.django_db(transaction=True)


def nginx_command(folder, port, media, upstream):
    text = (ROOT / "deploy/nginx.conf").read_text()
    server = re.sub(r"listen 443 ssl http2;.*", f"listen 127.0.0.1:{port};", text)
    server = re.sub(r"ssl_certificate.*", "", server).partition("\nserver {\n    listen 80")[0]
    server = server.replace("/srv/rapporteur/media", str(media))
    server = server.replace("http://127.0.0.1:8000", upstream)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = folder / "nginx.conf"
    # As root it would otherwise serve as an account that may not read a test's folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    configuration.write_text(
        f"{user}daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}{server}\n}}\n"
    )
    return ["nginx", "-c", str(configuration), "-p", str(folder)]


def caddy_command(folder, port, media, upstream):
    text = (ROOT / "deploy/Caddyfile").read_text()
    text = text.replace("reports.lab.example.org {", f"http://127.0.0.1:{port} {{")
    text = text.replace("/srv/rapporteur/media", str(media))
    text = text.replace("127.0.0.1:8000", upstream.removeprefix("http://"))
    configuration = folder / "Caddyfile"
    configuration.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{text}")
    return ["caddy", "run", "--config", str(configuration), "--adapter", "caddyfile"]


COMMANDS = {"nginx": nginx_command, "caddy": caddy_command}


@contextmanager
def in_front_of(upstream, name, folder, media):
    """The address of the web server."""
    if not (shutil.which(name) or shutil.which(name, path="/usr/sbin")):
        message = f"{name} is not on this machine (Debian: apt install {name})."
        if os.environ.get("RAPPORTEUR_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    port = free_port()
    folder.mkdir()
    environment = {"PATH": f"{os.environ['PATH']}:/usr/sbin", "HOME": str(folder)}
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(
            COMMANDS[name](folder, port, media, upstream),
            env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_for(port, running, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


def wait_for(port, running, log):
    for _ in range(200):
        assert running.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.fixture
def upstream(transactional_db):
    """Our own application. The `live_server` of Django's tests answers media addresses itself."""
    shared = {one.alias: one for one in connections.all()
              if one.vendor == "sqlite" and one.is_in_memory_db()}  # fmt: skip
    for connection in shared.values():
        connection.inc_thread_sharing()
    thread = LiveServerThread(
        "127.0.0.1", lambda media: media.application, connections_override=shared
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for connection in shared.values():
        connection.dec_thread_sharing()


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_web_server_answers_a_storage_path_only_if_it_is_that_of_a_public_picture(
    publication, upstream, settings, tmp_path, name
):
    private = Collection.get_first_root_node().add_child(name="Unpublished")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    public = with_all_files(make_image(size=(90, 60)))
    hidden = with_all_files(make_image(size=(90, 60), collection=private))
    make_document("sea.pdf", b"%PDF-1.7", collection=private)
    open_to_all = make_document("notes.txt", b"Notes.")
    paths = stored_files(settings.MEDIA_ROOT)
    detours = [f"images/../{hidden.file.name}", f"images/..%2f{hidden.file.name}",
               f"images//../{hidden.file.name}", f"IMAGES/../{hidden.file.name}",
               f"original_images/%2e%2e/{hidden.file.name}", f"./{hidden.file.name}"]  # fmt: skip

    with in_front_of(upstream, name, tmp_path / name, settings.MEDIA_ROOT) as address:
        answers = {path: fetch(f"{address}/media/{path}") for path in [*paths, *detours]}
        by_view = fetch(f"{address}{hidden.file.url}")[0]

    assert {path for path, (status, _headers) in answers.items() if status == 200} == (
        files_of(public) | {open_to_all.file.name}
    )
    assert {status for status, _headers in answers.values()} == {200, 404}
    assert by_view == 404
    rendition = answers[public.renditions.exclude(file__contains=".max-").first().file.name][1]
    assert "max-age" in rendition["Cache-Control"]
    assert "sandbox" in rendition["Content-Security-Policy"]


class Visitor:
    """A browser at an address of its own: all of 127.0.0.0/8 is this machine."""

    def __init__(self, address, own_address):
        self.host, self.own_address = address.removeprefix("http://"), own_address
        _status, cookies, page = self._ask("GET", {})
        self.cookie = cookies.partition(";")[0]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def sign_in(self, password, forwarded):
        """The status; `forwarded` is what this browser claims to be."""
        form = {"csrfmiddlewaretoken": self.token, "username": "ada", "password": password}
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": forwarded,
            "X-Real-IP": forwarded,
            "Forwarded": f"for={forwarded}",
        }
        return self._ask("POST", headers, urlencode(form))[0]

    def _ask(self, method, headers, body=None):
        connection = HTTPConnection(self.host, source_address=(self.own_address, 0))
        connection.request(method, "/admin/login/", body, headers)
        answer = connection.getresponse()
        parts = answer.status, answer.getheader("Set-Cookie", ""), answer.read().decode()
        connection.close()
        return parts


@pytest.mark.parametrize("name", ["nginx", "caddy", ""])
def test_wrong_passwords_are_counted_for_the_client_and_not_for_what_it_says_it_is(
    publication, upstream, settings, tmp_path, name, django_user_model
):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3
    settings.TRUSTED_PROXIES = int(bool(name))
    django_user_model.objects.create_superuser("ada", "", "right")
    front = (
        in_front_of(upstream, name, tmp_path / name, settings.MEDIA_ROOT)
        if name
        else nullcontext(upstream)
    )
    with front as address:
        stranger, ada = Visitor(address, "127.0.0.66"), Visitor(address, "127.0.0.7")
        tried = [stranger.sign_in("wrong", f"192.0.2.{number}") for number in range(4)]
        by_stranger = stranger.sign_in("right", "127.0.0.7")
        by_ada = ada.sign_in("right", "127.0.0.66")

    assert tried == [200, 200, 429, 429]
    assert (by_stranger, by_ada) == (429, 302)
    assert list(AccessAttempt.objects.values_list("ip_address", flat=True)) == ["127.0.0.66"]
