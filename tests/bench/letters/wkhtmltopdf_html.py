"""The letters printed from HTML by wkhtmltopdf, an engine of browsers of ten years ago."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts
from tests.bench.letters.contest import contest
from tests.bench.letters.html_sheet import html_of
from tests.bench.letters.school import letters

PROGRAM = "wkhtmltopdf"
_OPTIONS = (
    *("--quiet", "--enable-local-file-access", "--page-size", "A4"),
    *("-T", "0", "-B", "0", "-L", "0", "-R", "0"),
)
# Fonts of the page's own it would draw as outlines, texts of the system's fonts as text.
_SYSTEM_FONTS = f"<fontconfig><dir>{fonts.FOLDER}</dir><cachedir>{{folder}}</cachedir></fontconfig>"


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        html, system_fonts = Path(folder, "letters.html"), Path(folder, "fonts.conf")
        system_fonts.write_text(_SYSTEM_FONTS.format(folder=folder), encoding="utf-8")
        html.write_text(html_of(to_write, Path(folder)), encoding="utf-8")
        subprocess.run(  # noqa: S603  a file of our own
            [PROGRAM, *_OPTIONS, str(html), str(path)],
            env=os.environ
            | {
                "QT_QPA_PLATFORM": "offscreen",
                "XDG_RUNTIME_DIR": folder,
                "FONTCONFIG_FILE": str(system_fonts),
            },
            check=True,
        )


if __name__ == "__main__":
    contest(write, letters)
