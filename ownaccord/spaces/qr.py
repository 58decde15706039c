"""A picture of a link that a phone's camera reads."""

import segno
from django.utils.safestring import SafeString


def picture(address: str) -> SafeString:
    """Return a QR code of this address as inline SVG."""
    # The drawing is one path that segno made of numbers; the address itself is not part of the markup.
    return SafeString(segno.make_qr(address, error="m").svg_inline(omitsize=True))
