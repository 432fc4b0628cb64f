"""What generated exports say, read back and compared with the declared figures."""

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from infra.local.roster_generator import (
    SchoolKind,
    SchoolPlan,
    WrittenRoster,
    write_school,
)
from infra.local.roster_generator.classes import SchoolClasses
from tests.unit.roster_generator.reading import Export, Record, day_of, read_export


def counted(export: Export, *, before_2018: bool = False) -> dict[str, int]:
    """The figures that need no other export."""
    tag = "RESP_LEGAL" if before_2018 else "NIVEAU_RESPONSABILITE"
    levels = (("1", "2"), (), ("0",)) if before_2018 else (("1",), ("2",), ("3",))
    legal, charge, contact = (export.links_at(tag, *level) for level in levels)
    guardians, in_charge, contacts = (
        {link["PERSONNE_ID"] for link in links} for links in (legal, charge, contact)
    )
    present = export.present()
    linked = {link["ELEVE_ID"] for link in export.links}
    with_legal = {link["ELEVE_ID"] for link in legal}
    themselves = "7" if before_2018 else "70"
    return {
        "pupils_in_file": len(export.pupils),
        "importable_pupils": len(present),
        "departed_pupils": len(export.pupils) - len(present),
        "leaving_later": sum("DATE_SORTIE" in export.pupils[number] for number in present),
        "pupils_without_guardian": len(present - linked),
        "pupils_without_legal_guardian": len(present - with_legal),
        "people_in_file": len(export.people),
        "legal_guardians": len(guardians),
        "own_guardians": sum(link["CODE_PARENTE"] == themselves for link in legal),
        "legal_guardians_without_email": sum(not export.people[n].get("MEL") for n in guardians),
        "persons_in_charge": len(in_charge - guardians),
        "contacts": len(contacts - in_charge - guardians),
        "links_in_file": len(export.links),
        "legal_links": len(legal),
        "person_in_charge_links": len(charge),
        "contact_links": len(contact),
        "divisions": len(export.divisions),
        "groups": len(export.declared_groups),
        "mefs": len(export.mefs),
    }


def declared(written: WrittenRoster, names: dict[str, int]) -> dict[str, int]:
    return {name: asdict(written.counts)[name] for name in names}


def families(export: Export) -> Counter[frozenset[str]]:
    """How many pupils each set of guardians has."""
    guardians: dict[str, set[str]] = {}
    for link in export.links_at("NIVEAU_RESPONSABILITE", "1"):
        guardians.setdefault(link["ELEVE_ID"], set()).add(link["PERSONNE_ID"])
    return Counter(map(frozenset, guardians.values()))


def test_the_export_holds_what_was_declared(written: WrittenRoster, export: Export) -> None:
    found = counted(export)
    assert found == declared(written, found)
    rare = ("own_guardians", "pupils_without_guardian", "persons_in_charge", "contacts")
    assert all(found[name] > 0 for name in rare)


def test_an_older_export_holds_what_was_declared(lycee: SchoolPlan, folder: Path) -> None:
    written = write_school(lycee, folder, before_2018=True)
    export = read_export(written.paths)
    found = counted(export, before_2018=True)
    assert found == declared(written, found)
    assert {link["RESP_LEGAL"] for link in export.links} == {"0", "1", "2"}
    assert {"1", "2", "7"} <= {link["CODE_PARENTE"] for link in export.links} <= set("1234567")
    assert all("NOM" in person and "NOM_USAGE" not in person for person in export.people.values())


@pytest.mark.parametrize("students", [1, 2, 19, 21])
def test_a_tiny_school_is_whole(lycee: SchoolPlan, students: int, folder: Path) -> None:
    tiny = SchoolPlan(lycee.uai, "", "college", students, 1, lycee.exported_on)
    written = write_school(tiny, folder)
    found = counted(read_export(written.paths))
    assert found == declared(written, found)
    assert found["importable_pupils"] == students


def test_every_reference_leads_somewhere(export: Export) -> None:
    pupils, people = export.pupils, export.people
    assert {link["ELEVE_ID"] for link in export.links} <= set(pupils)
    assert {link["PERSONNE_ID"] for link in export.links} == set(people)
    assert {pupil["ADRESSE_ID"] for pupil in pupils.values()} == set(export.pupil_addresses)
    assert {person["ADRESSE_ID"] for person in people.values()} == set(export.people_addresses)
    assert set(export.classes.values()) == set(export.divisions)
    assert {code for codes in export.groups.values() for code in codes} <= export.declared_groups
    assert all(
        pupil["CODE_MEF"] in export.divisions[export.classes[number]]
        for number, pupil in pupils.items()
        if number in export.classes
    )
    assert {code for codes in export.divisions.values() for code in codes} == set(export.mefs)


def test_fields_keep_to_their_lengths(export: Export) -> None:
    addresses = [*export.pupil_addresses.values(), *export.people_addresses.values()]
    lines = [a.get(f"LIGNE{n}_ADRESSE", "") for a in addresses for n in range(1, 5)]
    assert max(map(len, lines)) <= 38
    assert max(len(address.get("LIBELLE_POSTAL", "")) for address in addresses) <= 32
    assert max(map(len, [*export.divisions, *export.declared_groups])) <= 8
    assert {len(code) for code in export.mefs} == {11}
    assert any(re.search("[A-Z]", code) for code in export.mefs)


