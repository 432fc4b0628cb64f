"""P14: whatever the address and whatever answers, no connection leaves the public internet."""

import socket
import ssl
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from infra.local.certificates import Authority
from shared.adapters.address_check import places
from shared.adapters.address_check.check import AddressCheck
from shared.adapters.address_check.places import Ip
from shared.domain.errors import BadAddressError
from shared.domain.portal_address import AddressFault, CheckFailure, portal_address
from shared.domain.public_network import is_public
from tests.promises.campaign import Found, at_size
from tests.unit.address_check.servers import PUBLIC, Internet, answering, serving

NAME = "ent.exemple.fr"
URL = f"https://{NAME}/"
OK = "HTTP/1.1 200 OK\nContent-Length: 0"

MALFORMED = {
    "http://ent.exemple.fr": "NOT_HTTPS",
    "ftp://ent.exemple.fr": "NOT_HTTPS",
    "file:///etc/passwd": "NOT_HTTPS",
    "javascript:alert(1)": "NOT_HTTPS",
    "ent.exemple.fr": "NOT_HTTPS",
    "": "NOT_HTTPS",
    "https:/ent.exemple.fr": "NOT_HTTPS",
    "https://": "NO_NAME",
    "https://ent exemple.fr": "BAD_CHARACTER",
    "https://ent\texemple.fr": "BAD_CHARACTER",
    "https://ent.exemple.fr\r\nHost: 10.0.0.1": "BAD_CHARACTER",
    "https://ent.exemple\n.fr": "BAD_CHARACTER",
    "https://ent.exemple.fr\\@10.0.0.1": "BAD_CHARACTER",
    "https://ént.exemple.fr": "BAD_CHARACTER",
    "https://ent。exemple。fr": "BAD_CHARACTER",
    "https://①②⑦.0.0.1": "BAD_CHARACTER",
    "https://ent.exemple.fr/\x00": "BAD_CHARACTER",
    "https://user@ent.exemple.fr": "USER",
    "https://user:secret@ent.exemple.fr": "USER",
    "https://ent.exemple.fr@169.254.169.254/": "USER",
    "https://ent.exemple.fr:443@10.0.0.1": "USER",
    "https://127.0.0.1": "NO_NAME",
    "https://2130706433": "NO_NAME",
    "https://0x7f000001": "NO_NAME",
    "https://0177.0.0.1": "NO_NAME",
    "https://127.1": "NO_NAME",
    "https://[::1]": "NO_NAME",
    "https://[::ffff:127.0.0.1]": "NO_NAME",
    "https://localhost": "NO_NAME",
    "https://intranet": "NO_NAME",
    "https://ent.exemple.fr.": "NO_NAME",
    "https://.exemple.fr": "NO_NAME",
    "https://-ent.exemple.fr": "NO_NAME",
    "https://ent_x.exemple.fr": "NO_NAME",
    "https://%31%32%37.0.0.1": "NO_NAME",
    "https://ent.exemple.fr:8443": "PORT",
    "https://ent.exemple.fr:22/": "PORT",
    "https://ent.exemple.fr:": "PORT",
    "https://ent.exemple.fr/#part": "FRAGMENT",
    f"https://ent.exemple.fr/{'a' * 200}": "TOO_LONG",
}

INWARD = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.254"),
    *("192.168.1.1", "169.254.169.254", "169.254.170.2", "100.64.0.1", "192.0.0.1"),
    *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1"),
    *("::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:a00:1::", "2002:7f00:1::1"),
    *("2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "100::1", "3fff::1"),
]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def check(authority: Authority, internet: Internet, seconds: float = 3.0) -> AddressCheck:
    tls = ssl.create_default_context(cafile=str(authority.written()))
    return AddressCheck(internet.resolve, internet.connect, tls, seconds)


@pytest.mark.promise("P14")
@pytest.mark.parametrize(("text", "fault"), MALFORMED.items())
def test_a_malformed_address_is_refused_and_nothing_is_looked_up(
    authority: Authority, text: str, fault: str, figure: Found
) -> None:
    figure(1, "hostile addresses")
    internet = Internet()
    with pytest.raises(BadAddressError) as refused:
        check(authority, internet).failure_of(text)
    assert (refused.value.fault, refused.value.message) == (fault, AddressFault(fault).message)
    assert internet.connections == []


@pytest.mark.promise("P14")
@pytest.mark.parametrize("inward", INWARD)
def test_a_name_of_an_inward_address_is_never_connected_to(
    authority: Authority, inward: str, figure: Found
) -> None:
    figure(1, "hostile addresses")
    internet = Internet()
    internet.has(NAME, inward)
    internet.has("mixed.exemple.fr", [str(PUBLIC), inward])
    looking = check(authority, internet)
    assert looking.failure_of(URL) is CheckFailure.NOT_PUBLIC
    assert looking.failure_of("https://mixed.exemple.fr") is CheckFailure.NOT_PUBLIC
    assert internet.connections == []


