"""How often a stranger may try passwords, and what that costs the people who have an account."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client, RequestFactory

from blog.core.client_address import client_address
from blog.operations.daily import prune
from blog.operations.models import PasswordMail

pytestmark = pytest.mark.django_db
LOGIN, RESET = "/admin/login/", "/admin/password_reset/"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def throttle(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_superuser("ada", "ada@lab.example", "right")


def attempt(client, typed="wrong", *, name="ada", address=HOME):
    form = {"username": name, "password": typed}
    return client.post(LOGIN, form, REMOTE_ADDR=address).status_code


def attempts(client, number, **of):
    return [attempt(client, **of) for _ in range(number)]


def pass_time(**ago):
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - dt.timedelta(**ago))


def test_ten_wrong_passwords_lock_a_name_at_one_address_and_nowhere_else(ada):
    assert attempts(Client(), 10) == [200] * 9 + [429]
    assert attempt(Client(), "right") == 429
    assert attempt(Client(), "right", address=ELSEWHERE) == 302


def test_the_lock_ends_after_an_hour_also_for_who_goes_on_trying(ada):
    attempts(Client(), 10)
    pass_time(minutes=50)
    assert attempts(Client(), 3) == [429] * 3
    pass_time(minutes=11)

    assert attempt(Client(), "right") == 302


def test_an_address_that_tries_many_names_is_locked_for_those_that_it_has_not_tried(ada):
    statuses = [attempt(Client(), name=f"user{number}") for number in range(30)]

    assert statuses == [200] * 29 + [429]
    assert attempt(Client(), "right") == 429
    assert attempt(Client(), "right", address=ELSEWHERE) == 302


def test_an_account_of_ones_own_clears_nothing_of_what_an_address_has_tried(ada, django_user_model):
    django_user_model.objects.create_superuser("mallory", "m@lab.example", "right")
    for number in range(20):
        attempt(Client(), name=f"user{number}")
    assert attempt(Client(), "right", name="mallory") == 302

    assert [attempt(Client(), name=f"more{number}") for number in range(10)] == [200] * 9 + [429]


def test_a_known_device_waits_some_seconds_instead_of_an_hour(ada):
    device = Client()
    assert attempt(device, "right") == 302
    device.post("/admin/logout/")
    attempts(Client(), 10)

    assert attempts(device, 6) == [200] * 4 + [429] * 2
    pass_time(seconds=2)
    assert attempt(device, "right") == 302


def test_each_failure_on_a_known_device_doubles_the_wait_up_to_a_minute(ada):
    device = Client()
    attempt(device, "right")
    attempts(device, 5)
    for _ in range(7):
        pass_time(seconds=61)
        attempt(device)
    pass_time(seconds=50)
    too_early = attempt(device, "right")
    pass_time(seconds=11)

    assert too_early == 429
    assert attempt(device, "right") == 302


@pytest.mark.parametrize("cookie", ["", "forged", "eyJhY2NvdW50IjoiYWRhIn0:1tW:x"])
def test_a_forged_device_is_unknown(ada, cookie):
    client = Client()
    client.cookies["known_device"] = cookie

    assert attempts(client, 10)[-1] == 429
    assert attempt(client, "right") == 429


def test_a_device_is_known_for_the_account_that_signed_in_with_it(ada, django_user_model):
    django_user_model.objects.create_superuser("mallory", "m@lab.example", "right")
    device = Client()
    attempt(device, "right", name="mallory")
    device.post("/admin/logout/")

    assert attempts(device, 10)[-1] == 429
    assert attempt(device, "right") == 429


def test_the_cookie_of_a_device_stays_in_the_admin_and_away_from_scripts(ada):
    device = Client()
    attempt(device, "right")
    cookie = device.cookies["known_device"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "ada" not in Client().get("/").cookies


def test_who_has_to_wait_is_told_how_long(ada):
    attempts(Client(), 10)
    answer = Client().post(LOGIN, {"username": "ada", "password": "x"}, REMOTE_ADDR=HOME)

    assert answer["Retry-After"] == "3600"
    assert "Try again in 60 minutes." in answer.content.decode()


@pytest.mark.parametrize("whom", ["ada", HOME, "--all"])
def test_a_lock_is_lifted_by_name_or_address(ada, whom, capsys):
    attempts(Client(), 10)
    call_command("sign_in_locks", "list")
    listed = capsys.readouterr().out
    call_command("sign_in_locks", "lift", whom)

    assert listed.startswith(f"ada  {HOME}  10 failures, last ")
    assert attempt(Client(), "right") == 302


def test_lifting_what_is_not_locked_says_so():
    with pytest.raises(CommandError, match="Nobody called bruno"):
        call_command("sign_in_locks", "lift", "bruno")


def test_an_account_gets_three_mails_an_hour_whatever_address_asks(ada):
    answers = [
        Client().post(RESET, {"email": email}, REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number, email in enumerate(["ada@lab.example", "ADA@lab.example"] * 5)
    ]

    assert answers == [302] * 10
    assert len(mail.outbox) == 3
    PasswordMail.objects.update(asked_at=F("asked_at") - dt.timedelta(hours=1))
    Client().post(RESET, {"email": "ada@lab.example"})
    assert len(mail.outbox) == 4


def test_a_site_without_a_mail_server_says_so(ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    answer = Client().post(RESET, {"email": "ada@lab.example"})

    assert answer.status_code == 200
    assert "This site sends no mail." in answer.content.decode()


def test_an_address_asks_for_twenty_mails_an_hour(django_user_model):
    for number in range(25):
        django_user_model.objects.create_user(
            f"user{number}", f"u{number}@lab.example", "right", is_superuser=True
        )
        Client().post(RESET, {"email": f"u{number}@lab.example"}, REMOTE_ADDR=HOME)

    assert len(mail.outbox) == 20
    PasswordMail.objects.update(asked_at=F("asked_at") - dt.timedelta(days=2))
    prune()
    assert not PasswordMail.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "client"),
    [
        (0, "203.0.113.1", HOME, HOME),
        (0, "", HOME, HOME),
        (1, HOME, "127.0.0.1", HOME),
        (1, f"203.0.113.1, {HOME}", "127.0.0.1", HOME),
        (1, f"203.0.113.1,{HOME}:5123", "127.0.0.1", HOME),
        (1, "", "127.0.0.1", "127.0.0.1"),
        (1, "unknown", "127.0.0.1", "127.0.0.1"),
        (2, f"203.0.113.1, {HOME}, 198.51.100.1", "127.0.0.1", HOME),
        (2, "203.0.113.1", "127.0.0.1", "127.0.0.1"),
        (1, "[2001:db8::1]:443", "127.0.0.1", "2001:db8::"),
        (1, "2001:db8:0:0:abcd::2", "127.0.0.1", "2001:db8::"),
        (1, f"::ffff:{HOME}", "127.0.0.1", HOME),
        (0, "", "", None),
    ],
)
def test_the_address_of_a_client_is_what_our_own_proxies_say(
    settings, proxies, forwarded, peer, client
):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=peer)

    assert client_address(request) == client
