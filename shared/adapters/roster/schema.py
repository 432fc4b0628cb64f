"""Tables of the staging file: what was read, and what is worked out from it."""

# Read: at most one file of each kind is kept of all those seen. `subject` says whose anomaly it
# is: 'student' and 'person' ones are told only if that pupil or guardian matters.
READ_TABLES = """
CREATE TABLE file (
  kind TEXT PRIMARY KEY, name TEXT, uai TEXT, school_year TEXT, exported_on TEXT,
  size INTEGER, fingerprint TEXT
) WITHOUT ROWID;
CREATE TABLE seen_file (
  kind TEXT, name TEXT, exported_on TEXT, size INTEGER, fingerprint TEXT
);
CREATE TABLE student (
  source_id TEXT PRIMARY KEY, line INTEGER, family_name TEXT, usual_name TEXT, first_name TEXT,
  ine TEXT, birth_date TEXT, leaving_on TEXT, mef_code TEXT, address_id TEXT
) WITHOUT ROWID;
CREATE TABLE division (
  student_id TEXT, position INTEGER, code TEXT, line INTEGER, PRIMARY KEY (student_id, position)
) WITHOUT ROWID;
CREATE TABLE address (
  kind TEXT, source_id TEXT, lines TEXT, PRIMARY KEY (kind, source_id)
) WITHOUT ROWID;
CREATE TABLE person (
  source_id TEXT PRIMARY KEY, line INTEGER, civility TEXT, family_name TEXT, usual_name TEXT,
  first_name TEXT, email TEXT, address_id TEXT
) WITHOUT ROWID;
CREATE TABLE link (
  guardian_id TEXT, student_id TEXT, level INTEGER, kinship TEXT, line INTEGER,
  PRIMARY KEY (guardian_id, student_id)
) WITHOUT ROWID;
CREATE INDEX link_by_student ON link (student_id);
CREATE TABLE class_label (code TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
CREATE TABLE mef_label (code TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
CREATE VIEW shown_student AS
SELECT *, trim(coalesce(nullif(usual_name, ''), family_name) || ' ' || first_name) AS shown_name
FROM student;
CREATE TABLE anomaly (
  kind TEXT, subject TEXT, source_id TEXT, code TEXT, record TEXT, name TEXT, line INTEGER,
  detail TEXT
);
"""

# Rows to forget when a fuller or newer file of the same kind takes the place of one.
TABLES_OF_KIND = {
    "STUDENTS": ("student", "division"),
    "GUARDIANS": ("person", "link"),
    "NOMENCLATURE": ("mef_label",),
    "STRUCTURES": ("class_label",),
}

WORKED_OUT_TABLES = """
DROP VIEW IF EXISTS yielded_link;
DROP TABLE IF EXISTS present;
DROP TABLE IF EXISTS importable;
DROP TABLE IF EXISTS claimed_ine;
DROP TABLE IF EXISTS standing;
DROP TABLE IF EXISTS finding;
CREATE TABLE present (source_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE importable (source_id TEXT PRIMARY KEY, school_class TEXT) WITHOUT ROWID;
CREATE TABLE claimed_ine (ine TEXT PRIMARY KEY, claims INTEGER) WITHOUT ROWID;
CREATE TABLE standing (
  person_id TEXT PRIMARY KEY, level INTEGER, named INTEGER
) WITHOUT ROWID;
CREATE VIEW yielded_link AS
SELECT l.student_id, l.guardian_id, l.kinship
FROM link l JOIN standing t ON t.person_id = l.guardian_id AND t.named
JOIN importable i ON i.source_id = l.student_id
WHERE l.level = 1;
CREATE TABLE finding (
  kind TEXT, code TEXT, record TEXT, name TEXT, line INTEGER, detail TEXT
);
"""

# Who is present, then who can be imported, then whose INE is contested, then what each person is
# to the importable pupils (the strongest of her links: 1 legal, 2 in charge, 3 contact).
WORK_OUT = (
    """
INSERT INTO present
SELECT source_id FROM student WHERE leaving_on IS NULL OR leaving_on > :today""",
    """
INSERT INTO importable
SELECT s.source_id, d.code
FROM present p JOIN student s USING (source_id)
JOIN division d ON d.student_id = s.source_id AND d.position =
  (SELECT max(position) FROM division WHERE student_id = s.source_id)
WHERE s.family_name <> '' AND s.first_name <> ''""",
    """
INSERT INTO claimed_ine
SELECT ine, count(*) FROM importable JOIN student USING (source_id)
WHERE ine IS NOT NULL GROUP BY ine HAVING count(*) > 1""",
    """
INSERT INTO standing
SELECT p.source_id, coalesce(min(CASE WHEN i.source_id IS NOT NULL THEN l.level END), 9),
  p.family_name <> '' AND p.first_name <> ''
FROM person p LEFT JOIN link l ON l.guardian_id = p.source_id
LEFT JOIN importable i ON i.source_id = l.student_id
GROUP BY p.source_id""",
)

