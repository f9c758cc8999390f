"""The stewards' pages: from the queue to an answer, to the next pair, and back again."""

import re
from pathlib import Path

import pytest
from django.test import Client

from kiem.flow.entities import Judgements
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.stewardship.models import Decision, RecordPair
from tests.foundation.accounts.people import prove, reader
from tests.foundation.stewardship.doubtful import APART, BUSY, ONE, QUIET
from tests.foundation.stewardship.test_reads import speak_against_what_joined

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MOST_QUERIES = 8


def there(pair: RecordPair, end: str = "") -> str:
    return f"/en/steward/{pair[0]}/{pair[1]}/{end}"


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    prove(client, person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def seen_on(text: str) -> str:
    """Return the mark that the form of the answers carries."""
    found = re.search(r'class="verdict.*?name="seen" value="([^"]*)"', text)
    assert found
    return found[1]


@pytest.fixture
def client(home: Path, ada: User) -> Client:
    """Return Ada's browser."""
    del home
    return browser_of(ada)


def test_a_steward_goes_from_the_queue_through_the_questions(client: Client, home: Path) -> None:
    text = page(client, "/en/steward/")
    assert "2 questions of release 1 are open" in text
    assert f'<a href="{there(BUSY)}">Sample University and Fictional Institute</a>' in text
    assert "both carry kbo:0999999922" in text

    first = client.post(there(BUSY), {"verdict": "different", "reason": "two boards", "seen": ""})
    number = Decision.objects.get().pk
    assert (first.status_code, first.headers["Location"]) == (302, f"{there(QUIET)}?last={number}")
    following = page(client, f"{there(QUIET)}?last={number}")
    assert "Kept: not the same" in following
    assert there(BUSY, "undo/") in following

    last = client.post(there(QUIET), {"verdict": "unsure", "seen": ""})
    assert last.headers["Location"].startswith(f"{there(QUIET)}?last=")
    assert [one.verdict for one in Judgements.of(home).standing()] == ["different"]
    assert "Ada Example was unsure" in page(client, "/en/steward/")


def test_the_pair_page_says_what_differs_in_words(client: Client) -> None:
    text = page(client, there(BUSY))
    assert "In release 1 they are two things." in text
    assert "<b>≠ differs</b>" in text
    assert "Speaks against it" in text
    assert "SAMPLE UNIVERSITY" in text
    assert "with register:sample-university" in text
    for key in "snu":
        assert f'accesskey="{key}"' in text
    assert "Take back" not in text


def test_one_address_has_a_pair(client: Client) -> None:
    answer = client.get(there(BUSY[::-1]))
    assert (answer.status_code, answer.headers["Location"]) == (302, there(BUSY))


def test_two_stewards_at_once_lose_nothing(client: Client, grace: User, home: Path) -> None:
    other = browser_of(grace)
    mine, theirs = (seen_on(page(one, there(BUSY))) for one in (client, other))
    client.post(there(BUSY), {"verdict": "same", "reason": "one board", "seen": mine})

    asked = other.post(there(BUSY), {"verdict": "different", "reason": "two towns", "seen": theirs})

    text = " ".join(asked.content.decode().split())
    assert asked.status_code == 409
    assert "Meanwhile Ada Example said: the same. “one board”" in text
    assert 'value="two towns"' in text
    assert [one.verdict for one in Judgements.of(home).standing()] == ["same"]
    again = other.post(there(BUSY), {"verdict": "different", "reason": "two towns", "seen": seen_on(text)})
    assert again.status_code == 302
    assert [one.verdict for one in Judgements.of(home).standing()] == ["different"]


def test_an_answer_is_taken_back_from_the_next_page_and_from_the_list(client: Client, home: Path) -> None:
    client.post(there(BUSY), {"verdict": "same", "seen": ""})
    text = page(client, "/en/steward/decided/")
    assert "<b>The same</b>" in text
    assert "waits for the next build" in text
    mark = Decision.objects.get().mark

    pressed = client.post(there(BUSY, "undo/"), {"seen": mark})
    late = client.post(there(BUSY, "undo/"), {"seen": mark})

    assert (pressed.status_code, pressed.headers["Location"]) == (302, there(BUSY))
    assert late.status_code == 409
    assert "was taken back" in late.content.decode()
    assert Judgements.of(home).standing() == ()
    client.post(there(BUSY), {"verdict": "same", "seen": ""})
    listed = client.post(there(BUSY, "undo/"), {"seen": Decision.objects.first().mark, "back": "decided"})  # type: ignore[union-attr]  # it was just made
    assert listed.headers["Location"] == "/en/steward/decided/"
    assert "Nothing is decided" in page(client, "/en/steward/decided/")
    assert AuditEvent.objects.filter(what="stewardship.taken_back").count() == 2


def test_an_undo_that_names_nothing_is_not_read(client: Client) -> None:
    assert client.post(there(BUSY, "undo/"), {}).status_code == 400


def test_a_wrong_merge_is_undone_with_one_answer(client: Client, home: Path) -> None:
    text = page(client, there(ONE))
    assert "In release 1 both records are one thing." in text
    assert "Why they were joined" in text

    answer = client.post(there(ONE), {"verdict": "different", "seen": ""})

    assert answer.headers["Location"].startswith(f"{there(ONE)}?last=")
    after = page(client, answer.headers["Location"])
    assert "It waits for the next build." in after
    assert "kiem build" in after
    assert [one.pair for one in Judgements.of(home).standing()] == [ONE]


def test_two_records_are_found_by_their_names(client: Client) -> None:
    answer = client.get("/en/steward/find/", {"left": " register:beta ", "right": "register:alpha"}, follow=True)
    assert [where for where, _ in answer.redirect_chain] == [there(APART[::-1]), there(APART)]
    nothing = client.get("/en/steward/find/", {"left": "register:beta"})
    assert nothing.headers["Location"] == "/en/steward/"


@pytest.mark.parametrize(
    ("pair", "line"),
    [
        (("pic:900000001", "ror:0nothing1"), "No record of this release is called “ror:0nothing1”."),
        (("a<b>", "pic:900000001"), "No record of this release is called “a&lt;b&gt;”."),
        (("pic:900000001", "pic:900000001"), "A pair is two different records of one kind."),
        (("cordis:101000001", "pic:900000001"), "A pair is two different records of one kind."),
    ],
)
def test_what_is_no_pair_is_told_in_one_line(client: Client, pair: RecordPair, line: str) -> None:
    assert line in page(client, there(pair), 404)
    posted = client.post(there(pair), {"verdict": "same"})
    assert posted.status_code == 404
    assert not Decision.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"verdict": "perhaps"}, {"verdict": "same", "reason": "x" * 501}])
