"""What is promised, word for word as in the README, on the page that somebody reads before any key is made."""

from django.utils.translation import gettext_lazy as _

PROMISE = _(
    "Own Accord protects what is stored. Somebody who gets the database, the disk or a backup - a thief, a curious"
    " operator, also a partner - can neither read what you keep to yourself nor make anything you did not agree to"
    " look agreed. What you state as a position is said to the people in that space: their software holds it, even"
    " where a page does not show it. While the server runs, whoever controls it could change it to read what you"
    " type: choose a host you trust. No record here is evidence of consent."
)
