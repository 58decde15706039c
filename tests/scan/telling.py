"""How a scanner speaks: one line of figures, and below it what fell."""

import sys


def tell(line: str, found: list[str], most: int = 20) -> bool:
    """Print one line, and what fell below it; whether nothing did."""
    sys.stdout.write(line + "\n")
    for each in found[:most]:
        sys.stdout.write(f"    {each}\n")
    sys.stdout.flush()
    return not found