def found(
    authority: Authority,
    behave: Callable[..., None],
    *,
    names: tuple[str, ...] = (NAME, "autre.exemple.fr"),
    lasting: timedelta = timedelta(days=1),
    tls: bool = True,
    internet: Internet | None = None,
    seconds: float = 3.0,
) -> CheckFailure | None:
    """What is found of `NAME` when such a server stands for the whole public internet."""
    world = internet or Internet()
    world.names.setdefault(NAME, [[PUBLIC]])
    context = authority.server(list(names), lasting) if tls else None
    with serving(context, behave) as world.port:
        failure = check(authority, world, seconds).failure_of(URL)
    assert set(world.connections) <= {PUBLIC}
    return failure


@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "401 Unauthorized", "403 No"])
def test_a_site_that_answers_is_good(authority: Authority, status: str) -> None:
    assert found(authority, answering(f"HTTP/1.1 {status}\nContent-Length: 0")) is None


def test_what_is_sent_says_who_asks_and_no_more(authority: Authority) -> None:
    received: list[str] = []

    def listen(connection: object) -> None:
        received.append(connection.recv(65_536).decode())  # type: ignore[attr-defined]
        connection.sendall(f"{OK}\n\n".replace("\n", "\r\n").encode())  # type: ignore[attr-defined]

    assert found(authority, listen) is None
    assert received[0].split("\r\n") == [
        "GET / HTTP/1.1",
        f"Host: {NAME}",
        "Accept-Encoding: identity",
        "User-Agent: educonnect-administration (verification d'une adresse d'etablissement)",
        "Accept: text/html,*/*;q=0.1",
        "Connection: close",
        "",
        "",
    ]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Error", "503 Busy"])
def test_a_site_that_answers_by_an_error_is_not(authority: Authority, status: str) -> None:
    failure = found(authority, answering(f"HTTP/1.1 {status}\nContent-Length: 0"))
    assert failure is CheckFailure.ERROR_ANSWER


@pytest.mark.promise("P14")
@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/accueil", None),
        ("https://autre.exemple.fr/accueil#haut", None),
        ("http://ent.exemple.fr/", CheckFailure.REDIRECT_INSECURE),
        ("https://inward.exemple.fr/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://127.0.0.1/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://[::ffff:10.0.0.1]/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://169.254.169.254/latest/meta-data", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("//169.254.169.254/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://autre.exemple.fr:8443/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://user@autre.exemple.fr/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("file:///etc/passwd", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("gopher://10.0.0.1/", CheckFailure.REDIRECT_NOT_ALLOWED),
        ("https://unknown.exemple.fr/", CheckFailure.NAME_UNKNOWN),
    ],
)
def test_a_redirect_is_followed_under_the_same_rules(
    authority: Authority, location: str, expected: CheckFailure | None
) -> None:
    internet = Internet()
    internet.has("autre.exemple.fr", str(PUBLIC))
    internet.has("inward.exemple.fr", "10.1.2.3")
    sent: list[bool] = []

    def once(connection: object) -> None:
        moved = f"HTTP/1.1 302 Found\nLocation: {location}\nContent-Length: 0"
        answering(OK if sent else moved)(connection)  # type: ignore[arg-type]
        sent.append(True)

    assert found(authority, once, internet=internet) is expected


@pytest.mark.promise("P14")
def test_redirects_without_end_are_given_up(authority: Authority) -> None:
    internet = Internet()
    loop = answering("HTTP/1.1 301 Moved\nLocation: /again\nContent-Length: 0")
    assert found(authority, loop, internet=internet) is CheckFailure.TOO_MANY_REDIRECTS
    assert len(internet.connections) == 6


@pytest.mark.promise("P14")
def test_a_name_that_changes_between_two_looks_is_looked_at_once_for_each_visit(
    authority: Authority,
) -> None:
    """Rebinding: public when it is judged, inward when it would be connected to."""
    internet = Internet()
    internet.has(NAME, str(PUBLIC), "127.0.0.1")
    assert found(authority, answering(OK), internet=internet) is None
    assert internet.connections == [PUBLIC]
    internet.has(NAME, str(PUBLIC), "169.254.169.254")
    loop = answering("HTTP/1.1 301 Moved\nLocation: /again\nContent-Length: 0")
    assert found(authority, loop, internet=internet) is CheckFailure.REDIRECT_NOT_ALLOWED


