"""Tables worked out from the feed's records, and the questions asked of them."""

# `anomaly.category` and `anomaly.id` say whose it is, by the record's identifier: only told to
# the schools concerned. `student.uai` is NULL where the feed has no such school. `level` of a
# link: 1 legal guardian, 3 contact.
TABLES = """
CREATE TABLE touched (
  category TEXT, id TEXT, line INTEGER, PRIMARY KEY (category, id)
) WITHOUT ROWID;
CREATE TABLE anomaly (
  category TEXT, id TEXT, kind TEXT, code TEXT, record TEXT, name TEXT, line INTEGER, detail TEXT
);
CREATE TABLE school (
  jointure TEXT PRIMARY KEY, id TEXT, uai TEXT, name TEXT, lines TEXT
) WITHOUT ROWID;
CREATE INDEX school_by_uai ON school (uai);
CREATE INDEX school_by_id ON school (id);
CREATE TABLE class_label (
  uai TEXT, code TEXT, label TEXT, PRIMARY KEY (uai, code)
) WITHOUT ROWID;
CREATE TABLE mef (code TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
CREATE TABLE student (
  jointure TEXT PRIMARY KEY, id TEXT, line INTEGER, school TEXT, uai TEXT, source_id TEXT,
  ine TEXT, family_name TEXT, usual_name TEXT, first_name TEXT, shown_name TEXT, birth_date TEXT,
  school_class TEXT, mef_code TEXT, mef_label TEXT, importable INTEGER
) WITHOUT ROWID;
CREATE TABLE host (student_id TEXT, uai TEXT, PRIMARY KEY (student_id, uai)) WITHOUT ROWID;
CREATE TABLE person (
  jointure TEXT PRIMARY KEY, id TEXT, line INTEGER, civility TEXT, family_name TEXT,
  usual_name TEXT, first_name TEXT, shown_name TEXT, email TEXT, lines TEXT, named INTEGER
) WITHOUT ROWID;
CREATE TABLE link (
  student_id TEXT, guardian_id TEXT, level INTEGER, kinship TEXT,
  PRIMARY KEY (student_id, guardian_id)
) WITHOUT ROWID;
CREATE TABLE claimed_ine (ine TEXT PRIMARY KEY, claims INTEGER) WITHOUT ROWID;
CREATE TABLE standing (
  uai TEXT, person_id TEXT, level INTEGER, named INTEGER, PRIMARY KEY (uai, person_id)
) WITHOUT ROWID;
CREATE TABLE guardianship (
  uai TEXT, guardian_id TEXT, source_id TEXT, kinship TEXT,
  PRIMARY KEY (uai, guardian_id, source_id)
) WITHOUT ROWID;
CREATE TABLE finding (
  uai TEXT, kind TEXT, code TEXT, record TEXT, name TEXT, line INTEGER, detail TEXT
);
"""

INDEXES = """
CREATE INDEX student_by_school ON student (uai, source_id);
CREATE INDEX student_by_id ON student (id);
CREATE INDEX student_by_ine ON student (ine) WHERE importable;
CREATE INDEX host_by_school ON host (uai);
CREATE INDEX person_by_id ON person (id);
"""

# Whose number is another pupil's in the same school, then whose INE is contested, then what
# each person is to the importable pupils of each school.
WORK_OUT = (
    """
INSERT INTO anomaly
SELECT 'Eleve', id, 'STUDENTS', 'DUPLICATE_SOURCE_ID', 'ELEVE ' || jointure, shown_name, line,
  'Le numéro ' || source_id || ' est aussi celui d’un autre élève de l’établissement : non importé.'
FROM student s WHERE importable AND EXISTS (
  SELECT 1 FROM student o WHERE o.uai = s.uai AND o.source_id = s.source_id AND o.importable
    AND o.jointure > s.jointure)""",
    """
UPDATE student SET importable = 0 WHERE importable AND EXISTS (
  SELECT 1 FROM student o WHERE o.uai = student.uai AND o.source_id = student.source_id
    AND o.importable AND o.jointure > student.jointure)""",
    """
INSERT INTO claimed_ine
SELECT ine, count(*) FROM student WHERE importable AND ine IS NOT NULL
GROUP BY ine HAVING count(*) > 1""",
    """
INSERT INTO standing
SELECT s.uai, p.jointure, min(l.level), p.named
FROM link l JOIN student s ON s.jointure = l.student_id AND s.importable
JOIN person p ON p.jointure = l.guardian_id
GROUP BY s.uai, p.jointure""",
    "CREATE INDEX standing_by_person ON standing (person_id)",
    """
INSERT INTO guardianship
SELECT s.uai, l.guardian_id, s.source_id, l.kinship
FROM link l JOIN student s ON s.jointure = l.student_id AND s.importable
JOIN person p ON p.jointure = l.guardian_id AND p.named
WHERE l.level = 1""",
    "CREATE INDEX guardianship_by_guardian ON guardianship (guardian_id)",
    "CREATE INDEX guardianship_by_student ON guardianship (uai, source_id)",
)

