"""Login, lock, second factor: what a person may do, what a stranger learns, what stands in the database."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html

from yifa.desk import accounts
from yifa.people.models import Officer, Organisation, Post
from yifa.people.roles import Level, Role

pytestmark = [pytest.mark.urls("tests.desk.gallery"), pytest.mark.django_db]
PASSWORD = "gentle rain on the terraces 7"
# RFC 6238, appendix B: this secret at 59 seconds gives …287082 with SHA-1.
RFC_SECRET, RFC_AT, RFC_CODE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59, "287082"


@pytest.fixture(autouse=True)
def fresh(settings: object) -> None:
    """No earlier failures, and passwords that are quick to check."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def person(login: str, role: Role) -> User:
    """An officer of the invented township with one post."""
    town, _ = Organisation.objects.get_or_create(name="青禾镇", parent=None, level=Level.TOWNSHIP)
    user = User.objects.create_user(login, password=PASSWORD)
    officer = Officer.objects.create(user=user, name=login, organisation=town)
    Post.objects.create(officer=officer, role=role, since=date(2020, 1, 1))
    return user


@pytest.fixture
def clerk() -> User:
    return person("shenyanqiu", Role.CLERK)


@pytest.fixture
def leader() -> User:
    return person("zhangzhen", Role.LEADER)


def login(client: Client, name: str, password: str = PASSWORD, **extra: str) -> object:
    """Sends the login form."""
    return client.post(reverse("account_login"), {"login": name, "password": password}, **extra)


def said(response: object) -> str:
    """The error summary of an answer."""
    found = html.document_fromstring(response.content.decode()).find_class("error-summary")
    return found[0].text_content() if found else ""


def test_a_clerk_comes_in_with_name_and_password(client: Client, clerk: User) -> None:
    assert login(client, "shenyanqiu").headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert client.get("/home/").status_code == 200


def test_a_wrong_password_says_how_many_tries_are_left(client: Client, clerk: User) -> None:
    for left in (4, 3, 2, 1):
        assert f"账号或者密码不对，还可以试{left}次。" in said(login(client, "shenyanqiu", "wrong"))
    last = said(login(client, "shenyanqiu", "wrong"))
    assert "连续输错5次，锁定15分钟" in last and "还可以试" not in last
    assert "锁定15分钟" in said(login(client, "shenyanqiu")), (
        "the right password must not open a locked account"
    )


def test_the_count_is_the_same_for_an_account_that_does_not_exist(client: Client) -> None:
    assert "还可以试4次" in said(login(client, "nobody", "wrong"))


def test_the_lock_holds_on_every_host_name_and_spelling(client: Client, clerk: User) -> None:
    for host in ("127.0.0.1", "localhost") * 3:
        login(client, "ShenYanQiu", "wrong", HTTP_HOST=host)
    assert "锁定" in said(login(client, "shenyanqiu", HTTP_HOST="127.0.0.1"))


def test_one_locked_account_leaves_the_others_open(client: Client, clerk: User, leader: User) -> None:
    for _ in range(6):
        login(client, "zhangzhen", "wrong")
    assert login(client, "shenyanqiu").status_code == 302


def test_the_administrator_can_unlock(client: Client, clerk: User) -> None:
    for _ in range(6):
        login(client, "shenyanqiu", "wrong")
    accounts.unlock(clerk)
    assert login(client, "shenyanqiu").status_code == 302


def test_a_success_does_not_wipe_earlier_failures(client: Client, clerk: User) -> None:
    login(client, "shenyanqiu", "wrong")
    login(client, "shenyanqiu")
    client.logout()
    assert "还可以试3次" in said(login(client, "shenyanqiu", "wrong"))


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_there_is_no_sign_up_and_no_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_closed_account_stays_out(client: Client, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    login(client, "shenyanqiu")
    assert "_auth_user_id" not in client.session


def test_the_form_can_be_pasted_into_and_shows_no_picture(client: Client) -> None:
    text = client.get(reverse("account_login")).content.decode()
    assert "onpaste" not in text and "<img" not in text
    assert re.search(r'id="id_password"[^>]*autocomplete="current-password"', text)


def test_the_door_names_demonstration_accounts_in_a_demonstration_only(
    client: Client, settings: object
) -> None:
    settings.DEMO_ACCOUNTS, settings.DEMO_PASSWORD = (("shenyanqiu", "法治专干"),), PASSWORD
    settings.DEMO = False
    assert PASSWORD not in client.get(reverse("account_login")).content.decode()
    settings.DEMO = True
    assert PASSWORD in client.get(reverse("account_login")).content.decode()


def test_an_approver_is_led_to_the_second_factor_and_nowhere_else(client: Client, leader: User) -> None:
    assert login(client, "zhangzhen").headers["Location"] == reverse("mfa_activate_totp")
    assert client.get("/home/").headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("account_logout")).status_code == 200


