"""A delta on what was there gives what the complete set of the same day would have given."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.roster.aaf_feed import AafFeed
from shared.domain.identifiers import Uai
from tests.unit.roster.aaf_files import (
    OTHER_UAI,
    SCHOOLS,
    THIRD_UAI,
    UAI,
    Values,
    add,
    delete,
    delta,
    document,
    everything,
    feed,
    mef,
    modify,
    name_of,
    of_school,
    opened,
    person,
    school,
    student,
    told,
)
from tests.unit.roster.siecle_files import zipped

THREE_SCHOOLS = SCHOOLS + school("5003", THIRD_UAI)
ELSEWHERE: dict[str, Values] = {"ENTPersonStructRattach": "5002", "ENTEleveClasses": "5002$6B"}
LINKS = "ENTElevePersRelEleve"
PUPILS = student("1") + student("2", **{**ELSEWHERE, LINKS: "101$20$1$1$1$0"})
PERSONS = person() + person("101")


@contextmanager
def after(folder: Path, complete: bytes, *deltas: bytes) -> Iterator[AafFeed]:
    """The feed after a complete set and deltas, one after the other."""
    state: Path | None = None
    for content in (complete, *deltas[:-1]):
        with opened(folder, content, state=state) as found:
            state = found.state
    with opened(folder, deltas[-1], state=state) as found:
        yield found


def prints(found: AafFeed) -> dict[Uai, str]:
    return {uai: found.fingerprint(uai) for uai in (UAI, OTHER_UAI, THIRD_UAI)}


def test_an_addition_replaces_the_whole_record(tmp_path: Path) -> None:
    again = add(
        "1",
        {
            "sn": "PETIT",
            "givenName": "Léa",
            "ENTPersonStructRattach": "5001",
            "ENTEleveClasses": "5001$3B",
        },
    )
    with after(tmp_path, feed(PUPILS, PERSONS), delta(again)) as found:
        (only,) = found.roster(UAI).students()
        assert (only.source_id, only.family_name, only.ine) == ("AAF:1", "PETIT", None)
        assert list(found.roster(UAI).guardians()) == []
        assert "DUPLICATE_SOURCE_ID" not in {code for code, _, _ in told(found)}


def test_a_modification_replaces_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    changed = modify("1", ENTEleveClasses=["5001$3B", "5001$3C"], ENTEleveINE=None, sn=[])
    with after(tmp_path, feed(PUPILS, PERSONS), delta(changed)) as found:
        (only,) = found.roster(UAI).students()
        assert (only.school_class, only.ine, only.family_name) == ("3C", None, "LÉGER")
        assert [each.jointure for each in found.roster(UAI).guardians()] == ["100"]
        assert {each.code: each.line for each in found.anomalies(UAI)} == {
            "MISSING_INE": 4,
            "SEVERAL_DIVISIONS": 4,
        }


def test_an_anomaly_of_a_record_the_delta_does_not_name_has_no_line(tmp_path: Path) -> None:
    pupils = student("1", ENTEleveINE=None)
    with after(tmp_path, feed(pupils, PERSONS), delta(student("2"))) as found:
        assert [(each.code, each.line) for each in found.anomalies(UAI)] == [("MISSING_INE", None)]


def test_a_deletion_removes_the_record_and_its_links(tmp_path: Path) -> None:
    with after(tmp_path, feed(PUPILS, PERSONS), delta(delete("1"), delete("101"))) as found:
        assert [each.uai for each in found.schools()] == [OTHER_UAI]
        assert (found.covers(UAI), found.home_of("000000001AB")) == (True, None)
        assert [found.guardian_listed(each) for each in ("100", "101")] == [False, False]
        assert [code for code, _, _ in told(found, OTHER_UAI)] == ["UNKNOWN_PERSON"]


def test_what_a_delta_did_not_find_is_told_and_nobody_owns_it(tmp_path: Path) -> None:
    changes = delta(modify("77", sn="X"), delete("78"), schools=modify("79", l="LYON"))
    with after(tmp_path, feed(PUPILS, PERSONS), changes) as found:
        assert sorted(told(found, None)) == [
            (
                "UNKNOWN_RECORD",
                "ELEVE 77",
                "Modification d’un enregistrement inconnu du flux : ignorée.",
            ),
            (
                "UNKNOWN_RECORD",
                "ETABLISSEMENT 79",
                "Modification d’un enregistrement inconnu du flux : ignorée.",
            ),
            (
                "UNKNOWN_RECORD",
                "PERSONNE 78",
                "Suppression d’un enregistrement inconnu du flux : ignorée.",
            ),
        ]
        assert found.counts()["students_read"] == 2


def test_a_modification_other_than_a_replacement_changes_nothing_and_is_told(
    tmp_path: Path,
) -> None:
    with after(tmp_path, feed(PUPILS, PERSONS), delta(modify("1", "add", sn="X"))) as found:
        assert [each.usual_name for each in found.roster(UAI).students()] == [None]
        assert [code for code, _, _ in told(found)] == ["UNKNOWN_OPERATION"]


def test_of_two_replacements_of_one_attribute_the_last_holds(tmp_path: Path) -> None:
    once = '<modification name="ENTEleveClasses" operation="replace"><value>5001$3B</value>'
    twice = modify("1", ENTEleveClasses=None).replace(
        "<modifications>", f"<modifications>{once}</modification>"
    )
    with after(tmp_path, feed(PUPILS, PERSONS), delta(twice)) as found:
        assert [code for code, _, _ in told(found)] == ["NO_DIVISION"]


def test_a_delta_may_hold_one_document_and_leaves_the_kept_state_alone(tmp_path: Path) -> None:
    content = document(modify("1", givenName="Léa"))
    name = name_of("Eleve", mode="Delta")
    with opened(tmp_path, feed(PUPILS, PERSONS)) as found:
        kept = found.state
    before = kept.read_bytes()
    with opened(tmp_path, content, state=kept, name=name) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == ["Léa"]
        assert found.state != kept
    assert kept.read_bytes() == before


def test_a_delta_given_twice_changes_nothing_more(tmp_path: Path) -> None:
    changes = delta(student("3") + modify("1", givenName="Léa"), modify("100", mail=None))
    with after(tmp_path, feed(PUPILS, PERSONS), changes) as found:
        once = everything(found)
    with after(tmp_path, feed(PUPILS, PERSONS), changes, changes) as found:
        assert everything(found) == once


def test_guardians_may_come_later_than_pupils(tmp_path: Path) -> None:
    with after(tmp_path, feed(PUPILS, None), delta("", PERSONS)) as found:
        later = everything(found)
    with opened(tmp_path, feed(PUPILS, PERSONS)) as found:
        assert everything(found) == later


def test_the_same_set_again_has_the_same_fingerprints(tmp_path: Path) -> None:
    with opened(tmp_path, feed(PUPILS, PERSONS)) as found:
        first = prints(found)
    with opened(tmp_path, feed(PUPILS, PERSONS, dated="20240910")) as found:
        assert prints(found) == first
    with after(tmp_path, feed(PUPILS, PERSONS), delta()) as found:
        assert prints(found) == first
    assert len(set(first.values())) == 3


@pytest.mark.parametrize(
    ("changes", "schools"),
    [
        (delta(modify("1", givenName="Léa")), {UAI}),
        (delta(modify("1", ENTEleveClasses="5001$3C")), {UAI}),
        (delta(modify("2", ENTEleveINE="000000001AB")), {UAI, OTHER_UAI}),
        (delta(modify("2", ENTPersonStructRattach="5001")), {OTHER_UAI}),
        (
            delta(modify("2", ENTPersonStructRattach="5001", ENTEleveClasses="5001$3A")),
            {UAI, OTHER_UAI},
        ),
        (delta(persons=modify("101", mail="autre@example.org")), {OTHER_UAI}),
        (delta(modify("1", **{LINKS: "100$20$1$1$1$0"})), {UAI}),
        (delta(schools=modify("5002", ENTStructureClasses="6B$6e B")), {OTHER_UAI}),
        (delta(schools=modify("5001", ENTStructureNomCourant="LYCEE")), {UAI}),
        (
            delta(modify("1", ENTEleveEnseignementsEtablissementsAccueil="5003$LV3")),
            {UAI, THIRD_UAI},
        ),
        (delta(modify("1", ENTEleveLibelleMEF="3e")), {UAI}),
        (delta(persons=person("999")), set()),
        (delta(student("9", ENTEleveClasses=None)), set()),
    ],
)
def test_a_change_touches_the_fingerprints_of_the_schools_it_concerns(
    tmp_path: Path, changes: bytes, schools: set[Uai]
) -> None:
    complete = feed(PUPILS, PERSONS, THREE_SCHOOLS)
    with opened(tmp_path, complete) as found:
        before = prints(found)
    with after(tmp_path, complete, changes) as found:
        now = prints(found)
    assert {uai for uai in now if now[uai] != before[uai]} == schools


class Academy:
    """Records by identifier, each attribute to its values; drawn from few, so that they meet."""

    def __init__(self, chance: random.Random) -> None:
        self.pupils = {each: pupil(chance) for each in some(chance, range(1, 13))}
        self.persons = {each: relative(chance) for each in some(chance, range(100, 112))}
        self.schools = {each: place(chance, each) for each in some(chance, range(5001, 5004))}

    def complete(self) -> bytes:
        return feed(
            written(self.pupils),
            written(self.persons),
            written(self.schools),
            mef() + mef("10010012110", "6EME"),
        )


Records = dict[str, dict[str, Values]]


def some(chance: random.Random, identifiers: range) -> list[str]:
    return [str(each) for each in identifiers if chance.random() < 0.7]


def pupil(chance: random.Random) -> dict[str, Values]:
    home = chance.choice(["5001", "5002", "5003"])
    hosted = [f"{chance.choice(['5001', '5002', UAI])}$LV3"] * chance.randint(0, 1)
    return {
        "ENTEleveINE": chance.choice([None, "12", *(f"00000000{each}AB" for each in range(9))]),
        "ENTEleveStructRattachId": chance.choice([None, *map(str, range(20))]),
        "sn": chance.choice(["LÉGER", "PETIT", None]),
        "ENTPersonNomPatro": chance.choice(["LÉGER", None]),
        "givenName": chance.choice(["Zoé", "Léa", None, "Eva"]),
        "ENTPersonDateNaissance": chance.choice(["01/02/2010", "2010-02-01", None]),
        "ENTPersonStructRattach": home,
        "ENTEleveClasses": [f"{home}${chance.choice('ABC')}"] * chance.randint(0, 1),
        "ENTEleveMEF": chance.choice(["10310019110", "10010012110", "99"]),
        "ENTEleveLibelleMEF": chance.choice([None, "Formation"]),
        "ENTEleveEnseignementsEtablissementsAccueil": hosted,
        LINKS: [
            f"{chance.randint(100, 112)}${chance.choice(['10', '20', '70', '99'])}$0"
            f"${chance.choice('0127')}$1$0"
            for _ in range(chance.randint(0, 3))
        ],
    }


def relative(chance: random.Random) -> dict[str, Values]:
    return {
        "sn": chance.choice(["PETIT", "ROUX", None]),
        "givenName": chance.choice(["Anaïs", "Luc"]),
        "personalTitle": chance.choice(["Mme", "M."]),
        "ENTPersonAdresse": chance.choice(["1 RUE A$BAT B", "A" * 50, None]),
        "ENTPersonPays": chance.choice(["FRANCE", "BELGIQUE", None]),
        "mail": chance.choice(["a@example.org", "faux", None]),
    }


def place(chance: random.Random, identifier: str) -> dict[str, Values]:
    uais = {"5001": UAI, "5002": OTHER_UAI, "5003": THIRD_UAI}
    return {
        "ENTStructureUAI": uais[identifier],
        "ENTStructureNomCourant": chance.choice(["LYCEE", "COLLEGE"]),
        "ENTStructureClasses": [f"{code}${chance.choice('XY')}" for code in "ABC"],
    }


def written(records: Records) -> str:
    return "".join(add(each, attributes) for each, attributes in records.items())


def changes_between(before: Records, after: Records, chance: random.Random) -> str:
    """Deletions, additions, and for what both have: the whole again, or the attributes changed."""
    requests = [delete(each) for each in before if each not in after]
    for each, attributes in after.items():
        if each not in before or chance.random() < 0.3:
            requests.append(add(each, attributes))
            continue
        changed = {name for name in attributes if attributes[name] != before[each][name]}
        if changed:
            requests.append(modify(each, **{name: attributes[name] for name in changed}))
    chance.shuffle(requests)
    return "".join(requests)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_complete_then_delta_is_the_other_complete(seed: int) -> None:
    chance = random.Random(seed)
    before, now = Academy(chance), Academy(chance)
    changes = delta(
        changes_between(before.pupils, now.pupils, chance),
        changes_between(before.persons, now.persons, chance),
        changes_between(before.schools, now.schools, chance),
    )
    with TemporaryDirectory() as folder:
        with after(Path(folder), before.complete(), changes) as found:
            by_delta = everything(found)
            of_empty = of_school(found, UAI)
        with opened(Path(folder), now.complete()) as found:
            assert everything(found) == by_delta
            assert of_school(found, UAI) == of_empty


def test_a_delta_in_parts_is_applied_in_the_order_of_the_parts(tmp_path: Path) -> None:
    parts = [
        (name_of("Eleve", 1, mode="Delta"), document(modify("1", givenName="Eva"))),
        (name_of("Eleve", 0, mode="Delta"), document(delete("1"), student("1", givenName="Léa"))),
    ]
    with after(tmp_path, feed(PUPILS, PERSONS), zipped(*parts)) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == ["Eva"]