ORPHANS_NAMED = 50
_ORPHAN = "NOT EXISTS (SELECT 1 FROM standing t WHERE t.person_id = p.jointure)"

FINDINGS = (
    """
SELECT s.uai, a.kind, a.code, a.record, a.name, a.line, a.detail
FROM anomaly a JOIN student s ON s.id = a.id
WHERE a.category = 'Eleve' AND s.uai IS NOT NULL""",
    """
SELECT t.uai, a.kind, a.code, a.record, a.name, a.line, a.detail
FROM anomaly a JOIN person p ON p.id = a.id
JOIN standing t ON t.person_id = p.jointure AND t.level = 1
WHERE a.category = 'PersRelEleve'""",
    """
SELECT (SELECT c.uai FROM school c WHERE c.id = a.id AND a.category = 'EtabEducNat'),
  a.kind, a.code, a.record, a.name, a.line, a.detail
FROM anomaly a WHERE a.category NOT IN ('Eleve', 'PersRelEleve')""",
    """
SELECT s.uai, 'STUDENTS', 'DUPLICATE_INE', 'ELEVE ' || s.jointure, s.shown_name, s.line,
  'L’INE ' || s.ine || ' est porté par ' || c.claims || ' élèves : importé sans INE.'
FROM student s JOIN claimed_ine c USING (ine) WHERE s.importable""",
    """
SELECT s.uai, 'GUARDIANS', 'UNKNOWN_PERSON', 'ELEVE ' || s.jointure, s.shown_name, s.line,
  'Rattachement à une personne absente du flux (PERSONNE ' || l.guardian_id || ') : ignoré.'
FROM link l JOIN student s ON s.jointure = l.student_id AND s.uai IS NOT NULL
WHERE l.level = 1 AND EXISTS (SELECT 1 FROM kept.category WHERE name = 'PersRelEleve')
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.jointure = l.guardian_id)""",
    """
SELECT NULL, 'STUDENTS', 'UNKNOWN_SCHOOL', trim('ETABLISSEMENT ' || school), '', NULL,
  'Établissement absent du flux, ou sans code UAI ; élèves non importés : ' || count(*) || '.'
FROM student WHERE uai IS NULL GROUP BY school""",
    f"""
SELECT NULL, 'GUARDIANS', 'ORPHAN_PERSON', 'PersRelEleve', '', NULL,
  'Personnes qui ne sont rattachées à aucun élève importable, sans compte : ' || orphans || '.'
FROM (SELECT count(*) AS orphans FROM person p WHERE {_ORPHAN}) WHERE orphans > 0""",  # noqa: S608  our own words
    f"""
SELECT NULL, 'GUARDIANS', 'ORPHAN_PERSON', 'PERSONNE ' || p.jointure, p.shown_name, p.line,
  'Personne qui n’est rattachée à aucun élève importable : aucun compte.'
FROM (SELECT * FROM person p WHERE {_ORPHAN} ORDER BY p.jointure LIMIT {ORPHANS_NAMED}) p""",  # noqa: S608  same
)

SCHOOLS = """
SELECT c.uai, max(c.jointure), c.name, c.lines FROM school c
WHERE EXISTS (SELECT 1 FROM student s WHERE s.uai = c.uai)
GROUP BY c.uai ORDER BY c.uai"""