def test_a_post_that_ended_binds_no_more(client: Client, leader: User) -> None:
    Post.objects.update(until=date(2024, 12, 31))
    login(client, "zhangzhen")
    assert client.get("/home/").status_code == 200


def test_an_approver_with_a_code_is_asked_for_it(client: Client, leader: User, settings: object) -> None:
    settings.DEMO = True
    accounts.enrol(leader)
    assert login(client, "zhangzhen").headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    code = accounts.demo_code(leader, datetime.now(UTC))
    assert code in client.get(reverse("mfa_authenticate")).content.decode()
    wrong = client.post(reverse("mfa_authenticate"), {"code": f"{(int(code) + 1) % 10**6:06}"})
    assert "验证码不对" in said(wrong) and "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.get("/home/").status_code == 200


def test_the_code_is_the_one_of_the_standard(clerk: User, settings: object) -> None:
    settings.DEMO = True
    assert accounts.demo_code(clerk, datetime.now(UTC)) == ""
    assert accounts.enrol(clerk, RFC_SECRET) == RFC_SECRET
    assert accounts.demo_code(clerk, datetime.fromtimestamp(RFC_AT, UTC)) == RFC_CODE


def test_nobody_is_told_a_code_outside_a_demonstration(
    client: Client, leader: User, settings: object
) -> None:
    settings.DEMO = False
    accounts.enrol(leader)
    with pytest.raises(PermissionError):
        accounts.demo_code(leader, datetime.now(UTC))
    login(client, "zhangzhen")
    assert "演示" not in client.get(reverse("mfa_authenticate")).content.decode()


def test_the_secret_is_not_stored_in_the_clear(clerk: User, settings: object) -> None:
    accounts.enrol(clerk, RFC_SECRET)
    stored = Authenticator.objects.get(user=clerk).data["secret"]
    assert RFC_SECRET not in stored
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert accounts.MFAAdapter().decrypt(stored) == RFC_SECRET, "a rotated key still opens it"


def enter(client: Client, user: User) -> None:
    """Signs in through every door that there is."""
    login(client, user.username)
    if "_auth_user_id" not in client.session:
        code = accounts.demo_code(user, datetime.now(UTC))
        client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_an_approver_keeps_the_second_factor(client: Client, leader: User, settings: object) -> None:
    settings.DEMO = True
    accounts.enrol(leader)
    enter(client, leader)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "不能停用" in said(answer) and accounts.has_second_factor(leader)


def test_a_clerk_may_set_up_and_drop_it(client: Client, clerk: User) -> None:
    enter(client, clerk)
    shown = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="mono">([A-Z2-7]{32})<', shown)
    assert secret is not None
    code = accounts.totp.format_hotp_value(
        accounts.totp.hotp_value(secret[1], int(datetime.now(UTC).timestamp()) // 30)
    )
    done = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes") and accounts.has_second_factor(
        clerk
    )
    assert "备用码，还剩8组" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not accounts.has_second_factor(clerk)


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "account_change_password", "account_reauthenticate", "account_logout"],
)
def test_the_pages_of_ones_own_account_are_ours(client: Client, clerk: User, name: str) -> None:
    enter(client, clerk)
    text = client.get(reverse(name)).content.decode()
    tree = html.document_fromstring(text)
    assert len(tree.xpath("//h1")) == 1 and tree.get("lang") == "zh-Hans-CN"
    assert tree.xpath("//*[@style]") == [] and [s for s in tree.iter("script") if not s.get("src")] == []
    labelled = set(tree.xpath("//label/@for"))
    for control in tree.xpath("//input[not(@type='hidden')]"):
        assert control.get("id") in labelled or control.xpath("ancestor::label")


def test_a_weak_new_password_is_refused_in_words(client: Client, clerk: User) -> None:
    enter(client, clerk)
    fields = {"oldpassword": PASSWORD, "password1": "1234567", "password2": "1234567"}
    assert "密码太短，不少于10个字符" in said(client.post(reverse("account_change_password"), fields))