def test_an_answer_that_cannot_be_read_is_asked_again(client: Client, sent: dict[str, str]) -> None:
    answer = client.post(there(BUSY), sent)
    assert answer.status_code == 400
    assert "choose one of the answers" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_could_not_be_written_is_said_and_written_by_hand(
    client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert client.post(there(BUSY), {"verdict": "same", "seen": ""}).status_code == 302
    assert "could not be written to judgements.csv" in page(client, "/en/steward/")
    assert "not yet where the build reads it" in page(client, "/en/steward/decided/")

    assert client.post("/en/steward/write/").status_code == 302

    assert "could not be written" not in page(client, "/en/steward/")
    assert len(Judgements.of(home).standing()) == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/en/steward/"),
        ("get", "/en/steward/decided/"),
        ("get", "/en/steward/find/?left=a&right=b"),
        ("get", there(BUSY)),
        ("post", there(BUSY)),
        ("post", there(BUSY, "undo/")),
        ("post", "/en/steward/write/"),
    ],
)
def test_only_stewards_come_in(role: Role | None, method: str, address: str) -> None:
    client = reader(role)
    answer = getattr(client, method)(address)
    if role is None:
        assert answer.headers["Location"].startswith("/en/account/login/")
    else:
        assert (answer.status_code == 403) == (not role.reaches(Role.STEWARD))
    assert not Decision.objects.exists()


def test_one_steward_does_not_take_back_as_anothers_last(client: Client, grace: User) -> None:
    client.post(there(BUSY), {"verdict": "same", "seen": ""})
    text = page(browser_of(grace), f"{there(QUIET)}?last={Decision.objects.get().pk}")
    assert "Kept:" not in text


def test_an_answer_from_elsewhere_is_refused(ada: User, home: Path) -> None:
    del home
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    prove(strict, ada)
    assert strict.post(there(BUSY), {"verdict": "same"}).status_code == 403


@pytest.mark.parametrize("address", ["/en/steward/", "/en/steward/decided/", there(BUSY), there(ONE)])
def test_a_page_asks_the_release_at_most_eight_times(client: Client, catalogue: Catalogue, address: str) -> None:
    before = catalogue.store.queries
    answer = client.get(address)
    assert "no-store" in answer.headers["Cache-Control"]
    assert catalogue.store.queries - before <= MOST_QUERIES


def test_a_steward_finds_the_room_from_the_account(client: Client) -> None:
    assert 'href="/en/steward/"' in page(client, "/en/account/")
    assert 'href="/en/steward/"' not in page(reader(Role.STAFF), "/en/account/")


@pytest.mark.parametrize(("language", "word"), [("nl", "Niet hetzelfde"), ("fr", "Pas la même")])
def test_a_steward_reads_in_their_language(client: Client, language: str, word: str) -> None:
    assert word in page(client, there(BUSY).replace("/en/", f"/{language}/"))


def test_where_the_file_of_the_builds_is_damaged_the_pages_say_so_and_nothing_is_decided(
    catalogue: Catalogue, ada: User, home: Path
) -> None:
    del catalogue
    (home / "judgements.csv").write_text("left,right\nx:1,x:2\n")
    browser = browser_of(ada)
    for address in ("/en/steward/", "/en/steward/decided/", there(BUSY)):
        assert "line 2: it has no verdict" in page(browser, address, 503)
    answer = browser.post(there(BUSY), {"verdict": "same", "seen": ""})
    assert answer.status_code == 503
    assert not Decision.objects.exists()
    assert (home / "judgements.csv").read_text() == "left,right\nx:1,x:2\n"


def test_what_was_joined_perhaps_wrongly_is_shown_and_parted_with_one_answer(client: Client, home: Path) -> None:
    speak_against_what_joined(home, ONE)
    assert f"joined, perhaps wrongly: {ONE[0]} and {ONE[1]}" in page(client, "/en/steward/")
    assert "Speaks against it: their towns are 120 km apart" in page(client, there(ONE))

    answer = client.post(there(ONE), {"verdict": "different", "seen": ""})

    assert answer.headers["Location"].startswith(there(QUIET))
    assert [one.pair for one in Judgements.of(home).standing()] == [ONE]