@pytest.mark.parametrize("kind", ["college", "lycee"])
def test_class_codes_stay_short_and_different_in_the_largest_school(kind: SchoolKind) -> None:
    classes = SchoolClasses(kind, 300_000)
    codes = [place.code for place in classes.divisions] + [g.code for g in classes.groups]
    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 8


def test_classes_are_of_a_usual_size(export: Export, college_export: Export) -> None:
    lycee_sizes = Counter(export.classes[number] for number in export.present())
    assert all(8 <= size <= 38 for size in lycee_sizes.values())
    college_sizes = Counter(college_export.classes[number] for number in college_export.present())
    assert all(15 <= size <= 30 for size in college_sizes.values())


def test_class_codes_hold_spaces_and_some_classes_several_mefs(
    export: Export, college_export: Export
) -> None:
    assert {"2 AGORA", "T CAP", "2 GT 1"} <= set(export.divisions)
    assert {"6 A", "3 E", "6 SEGPA"} <= set(college_export.divisions)
    followed = {(export.classes[n], export.pupils[n]["CODE_MEF"]) for n in export.present()}
    assert Counter(code for code, _ in followed)["T CAP"] == 3


def test_national_identifiers_are_of_both_generations_and_never_twice(export: Export) -> None:
    numbers = [pupil["ID_NATIONAL"] for pupil in export.pupils.values()]
    assert len(set(numbers)) == len(numbers)
    letters = "[A-HJ-NPR-Z]"
    shapes = Counter(
        "new" if re.fullmatch(rf"\d{{9}}{letters}{{2}}", number) else "old"
        for number in numbers
        if re.fullmatch(rf"\d{{9}}[0-9A-Z]{letters}", number)
    )
    assert shapes.total() == len(numbers)
    assert shapes["new"] > shapes["old"] > 0


def test_pupils_were_born_when_their_class_says(college_export: Export) -> None:
    years = Counter(
        day_of(college_export.pupils[number]["DATE_NAISS"]).year
        for number in college_export.present()
        if college_export.classes[number].startswith("6 ")
    )
    assert set(years) <= {2014, 2015, 2016}
    assert years[2015] > years[2014] > years[2016]


def test_homonyms_exist_some_with_both_names_but_another_birth_date(export: Export) -> None:
    pupils = [export.pupils[number] for number in export.present()]
    names = Counter((p["PRENOM"][0], p["NOM_DE_FAMILLE"]) for p in pupils)
    assert names.most_common(1)[0][1] >= 5
    born = [p["DATE_NAISS"] for p in pupils if (p["PRENOM"], p["NOM_DE_FAMILLE"]) == CAMILLE]
    assert len(set(born)) == len(born) >= 4


CAMILLE = ("Camille", "MARTIN")


def test_siblings_share_guardians_and_address_and_never_a_first_name(export: Export) -> None:
    assert sum(size >= 2 for size in families(export).values()) >= 50
    homes: dict[str, list[Record]] = {}
    for number in export.present():
        homes.setdefault(export.pupils[number]["ADRESSE_ID"], []).append(export.pupils[number])
    together = [siblings for siblings in homes.values() if len(siblings) > 1]
    assert together
    assert all(len({p["NOM_DE_FAMILLE"] for p in siblings}) == 1 for siblings in together)
    assert all(len({p["PRENOM"] for p in siblings}) == len(siblings) for siblings in together)


def test_families_are_of_many_kinds(export: Export) -> None:
    sizes = Counter(map(len, families(export)))
    assert sizes[2] > sizes[1] > 0
    links = export.links_at("NIVEAU_RESPONSABILITE", "1")
    kinships = {link["CODE_PARENTE"] for link in export.links}
    assert {"10", "20", "38", "70", "90"} <= kinships
    homes: dict[str, set[str]] = {}
    for link in links:
        if link["HEBERGE_ELEVE"] == "1":
            home = export.people[link["PERSONNE_ID"]]["ADRESSE_ID"]
            homes.setdefault(link["ELEVE_ID"], set()).add(home)
    assert sum(len(addresses) == 2 for addresses in homes.values()) >= 20


def test_people_can_only_be_reached_where_nobody_is(export: Export) -> None:
    people = [*export.people.values(), *export.pupils.values()]
    domains = {person["MEL"].partition("@")[2] for person in people if person.get("MEL")}
    assert domains == {"example.fr", "example.org"}
    tags = ("TEL_PERSONNEL", "TEL_PORTABLE", "TEL_PROFESSIONNEL")
    phones = [person[tag] for person in people for tag in tags if tag in person]
    fiction = r"(019900|026191|035301|046571|053649|063998)\d{4}"
    assert [phone for phone in phones if not re.fullmatch(fiction, phone)] == []
    without = sum(not person.get("MEL") for person in export.people.values())
    assert 0.2 < without / len(export.people) < 0.4


def test_some_addresses_are_abroad(export: Export) -> None:
    abroad = [a for a in export.people_addresses.values() if "COMMUNE_ETRANGERE" in a]
    assert abroad
    assert all(a["LL_PAYS"] != "FRANCE" and "CODE_POSTAL" not in a for a in abroad)
