"""What a person's own vault keeps of what they wrote about themselves, for rooms that read it. It permits nothing."""

from ownaccord.accounts.keys import VaultBook

Said = dict[str, str | list[str]]


def part(book: VaultBook, slug: str) -> Said:
    """Return what somebody wrote in one part: question -> text, or stored words; what is neither is not there."""
    kept = book.get(f"about/{slug}")
    return {asked: said for asked, said in kept.items() if _is_said(said)} if isinstance(kept, dict) else {}


def _is_said(said: object) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(each, str) for each in said))
