"""What each function's role allows is what its tests use (P23)."""

import subprocess
import sys
from copy import deepcopy

import pytest

from infra.local.places import ROOT
from tests.privileges.grants import ANYTHING, ON, Grant, Grants, Need, granted, polled
from tests.privileges.shown import Shown, shown
from tests.privileges.watch import Watch
from tests.promises.campaign import Found
from tests.template import template


def unused(grants: Grants, used: Shown) -> list[str]:
    """What is allowed and neither a test uses, nor Lambda to bring a function its messages."""
    return sorted(
        f"{function}: {grant}"
        for function, allowed in grants.items()
        for grant in allowed
        if not _kinds(used, function, grant)
        and not any(map(grant.covers, polled().get(function, frozenset())))
    )


def not_allowed(grants: Grants, used: Shown) -> list[str]:
    """What a test is said to use and no role allows."""
    return sorted(
        f"{function}: {use}"
        for function, tests in used.items()
        for use in tests
        if use.split(ON)[0] not in {str(allowed) for allowed in grants.get(function, frozenset())}
    )


def undelivered(grants: Grants) -> list[tuple[str, Need]]:
    """What Lambda needs in a function's name to bring it its messages, and its role refuses."""
    return [
        (function, need)
        for function, needs in polled().items()
        for need in sorted(needs)
        if not any(grant.covers(need) for grant in grants[function])
    ]


def too_wide(grants: Grants, used: Shown) -> list[str]:
    """What may be done to any partition of the table, and is done to those of one kind."""
    return sorted(
        f"{function}: {grant}{ON}{kinds.pop()}"
        for function, allowed in grants.items()
        for grant in filter(lambda each: each.is_open, allowed)
        if len(kinds := _kinds(used, function, grant)) == 1
    )


def _kinds(used: Shown, function: str, grant: Grant) -> set[str]:
    """On what kinds of partition it is used; on ANYTHING where it is narrowed to one."""
    uses = [use.partition(ON) for use in used.get(function, {})]
    return {kind or ANYTHING for name, _, kind in uses if name == str(grant)}


@pytest.mark.promise("P23")
def test_a_function_may_do_what_its_tests_do_and_no_more(figure: Found) -> None:
    assert unused(granted(), shown()) == []
    assert not_allowed(granted(), shown()) == []
    assert undelivered(granted()) == []
    figure(sum(map(len, granted().values())), "rights of functions, each used")


@pytest.mark.promise("P23")
def test_what_is_done_to_one_kind_of_partition_may_not_be_done_to_all() -> None:
    assert too_wide(granted(), shown()) == []


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """The tests that pytest finds in the files that are named."""
    files = {test.partition("::")[0] for tests in shown().values() for test in tests.values()}
    asked = subprocess.run(  # noqa: S603  our own tests, in an interpreter of their own
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-pno:cacheprovider", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return set(asked.stdout.splitlines())


def missing(used: Shown, collected: set[str]) -> list[str]:
    """The tests that are said to show a use, and are no more."""
    named = {test for tests in used.values() for test in tests.values()}
    return sorted(named - collected)


@pytest.mark.promise("P23")
def test_the_tests_that_show_it_exist(collected: set[str]) -> None:
    assert missing(shown(), collected) == []


@pytest.mark.twin("P23")
def test_a_test_that_is_no_more_is_missed(collected: set[str]) -> None:
    gone = "tests/component/test_rights.py::test_gone"

    assert missing({**shown(), "search": {"a right": gone}}, collected) == [gone]


@pytest.mark.twin("P23")
def test_a_right_too_many_or_too_few_is_caught() -> None:
    extra = Grant("dynamodb:DeleteItem", "AccountsTable")
    one_more = {**granted(), "search": granted()["search"] | {extra}}
    last = max(granted()["search"])
    one_less = {**granted(), "search": granted()["search"] - {last}}

    assert unused(one_more, shown()) == ["search: dynamodb:DeleteItem AccountsTable"]
    assert not_allowed(one_less, shown()) == [f"search: {last}"]


@pytest.mark.twin("P23")
def test_a_right_to_all_for_what_is_done_to_one_kind_is_caught() -> None:
    anything = frozenset({Grant("dynamodb:UpdateItem", "AccountsTable")})
    grants = {"mail_events": anything, "notify": anything}
    watch = Watch(grants)
    for function, partition in (
        ("mail_events", "0450822X#OPERATION#1"),
        ("mail_events", "0450801A#OPERATION#2"),
        ("notify", "0450822X#STUDENTS"),
        ("notify", "0450822X#GUARDIANS"),
    ):
        watch.judge(function, Need("dynamodb:UpdateItem", "AccountsTable", partition))
    used = {name: {use: "a test" for of, use in watch.uses if of == name} for name in grants}

    assert too_wide(grants, used) == [
        "mail_events: dynamodb:UpdateItem AccountsTable on ????????#OPERATION#*"
    ]


@pytest.mark.twin("P23")
def test_a_right_on_another_queue_and_the_lack_of_ones_own_are_caught() -> None:
    own = Grant("sqs:ReceiveMessage", "MailEventsQueue")
    other = Grant("sqs:ReceiveMessage", "AccountEventsDeadLetters")
    changed = {**granted(), "mail_events": granted()["mail_events"] - {own} | {other}}

    assert unused(changed, shown()) == ["mail_events: sqs:ReceiveMessage AccountEventsDeadLetters"]
    assert undelivered(changed) == [("mail_events", Need(own.action, own.resource))]


@pytest.mark.twin("P23")
def test_a_change_of_a_trace_is_caught_where_all_else_may_be_changed() -> None:
    watch = Watch()

    for partition in ("0450822X#STUDENTS", "0450822X#AUDIT", "0450822X#AUDIT#1"):
        watch.judge("notify", Need("dynamodb:UpdateItem", "AccountsTable", partition))

    assert watch.refused == {
        ("notify", Need("dynamodb:UpdateItem", "AccountsTable", "0450822X#AUDIT")),
        ("notify", Need("dynamodb:UpdateItem", "AccountsTable", "0450822X#AUDIT#1")),
    }


def test_a_condition_that_nobody_has_read_is_no_right() -> None:
    changed = deepcopy(template())
    [policy] = changed["Resources"]["SearchFunction"]["Properties"]["Policies"]
    policy["Statement"][0]["Condition"] = {"StringLikeIfExists": {"dynamodb:LeadingKeys": "*"}}

    with pytest.raises(ValueError, match="StringLikeIfExists"):
        granted(changed)
