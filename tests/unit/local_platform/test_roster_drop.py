"""`make import`: what is dropped, in which order, and how long it waits."""

import io
import zipfile
from pathlib import Path

import pytest

from infra.local.roster_drop import (
    TELL_SECONDS,
    Waiting,
    object_key,
    print_reports,
    reports_of,
)
from infra.local.services import PlatformError
from tests.unit.local_platform.fake_drops import FakeDrops

FEED = "<ficAlimMENESR/>"


def written(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(f"{FEED}{path.name}")
    return paths


def members(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_an_object_name_tells_the_content_and_nothing_of_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "Élèves de Mme Dupont 0450822Z.XML"
    path.write_bytes(b"<BEE_ELEVES/>")

    assert object_key(path) == "incoming/b1d6b53987649e5c/roster.xml"


def test_the_same_content_has_the_same_name_whatever_the_file_is_called(tmp_path: Path) -> None:
    one, other = tmp_path / "a.zip", tmp_path / "b.ZIP"
    for path in (one, other):
        path.write_bytes(b"x")

    assert object_key(one) == object_key(other)


def test_an_unknown_suffix_is_left_out(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "a.exe")

    assert object_key(path).endswith("/roster")


def test_other_files_are_dropped_as_they_are_before_any_report_is_awaited(tmp_path: Path) -> None:
    paths = written(tmp_path, "ElevesSansAdresses.xml", "ResponsablesAvecAdresses.zip")
    drops = FakeDrops()

    reports = list(reports_of(drops, paths))

    assert [report.file for report in reports] == [path.name for path in paths]
    assert [report.summary["students"] for report in reports] == [3, 3]
    assert list(drops.contents.values()) == [path.read_bytes() for path in paths]
    assert drops.finished_before == [[], []]


def test_the_bare_files_of_a_feed_are_dropped_as_one_archive(tmp_path: Path) -> None:
    names = [
        "ENT_ORLEANSTOURS_Complet_20261005_PersRelEleve_0000.xml",
        "ENT_ORLEANSTOURS_Complet_20261005_Eleve_0001.xml",
        "ENT_ORLEANSTOURS_Complet_20261005_Eleve_0000.xml",
    ]
    drops = FakeDrops()

    (report,) = reports_of(drops, written(tmp_path, *names))

    assert report.file == "ENT_ORLEANSTOURS_Complet_20261005.zip"
    (content,) = drops.contents.values()
    assert list(members(content)) == sorted(names)
    assert members(content) == {name: f"{FEED}{name}" for name in names}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_the_same_files_make_the_same_drop(tmp_path: Path) -> None:
    name = "ENT_A_Complet_20261005_Eleve_0000.xml"
    drops = FakeDrops()
    for folder in ("one", "other"):
        list(reports_of(drops, written(tmp_path / folder, name)))

    assert len(drops.contents) == 1


def test_sets_are_dropped_one_after_the_other_complete_first_by_date(tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        "ENT_A_Delta_20261007_Eleve_0000.xml",
        "ENT_A_Delta_20261006_Eleve_0000.xml",
        "ENT_A_Complet_20261006_Eleve_0000.xml",
        "ENT_A_Complet_20261005.zip",
        "Structures.xml",
    )
    drops = FakeDrops()

    reports = list(reports_of(drops, paths))

    assert [report.file for report in reports] == [
        "Structures.xml",
        "ENT_A_Complet_20261005.zip",
        "ENT_A_Complet_20261006.zip",
        "ENT_A_Delta_20261006.zip",
        "ENT_A_Delta_20261007.zip",
    ]
    assert [len(finished) for finished in drops.finished_before] == [0, 1, 2, 3, 4]
    assert list(drops.contents.values())[1] == paths[3].read_bytes()


def test_feeds_of_two_names_are_two_sets(tmp_path: Path) -> None:
    paths = written(
        tmp_path, "ENT_B_C_Complet_20261005_Eleve_0000.xml", "ENT_A_Complet_20261005_Eleve_0000.xml"
    )

    files = [report.file for report in reports_of(FakeDrops(), paths)]

    assert files == ["ENT_A_Complet_20261005.zip", "ENT_B_C_Complet_20261005.zip"]


def test_a_delta_is_not_dropped_after_a_set_that_was_refused(tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        "ENT_A_Complet_20261005_Eleve_0000.xml",
        "ENT_A_Delta_20261006_Eleve_0000.xml",
        "ENT_B_Delta_20261006_Eleve_0000.xml",
        "ENT_A_Complet_20261007_Eleve_0000.xml",
        "ENT_A_Delta_20261008_Eleve_0000.xml",
    )
    drops = FakeDrops("REFUSED")

    reports = {report.file: report for report in reports_of(drops, paths)}

    assert {file: report.success for file, report in reports.items()} == {
        "ENT_A_Complet_20261005.zip": False,
        "ENT_A_Delta_20261006.zip": False,
        "ENT_A_Complet_20261007.zip": True,
        "ENT_A_Delta_20261008.zip": True,
        "ENT_B_Delta_20261006.zip": True,
    }
    assert "n’a pas été importé" in reports["ENT_A_Delta_20261006.zip"].message
    assert len(drops.contents) == 4


@pytest.mark.parametrize("name", ["absent.xml", "ENT_A_Delta_20261006_Eleve_0000.xml"])
def test_a_file_that_cannot_be_read_says_which(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlatformError, match=f"{name}: No such file"):
        list(reports_of(FakeDrops(), [tmp_path / name]))


def test_two_files_of_one_name_in_a_set_are_refused(tmp_path: Path) -> None:
    name = "ENT_A_Delta_20261006_Eleve_0000.xml"
    paths = written(tmp_path / "one", name) + written(tmp_path / "other", name)

    with pytest.raises(PlatformError, match="two files of one name"):
        list(reports_of(FakeDrops(), paths))
    assert len(list(reports_of(FakeDrops(), [paths[0], paths[0]]))) == 1


class Clock:
    """Time passes only while one waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds


def test_a_long_import_is_told_of_then_given_up(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "a.xml")
    drops = FakeDrops("RUNNING")
    drops.put("key", path)
    told: list[str] = []
    clock = Clock()
    waiting = Waiting(TELL_SECONDS * 2 + 1, told.append, clock, clock.pause)

    with pytest.raises(PlatformError, match=r"a\.xml: .* not finished in time; logs: the logs"):
        list(waiting.reports(drops, [("a.xml", "key")]))

    assert told == [
        f"a.xml : import en cours depuis {TELL_SECONDS * times} s …" for times in (1, 2)
    ]


@pytest.mark.parametrize(("status", "well"), [("APPLIED", True), ("REFUSED", False)])
def test_all_reports_are_printed_and_one_refusal_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], status: str, well: bool
) -> None:
    paths = written(tmp_path, "a.xml", "b.xml")

    assert print_reports(FakeDrops(status), paths) is well
    assert capsys.readouterr().out == (
        f"a.xml : {status}. Fait.\n  students : 3\nb.xml : APPLIED. Fait.\n  students : 3\n"
    )
