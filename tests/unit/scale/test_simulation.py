"""The simulation's arithmetic: queues, the country, prices; and the page says what it finds."""

from random import Random

import pytest

from infra.scale import assumptions as given
from infra.scale import days, scale_page
from infra.scale.costs import Cost, cost_of, counted
from infra.scale.country import one_academie, one_lycee, schools
from infra.scale.queueing import Job, simulate


def test_jobs_wait_for_a_worker_first_come_first_served() -> None:
    cost = Cost(requests=1, read_units=60)
    found = simulate([Job(0, 60, cost), Job(10, 60, cost), Job(20, 60, cost)], workers=2)

    assert (found.jobs, found.busiest, found.ended_s) == (3, 2, 120)
    assert (found.longest_wait_s, found.usual_wait_s) == (40, 0)
    assert (found.worked_s, found.total) == (180, Cost(requests=3, read_units=180))


def test_the_busiest_minute_is_that_of_what_is_asked_in_it() -> None:
    found = simulate([Job(0, 60, Cost(write_units=60)), Job(60, 30, Cost(write_units=90))], 1)

    assert found.writes == pytest.approx(1.5)


def test_a_queue_without_jobs_or_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="there must be jobs"):
        simulate([], 1)
    with pytest.raises(ValueError, match="someone to do them"):
        simulate([Job(0, 1, Cost())], 0)


def test_the_country_has_its_schools_and_people() -> None:
    country = schools(Random(1))

    assert len(country) == given.COLLEGES + given.LYCEES == 11_000
    assert sum(each.pupils for each in country) == pytest.approx(given.PUPILS, rel=0.001)
    assert sum(each.guardians for each in country) == pytest.approx(given.GUARDIANS, rel=0.001)
    assert max(each.pupils for each in country) <= given.LARGEST
    assert len(one_academie(Random(1), country)) == 366


def test_a_cost_at_a_counted_size_is_the_count() -> None:
    for pupils, actions in counted().items():
        for name, cost in actions.items():
            assert cost_of(name, pupils).requests == pytest.approx(cost.requests)
            assert cost_of(name, pupils).write_units == pytest.approx(cost.write_units)


def test_an_account_partition_slows_a_large_action_down() -> None:
    seconds = days.seconds_of(Cost(requests=1, transactions=1, write_units=10_000))

    assert seconds == pytest.approx(given.INVOCATION_S + 5)


def test_what_is_asked_has_its_list_price() -> None:
    million = Cost(read_units=1e6, write_units=1e6, ses=1e3)
    dollars = 0.1485 + 0.7423 + 0.10

    assert scale_page.dollars(million, 0, 0, through_api=False) == pytest.approx(dollars)
    more = scale_page.dollars(million, 0, 1_000_000, through_api=True) - dollars
    assert more == pytest.approx(0.20 + 1.17)


def test_the_page_has_the_lycee_as_it_is_simulated() -> None:
    page = scale_page.DOCUMENT.read_text(encoding="utf-8")

    assert scale_page.of_place("One lycée", one_lycee()) in page
    assert given.PRICES_OF in page
