"""Keep of botocore's table of endpoints what is said of the services that the layer describes.

Called by the Makefile beside it: a client reads the whole table when it is made, 1.2 MB of which
is about services that no function calls. Partitions, regions and their defaults are left alone.
"""

import json
import sys
from pathlib import Path

# In that table, a service goes by the name of its host.
_HOST_OF = {"ses": "email", "sesv2": "email"}


def trim(table: Path, services: set[str]) -> None:
    endpoints = json.loads(table.read_text(encoding="utf-8"))
    kept = services | {_HOST_OF[each] for each in services & _HOST_OF.keys()}
    for partition in endpoints["partitions"]:
        of_services = partition["services"]
        partition["services"] = {name: of_services[name] for name in of_services if name in kept}
    table.unlink()  # it may be a hard link into the installer's cache, which must stay whole
    table.write_text(json.dumps(endpoints), encoding="utf-8")


if __name__ == "__main__":
    trim(Path(sys.argv[1]), set(sys.argv[2:]))
