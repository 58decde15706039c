"""Where the content is: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def content_root() -> Path:
    """The folder `content/`: the one packed into the wheel if there is one, otherwise that of the repository.

    Raises FileNotFoundError if neither exists.
    """
    for root in (_PACKAGE / "content", _PACKAGE.parent.parent / "content"):
        if (root / "catalogue").is_dir():
            return root
    raise FileNotFoundError("the content folder is missing: reinstall, or run from a full checkout")
