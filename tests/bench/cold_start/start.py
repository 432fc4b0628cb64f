"""Run by itself, in an interpreter that has loaded nothing: a function's start, or the peer's.

`start.py FOLDER:FOLDER… FUNCTION|boto3`: imports the function from these folders, reads its
configuration and makes its first client. Prints the processor time since the interpreter was
ready, and how many modules were loaded.
"""

import sys
import time


def main() -> None:
    folders, what = sys.argv[1:]
    standard_library = [path for path in sys.path[1:] if "site-packages" not in path]
    sys.path[:] = [*folders.split(":"), *standard_library]
    loaded, ready = len(sys.modules), time.process_time()
    if what == "boto3":
        import boto3  # noqa: PLC0415  what is measured

        boto3.client("dynamodb")
    else:
        _start(what)
    spent = time.process_time() - ready
    print(f'{{"ms": {spent * 1000:.2f}, "modules": {len(sys.modules) - loaded}}}')  # noqa: T201


def _start(function: str) -> None:
    __import__(f"functions.{function}.handler")
    if function == "address_check":  # it has a right on nothing, and no client
        return
    from shared.api.adapters import table  # noqa: PLC0415  what is measured

    table()


if __name__ == "__main__":
    main()
