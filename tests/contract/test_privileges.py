"""What each function's role allows is what its tests use (P23)."""

import subprocess
import sys
from copy import deepcopy

import pytest

from infra.local.places import ROOT
from tests.privileges.grants import Grant, Grants, Need, granted
from tests.privileges.shown import Shown, shown
from tests.privileges.watch import Watch
from tests.promises.campaign import Found
from tests.template import template


def unused(grants: Grants, used: Shown) -> list[str]:
    """What is allowed and no test uses."""
    return sorted(
        f"{function}: {grant}"
        for function, allowed in grants.items()
        for grant in allowed
        if str(grant) not in used.get(function, {})
    )


def not_allowed(grants: Grants, used: Shown) -> list[str]:
    """What a test is said to use and no role allows."""
    return sorted(
        f"{function}: {grant}"
        for function, tests in used.items()
        for grant in tests
        if grant not in {str(allowed) for allowed in grants.get(function, frozenset())}
    )


@pytest.mark.promise("P23")
def test_a_function_may_do_what_its_tests_do_and_no_more(figure: Found) -> None:
    assert unused(granted(), shown()) == []
    assert not_allowed(granted(), shown()) == []
    figure(sum(map(len, granted().values())), "rights of functions, each used by a test")


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