@pytest.mark.promise("P14")
def test_certificates_are_told_apart(authority: Authority, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    expired = found(authority, answering(OK), lasting=timedelta(days=-2))
    of_another = found(authority, answering(OK), names=("autre.exemple.fr",))
    world = Internet(names={NAME: [[PUBLIC]]})
    with serving(Authority(other).server([NAME]), answering(OK)) as world.port:
        untrusted = check(authority, world).failure_of(URL)
    assert (expired, of_another, untrusted) == (
        CheckFailure.CERTIFICATE_EXPIRED,
        CheckFailure.CERTIFICATE_OF_ANOTHER,
        CheckFailure.CERTIFICATE_UNTRUSTED,
    )


@pytest.mark.promise("P14")
def test_what_speaks_no_tls_is_told(authority: Authority) -> None:
    plain = found(authority, answering("HTTP/1.1 400 Bad\nContent-Length: 0"), tls=False)
    assert plain is CheckFailure.NO_TLS


def test_what_is_no_site_is_told(authority: Authority) -> None:
    assert found(authority, answering("SSH-2.0-OpenSSH_9.2")) is CheckFailure.NOT_HTTP
    many = "\n".join(f"X-{n}: {n}" for n in range(500))
    assert found(authority, answering(f"HTTP/1.1 200 OK\n{many}")) is CheckFailure.NOT_HTTP
    long = f"HTTP/1.1 200 OK\nX: {'a' * 100_000}"
    assert found(authority, answering(long)) is CheckFailure.NOT_HTTP


def test_nobody_there(authority: Authority) -> None:
    internet = Internet(port=1, names={NAME: [[PUBLIC]]})
    assert check(authority, internet).failure_of(URL) is CheckFailure.NO_CONNECTION
    assert check(authority, Internet()).failure_of(URL) is CheckFailure.NAME_UNKNOWN


def dripping(connection: object) -> None:
    for character in "HTTP/1.1 200 OK\r\nX: " + "a" * 200:
        connection.sendall(character.encode())  # type: ignore[attr-defined]
        time.sleep(0.05)


def silent(connection: object) -> None:
    connection.recv(65_536)  # type: ignore[attr-defined]
    time.sleep(5)


@pytest.mark.promise("P14")
@pytest.mark.parametrize(("behave", "tls"), [(dripping, True), (silent, True), (silent, False)])
def test_a_server_that_never_ends_is_given_up_in_time(
    authority: Authority, behave: Callable[..., None], *, tls: bool
) -> None:
    before = time.monotonic()
    assert found(authority, behave, tls=tls, seconds=0.6) is CheckFailure.TOO_SLOW
    assert time.monotonic() - before < 4, "no more than the deadline and its own starting"


@pytest.mark.promise("P14")
def test_a_huge_body_is_not_read(authority: Authority) -> None:
    sent = []

    def flood(connection: object) -> None:
        answering("HTTP/1.1 200 OK\nContent-Length: 100000000000")(connection)  # type: ignore[arg-type]
        for _ in range(20_000):
            connection.sendall(b"x" * 10_000)  # type: ignore[attr-defined]
            sent.append(10_000)

    assert found(authority, flood) is None
    assert sum(sent) < 20_000_000


@pytest.mark.promise("P14")
@settings(max_examples=at_size(full=5_000, quick=100))
@given(st.ip_addresses())
def test_what_is_public_is_global_unicast(address: IPv4Address | IPv6Address) -> None:
    if is_public(address):
        assert address.is_global
        assert [address.is_multicast, address.is_private, address.is_link_local] == [False] * 3
        assert getattr(address, "ipv4_mapped", None) is None
        assert getattr(address, "sixtofour", None) is None
        assert getattr(address, "teredo", None) is None


LABELS = st.from_regex(r"[a-z](?:[a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
NAMES = st.lists(LABELS, min_size=2, max_size=4).map(".".join)
PATHS = st.sampled_from(["", "/", "/accueil", "/a/b?c=d", "/?service=https://10.0.0.1/", "/%40"])
ADDRESSES = st.builds("https://{}{}".format, NAMES, PATHS)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """An address with a character too many somewhere, often one that some reader takes amiss."""
    address = draw(ADDRESSES)
    place = draw(st.integers(0, len(address)))
    character = draw(st.sampled_from("@:#\\[]%/?.\t\r\n \x00é。①") | st.characters())
    return f"{address[:place]}{character}{address[place:]}"


@pytest.mark.promise("P14")
def test_an_accepted_address_is_read_the_same_by_everyone(figure: Found) -> None:
    accepted: Counter[bool] = Counter()

    @settings(max_examples=at_size(full=5_000, quick=200))
    @given(ADDRESSES | spoilt())
    def read(text: str) -> None:
        try:
            address = portal_address(text)
        except BadAddressError:
            accepted[False] += 1
            return
        accepted[True] += 1
        parts = urlsplit(address)
        assert (parts.scheme, parts.port, parts.username, parts.fragment) == (
            "https",
            None,
            None,
            "",
        )
        assert parts.netloc == parts.hostname
        assert portal_address(address) == address

    read()
    assert min(accepted.values()) > accepted.total() / 5, "neither all nor nothing is tried"
    figure(accepted.total(), "generated addresses")


PUBLIC_NETWORKS = ["1.1.1.0/24", "8.8.0.0/16", "93.184.0.0/16", "185.0.0.0/16", "2a00::/12"]
INWARD_NETWORKS = [
    *("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12"),
    *("192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "192.88.99.0/24"),
    *("::/120", "::ffff:0:0/96", "64:ff9b::/96", "2001::/32", "2001:db8::/32", "2002::/16"),
    *("fc00::/7", "fe80::/10", "ff00::/8"),
]


def _within(networks: list[str]) -> st.SearchStrategy[Ip]:
    return st.sampled_from(networks).flatmap(lambda each: st.ip_addresses(network=each))


PUBLIC_ONES, INWARD_ONES = _within(PUBLIC_NETWORKS), _within(INWARD_NETWORKS)
GOOD = st.lists(PUBLIC_ONES, min_size=1, max_size=3)
BAD = st.lists(INWARD_ONES, min_size=1, max_size=2)
MIXED = st.tuples(GOOD, BAD).flatmap(lambda both: st.permutations([*both[0], *both[1]]))
ANSWER = st.sampled_from([GOOD, GOOD, GOOD, GOOD, BAD, MIXED]).flatmap(lambda kind: kind)


@dataclass
class Journey:
    """The names that an address leads to one after another, each answered for at each visit."""

    names: list[str]
    answers: list[list[Ip]]

    def internet(self, kind: type[Internet], port: int) -> Internet:
        """Asked once more than it is visited, a name has moved inward."""
        made = kind(port)
        for name, answer in zip(self.names, self.answers, strict=True):
            made.names.setdefault(name, []).append(answer)
        for answers in made.names.values():
            answers.append([ip_address("169.254.169.254")])
        return made


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    known = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    names = draw(st.lists(st.sampled_from(known), min_size=1, max_size=4))
    return Journey(names, [draw(ANSWER) for _ in names])


def is_inward(ip: Ip) -> bool:
    """By where it was drawn from, not by the judge that is on trial."""
    return not any(ip in ip_network(each) for each in PUBLIC_NETWORKS)


def travelled(authority: Authority, count: int, kind: type[Internet] = Internet) -> Counter[bool]:
    """Whether each generated journey was found good, every connection of it being looked at.

    Raises:
        AssertionError: one went where it must not, or to what nobody had judged.
    """
    found: Counter[bool] = Counter()
    on_the_way: list[str] = []
    tls = ssl.create_default_context(cafile=str(authority.written()))
    tls.check_hostname = False  # one certificate stands for every generated name

    def behave(connection: ssl.SSLSocket) -> None:
        moved = "HTTP/1.1 302 Found\nLocation: https://{}/\nContent-Length: 0"
        answering(moved.format(on_the_way.pop(0)) if on_the_way else OK)(connection)

    with serving(authority.server([NAME]), behave) as port:

        @settings(max_examples=count, deadline=None, phases=[Phase.generate], derandomize=True)
        @given(journeys())
        def travel(journey: Journey) -> None:
            internet = journey.internet(kind, port)
            on_the_way[:] = journey.names[1:]
            looking = AddressCheck(internet.resolve, internet.connect, tls)
            failure = looking.failure_of(f"https://{journey.names[0]}")
            for ip, judged in zip(internet.connections, internet.answers, strict=False):
                assert ip in judged
                assert not any(map(is_inward, judged))
            good = not any(is_inward(ip) for answer in journey.answers for ip in answer)
            assert (failure is None) == good
            assert len(internet.connections) <= len(internet.answers)
            found[good] += 1

        travel()
    return found


@pytest.mark.promise("P14")
def test_wherever_names_lead_each_connection_goes_to_the_public_address_that_was_judged(
    authority: Authority, figure: Found
) -> None:
    count = at_size(full=2_000, quick=100)
    found = travelled(authority, count)
    assert min(found.values()) > found.total() / 5, "a good share is accepted, and one refused"
    figure(found.total(), "generated journeys")


@pytest.mark.twin("P14")
def test_a_judge_that_takes_all_that_is_global_for_public_is_seen(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "is_public", lambda ip: ip.is_global)
    with pytest.raises(AssertionError):
        travelled(authority, 200)


class LookedUpAgain(Internet):
    """The connection asks for the name once more, as a library does that is given one."""

    def connect(self, name: str, _ip: Ip, within: float) -> socket.socket:
        return super().connect(name, self.resolve(name, within)[0], within)


@pytest.mark.twin("P14")
def test_a_second_look_at_the_name_is_seen(authority: Authority) -> None:
    with pytest.raises(AssertionError):
        travelled(authority, 20, LookedUpAgain)
