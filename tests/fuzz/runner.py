"""One decoder under atheris, in a process of its own: `python -m tests.fuzz.runner NAME FOLDER [options]`."""

import sys
from pathlib import Path

import atheris

OURS = ["ownaccord", "tarfile", "tomllib"]


def main() -> None:
    """Let the fuzzer at one decoder; ends the process."""
    name, folder, *options = sys.argv[1:]
    with atheris.instrument_imports(include=OURS):
        import django

        django.setup()
        from tests.fuzz.table import named
    from tests.fuzz.decoder import ask

    decoder = named(name)
    words = Path(folder) / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in decoder.words), encoding="ascii")
    # An empty list of words would end the fuzzer before it began.
    known = [f"-dict={words}"] if decoder.words else []
    given = [sys.argv[0], *options, *known, f"-max_len={decoder.longest}", str(Path(folder) / "corpus")]
    atheris.Setup(given, lambda data: ask(decoder, data) and None)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    main()
