"""QR codes as pictures inside the page: drawn here, asked of nobody."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(text: str) -> SafeString:
    """Return the QR code of this text as SVG without any style or script."""
    drawn = segno.make_qr(text, error="m").svg_inline(omitsize=True)
    return mark_safe(drawn)  # noqa: S308  # nosec B308 B703  # segno draws it from bits; the text itself is not in it


def address_with(base: str, words: str) -> str:
    """Return the address of a page with these words behind its #, where no server sees them."""
    return f"{base}#{'.'.join(words.split())}"