# What can only be seen once every record is there. A school whose pupils' file was not given
# has no unknown pupil: nobody could tell.
FINDINGS = (
    """
SELECT kind, code, record, name, line, detail FROM anomaly
WHERE subject = ''
  OR (subject = 'student' AND source_id IN (SELECT source_id FROM present))
  OR (subject = 'person' AND source_id IN (SELECT person_id FROM standing WHERE level = 1))""",
    """
SELECT 'STUDENTS', 'NO_DIVISION', 'ELEVE ' || s.source_id, s.shown_name, s.line,
  'Élève sans classe (aucune division) : non importé.'
FROM present p JOIN shown_student s USING (source_id)
WHERE NOT EXISTS (SELECT 1 FROM division d WHERE d.student_id = s.source_id)""",
    """
SELECT 'STUDENTS', 'SEVERAL_DIVISIONS', 'ELEVE ' || s.source_id, s.shown_name,
  (SELECT line FROM division d WHERE d.student_id = s.source_id ORDER BY position DESC LIMIT 1),
  'Élève inscrit dans plusieurs classes : la dernière, « ' || i.school_class || ' », est retenue.'
FROM importable i JOIN shown_student s USING (source_id)
WHERE EXISTS (
  SELECT 1 FROM division d WHERE d.student_id = s.source_id AND d.code <> i.school_class)""",
    """
SELECT 'STUDENTS', 'DUPLICATE_INE', 'ELEVE ' || s.source_id, s.shown_name, s.line,
  'L’INE ' || s.ine || ' est porté par ' || c.claims || ' élèves : importé sans INE.'
FROM importable i JOIN shown_student s USING (source_id) JOIN claimed_ine c USING (ine)""",
    """
SELECT 'GUARDIANS', 'UNKNOWN_STUDENT', 'PERSONNE ' || l.guardian_id, '', l.line,
  'Rattachement à un élève absent du fichier des élèves (ELEVE ' || l.student_id || ') : ignoré.'
FROM link l WHERE l.level = 1 AND EXISTS (SELECT 1 FROM file WHERE kind = 'STUDENTS')
  AND NOT EXISTS (SELECT 1 FROM student s WHERE s.source_id = l.student_id)""",
    """
SELECT 'GUARDIANS', 'UNKNOWN_PERSON', 'ELEVE ' || l.student_id, '', l.line,
  'Rattachement à une personne absente du fichier (PERSONNE ' || l.guardian_id || ') : ignoré.'
FROM link l WHERE l.level = 1
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.source_id = l.guardian_id)""",
    """
SELECT DISTINCT s.kind, 'FILE_SUPERSEDED', s.name, '', NULL,
  'Fichier ignoré : un autre du même genre est plus récent ou plus complet.'
FROM seen_file s WHERE NOT EXISTS (
  SELECT 1 FROM file f
  WHERE (f.kind, f.exported_on, f.size, f.fingerprint)
    = (s.kind, s.exported_on, s.size, s.fingerprint))""",
    """
SELECT f.kind, 'SCHOOL_YEARS_DIFFER', f.name, '', NULL,
  'Fichier de l’année scolaire ' || f.school_year || ', un autre est de ' ||
  (SELECT max(school_year) FROM file) || '.'
FROM file f WHERE f.school_year < (SELECT max(school_year) FROM file)""",
)

STUDENTS = """
SELECT s.source_id, CASE WHEN c.ine IS NULL THEN s.ine END, s.family_name,
  nullif(s.usual_name, ''), s.first_name, s.birth_date, i.school_class, s.mef_code,
  coalesce(a.lines, '')
FROM importable i JOIN student s USING (source_id)
LEFT JOIN claimed_ine c ON c.ine = s.ine
LEFT JOIN address a ON a.kind = 'STUDENTS' AND a.source_id = s.address_id
ORDER BY i.source_id"""

GUARDIANS = """
SELECT p.source_id, p.civility, p.family_name, nullif(p.usual_name, ''), p.first_name, p.email,
  coalesce(a.lines, '')
FROM standing t JOIN person p ON p.source_id = t.person_id
LEFT JOIN address a ON a.kind = 'GUARDIANS' AND a.source_id = p.address_id
WHERE t.level = 1 AND t.named
ORDER BY t.person_id"""

GUARDIANSHIPS = """
SELECT student_id, guardian_id, kinship FROM yielded_link ORDER BY guardian_id, student_id"""

ANOMALIES = """
SELECT code, kind, record, name, line, detail FROM finding
ORDER BY kind, line IS NULL, line, code, record, detail"""

# Columns in the order of `RosterCounts`.
COUNTS = """
SELECT
  (SELECT count(*) FROM student),
  (SELECT count(*) FROM importable),
  (SELECT count(*) FROM student) - (SELECT count(*) FROM present),
  (SELECT count(*) FROM present) - (SELECT count(*) FROM importable),
  (SELECT count(*) FROM importable) - (SELECT count(DISTINCT student_id) FROM yielded_link),
  (SELECT count(DISTINCT student_id) FROM yielded_link WHERE kinship = 'SELF'),
  (SELECT count(*) FROM person),
  (SELECT count(*) FROM standing WHERE level = 1 AND named),
  (SELECT count(*) FROM standing WHERE level = 2),
  (SELECT count(*) FROM standing WHERE level = 3),
  (SELECT count(*) FROM standing WHERE level = 9),
  (SELECT count(*) FROM standing WHERE level = 1 AND NOT named),
  (SELECT count(*) FROM yielded_link),
  (SELECT count(*) FROM finding)"""
