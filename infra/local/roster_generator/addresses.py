"""Draws the addresses of a household: mostly around the school, some abroad."""

from random import Random

from infra.local.roster_generator.chance import happens
from infra.local.roster_generator.people import Address
from infra.local.roster_generator.places import (
    ABROAD,
    COMPLEMENTS,
    STREET_KINDS,
    STREET_NAMES,
    TOWNS,
)


def draw_address(rng: Random, number: int) -> Address:
    if happens(rng, 0.015):
        street, town, country = rng.choice(ABROAD)
        return Address(number, (street, "", "", ""), foreign_town=town, country=country)
    postal_code, town = rng.choice(TOWNS)
    suffix = rng.choice(("", "", "", "", " BIS", " TER"))
    road = f"{rng.choice(STREET_KINDS)} {rng.choice(STREET_NAMES)}"
    street = f"{rng.randrange(1, 180)}{suffix} {road}"
    extra = rng.choice(COMPLEMENTS) if happens(rng, 0.25) else ""
    first, second = (extra, street) if extra and happens(rng, 0.7) else (street, extra)
    return Address(number, (first, second, "", ""), postal_code, town)