STUDENTS = """
SELECT s.source_id, CASE WHEN c.ine IS NULL THEN s.ine END, s.family_name,
  nullif(s.usual_name, ''), s.first_name, s.birth_date, s.school_class, s.mef_code,
  (SELECT group_concat(uai) FROM (SELECT uai FROM host WHERE student_id = s.jointure ORDER BY uai))
FROM student s LEFT JOIN claimed_ine c USING (ine)
WHERE s.uai = ? AND s.importable ORDER BY s.source_id"""

GUARDIANS = """
SELECT p.jointure, p.civility, p.family_name, nullif(p.usual_name, ''), p.first_name, p.email,
  p.lines
FROM standing t JOIN person p ON p.jointure = t.person_id
WHERE t.uai = ? AND t.level = 1 AND t.named ORDER BY t.person_id"""

GUARDIANSHIPS = """
SELECT source_id, guardian_id, kinship FROM guardianship
WHERE uai = ? ORDER BY guardian_id, source_id"""

ANOMALIES = """
SELECT code, kind, record, name, line, detail FROM finding WHERE uai IS ?
ORDER BY kind, line IS NULL, line, code, record, detail"""

EXTERNAL_STUDENTS = """
SELECT s.uai, s.source_id FROM host h JOIN student s ON s.jointure = h.student_id
WHERE h.uai = ? AND s.importable ORDER BY s.uai, s.source_id"""

HOME = """
SELECT uai FROM student s WHERE ine = ? AND importable
  AND NOT EXISTS (SELECT 1 FROM claimed_ine c WHERE c.ine = s.ine)"""

CLASS_LABELS = "SELECT code, label FROM class_label WHERE uai = ? ORDER BY code"

MEF_LABELS = """
SELECT s.mef_code, coalesce(max(m.label), max(s.mef_label)) AS shown
FROM student s LEFT JOIN mef m ON m.code = s.mef_code
WHERE s.uai = ? AND s.importable AND s.mef_code <> ''
GROUP BY s.mef_code HAVING shown <> '' ORDER BY s.mef_code"""

# Columns in the order of `RosterCounts`: the feed has no departed pupil, no person in charge.
SCHOOL_COUNTS = """
WITH
  pupil AS (SELECT source_id, importable FROM student WHERE uai = :uai),
  linked AS (SELECT level, named FROM standing WHERE uai = :uai),
  yielded AS (SELECT source_id, kinship FROM guardianship WHERE uai = :uai)
SELECT
  (SELECT count(*) FROM pupil),
  (SELECT count(*) FROM pupil WHERE importable),
  0,
  (SELECT count(*) FROM pupil WHERE NOT importable),
  (SELECT count(*) FROM pupil WHERE importable) -
    (SELECT count(DISTINCT source_id) FROM yielded),
  (SELECT count(DISTINCT source_id) FROM yielded WHERE kinship = 'SELF'),
  (SELECT count(*) FROM linked),
  (SELECT count(*) FROM linked WHERE level = 1 AND named),
  0,
  (SELECT count(*) FROM linked WHERE level = 3),
  0,
  (SELECT count(*) FROM linked WHERE level = 1 AND NOT named),
  (SELECT count(*) FROM yielded),
  (SELECT count(*) FROM finding WHERE uai = :uai)"""

FEED_COUNTS = {
    "students_read": "SELECT count(*) FROM student",
    "students": "SELECT count(*) FROM student WHERE importable",
    "guardians": "SELECT count(DISTINCT guardian_id) FROM guardianship",
    "guardianships": "SELECT count(*) FROM guardianship",
    "persons_read": "SELECT count(*) FROM person",
    "orphans": f"SELECT count(*) FROM person p WHERE {_ORPHAN}",  # noqa: S608  our own words
    "shared_guardians": """
SELECT count(*) FROM (
  SELECT 1 FROM guardianship GROUP BY guardian_id HAVING count(DISTINCT uai) > 1)""",
    "external_students": """
SELECT count(DISTINCT h.student_id) FROM host h JOIN student s ON s.jointure = h.student_id
WHERE s.importable""",
    "students_without_guardian": """
SELECT count(*) FROM student s WHERE s.importable AND NOT EXISTS (
  SELECT 1 FROM guardianship g WHERE g.uai = s.uai AND g.source_id = s.source_id)""",
    "self_guardians": """
SELECT count(*) FROM (SELECT DISTINCT uai, source_id FROM guardianship WHERE kinship = 'SELF')""",
}
