"""Streets, towns and countries of the generated addresses."""

from typing import Final

TOWNS: Final = (
    ("45000", "ORLEANS"),
    ("45100", "ORLEANS"),
    ("45140", "SAINT-JEAN-DE-LA-RUELLE"),
    ("45140", "ORMES"),
    ("45160", "OLIVET"),
    ("45160", "SAINT-HILAIRE-SAINT-MESMIN"),
    ("45380", "LA CHAPELLE-SAINT-MESMIN"),
    ("45400", "FLEURY-LES-AUBRAIS"),
    ("45400", "CHANTEAU"),
    ("45430", "CHECY"),
    ("45590", "SAINT-CYR-EN-VAL"),
    ("45650", "SAINT-JEAN-LE-BLANC"),
    ("45750", "SAINT-PRYVE-SAINT-MESMIN"),
    ("45760", "BOIGNY-SUR-BIONNE"),
    ("45770", "SARAN"),
    ("45800", "SAINT-JEAN-DE-BRAYE"),
    ("45110", "CHATEAUNEUF-SUR-LOIRE"),
    ("45130", "MEUNG-SUR-LOIRE"),
    ("45240", "LA FERTE-SAINT-AUBIN"),
    ("45190", "BEAUGENCY"),
    ("45500", "GIEN"),
    ("45200", "MONTARGIS CEDEX"),
)

STREET_KINDS: Final = ("RUE", "RUE", "RUE", "AVENUE", "ALLÉE", "IMPASSE", "CHEMIN", "PLACE", "QUAI")

STREET_NAMES: Final = (
    "DES LILAS",
    "DE LA RÉPUBLIQUE",
    "JEAN JAURÈS",
    "DU GÉNÉRAL DE GAULLE",
    "VICTOR HUGO",
    "DES ÉCOLES",
    "DE L'ÉGLISE",
    "DU CHÂTEAU",
    "DES TILLEULS",
    "MARIE CURIE",
    "DU MOULIN À VENT",
    "DES FRÈRES LUMIÈRE",
    "DE LA FÉE ÉLECTRICITÉ",
    "DU SACRÉ-CŒUR",
    "OLYMPE DE GOUGES",
    "LOUIS PASTEUR",
    "DES VIGNES",
    "DU 8 MAI 1945",
    "DE L'ÎLE AUX CANES",
    "SIMONE VEIL",
    "D'ALSACE-LORRAINE",
    "DU FAUBOURG BANNIER",
)

COMPLEMENTS: Final = (
    "RÉSIDENCE LES PEUPLIERS",
    "BÂTIMENT C APPARTEMENT 34",
    "APT 12 ESCALIER B",
    "LIEU-DIT LA CROIX BLANCHE",
    "LE HAMEAU DES GRANDS BOIS",
    "HÔTEL SOCIAL LES QUATRE VENTS",
    "BP 20117",
)

ABROAD: Final = (
    ("12 CHAUSSÉE DE WAVRE", "1050 BRUXELLES", "BELGIQUE"),
    ("27 HAUPTSTRASSE", "66111 SAARBRÜCKEN", "ALLEMAGNE"),
    ("8 RUE DE LA GARE", "L-1611 LUXEMBOURG", "LUXEMBOURG"),
    ("14 CHEMIN DES CÈDRES", "1004 LAUSANNE", "SUISSE"),
    ("45 RUA DAS FLORES", "4050-262 PORTO", "PORTUGAL"),
    ("3 CALLE DE LA PEÑA", "31001 PAMPLONA", "ESPAGNE"),
    ("221 AVENUE HASSAN II", "20250 CASABLANCA", "MAROC"),
    ("5 RUE DIDOUCHE MOURAD", "16000 ALGER", "ALGÉRIE"),
    ("19 STATION ROAD", "LONDON NW1 2DB", "ROYAUME-UNI"),
)
"""Street, town with its own postal code, country."""

LANDLINES: Final = ("019900", "026191", "035301", "046571", "053649")
"""Prefixes the French regulator keeps for works of fiction."""

MOBILE: Final = "063998"

MAIL_DOMAINS: Final = ("example.fr", "example.org")
