"""The words on screen for what a position can say; the stored words are the keys."""

from django.utils.translation import gettext_lazy as _

LEVELS = {
    0: _("No"),
    1: _("Talk first"),
    2: _("Trial"),
    3: _("Yes"),
}

LEVEL_MEANINGS = {
    0: _("Not available. Nothing is written down, and nobody is told."),
    1: _("We can talk about it. Nothing happens yet."),
    2: _("Once, for a start, and then I look again."),
    3: _("Welcome, within the terms below, until the review date or until I change it."),
}

INTENSITIES = {
    1: _("1 - very light"),
    2: _("2 - light"),
    3: _("3 - medium"),
    4: _("4 - strong"),
    5: _("5 - as strong as we know"),
}

CONTEXTS = {
    "at_home": _("At home"),
    "away": _("Away from home"),
    "remote": _("Apart, by phone or screen"),
    "with_others": _("With other people there"),
}

CONDITIONS = {
    "sober": _("Everyone is sober"),
    "slept": _("Everyone has slept enough"),
    "well": _("Everyone feels well"),
    "unhurried": _("There is time, also for afterwards"),
    "teach_back": _("Each of us has said in our own words what was agreed"),
}

AREAS = {
    "head": _("Head"),
    "face": _("Face"),
    "hair": _("Hair"),
    "neck": _("Neck and throat"),
    "chest": _("Chest"),
    "belly": _("Belly"),
    "back": _("Back"),
    "arms": _("Arms"),
    "hands": _("Hands"),
    "bottom": _("Bottom"),
    "genitals": _("Genitals"),
    "legs": _("Legs"),
    "feet": _("Feet"),
}

SIGNS = {
    "quiet": _("I go quiet"),
    "slow": _("I answer late, or not at all"),
    "agree": _("I say yes to everything"),
    "laugh": _("I laugh although nothing is funny"),
    "breath": _("I hold my breath, or breathe fast"),
    "still": _("I go stiff or very still"),
    "away": _("I look away, or feel far away"),
    "fidget": _("My hands or feet will not rest"),
    "cold": _("I get cold or shaky"),
    "tears": _("I am close to tears"),
}

HELPS = {
    "breathe": _("Breathing slowly"),
    "floor": _("Feeling the floor, or something firm"),
    "see": _("Naming what I see and hear"),
    "held": _("Being held"),
    "space": _("Not being touched"),
    "water": _("Water, or something to eat"),
    "warm": _("A blanket, or warmth"),
    "air": _("Going outside"),
    "music": _("Quiet, or music"),
    "talk": _("Talking"),
    "alone": _("Being alone for a while"),
}

CARE = {
    "presence": _("Quiet company"),
    "closeness": _("Closeness and holding"),
    "talk": _("Talking about how it was"),
    "praise": _("Kind words"),
    "warmth": _("Warmth: a blanket, a bath, a warm drink"),
    "food": _("Food and water"),
    "alone": _("Time alone"),
    "distance": _("A message or a call later"),
}

CARE_LASTS = {
    "quarter": _("A quarter of an hour or so"),
    "hour": _("About an hour"),
    "evening": _("The rest of the evening"),
    "night": _("Until the next morning"),
    "days": _("Now and then over some days"),
    "differs": _("It differs: ask me then"),
}

CARE_CONTACT = {
    "evening": _("The same evening"),
    "morning": _("The next morning"),
    "day": _("During the next day"),
    "second": _("On the second day"),
    "third": _("On the third day"),
    "mine": _("I get in touch myself"),
}

SIGNALS = {
    "stop_word": _("A stop word"),
    "slow_word": _("A word for slower"),
    "stop_sign": _("A stop sign without words"),
}

SIDES = {
    "give": _("I give"),
    "receive": _("I receive"),
    "together": _("Together"),
    "watch": _("I watch"),
    "show": _("I show"),
    "lead": _("I lead"),
    "follow": _("I follow"),
}

SIDES_OF_OTHERS = {
    "give": _("gives"),
    "receive": _("receives"),
    "together": _("together"),
    "watch": _("watches"),
    "show": _("shows"),
    "lead": _("leads"),
    "follow": _("follows"),
}

SIDES_OF_SOMEBODY = {
    "give": _("giving"),
    "receive": _("receiving"),
    "together": _("together"),
    "watch": _("watching"),
    "show": _("showing"),
    "lead": _("leading"),
    "follow": _("following"),
}

REVIEWS = {
    14: _("In two weeks"),
    30: _("In 30 days"),
    90: _("In 90 days"),
    180: _("In half a year"),
    365: _("In a year"),
}

SHAPES = {
    "give_receive": _("One gives, the other receives"),
    "together": _("Everyone does it together"),
    "show_watch": _("One shows, the other watches"),
    "lead_follow": _("One leads, the other follows"),
}

BODY_AT_MOST = {
    3: _("Anything"),
    0: _("Everyday only"),
    1: _("Up to minor"),
    2: _("Up to where injury is possible"),
}

FEELINGS_AT_MOST = {
    3: _("Anything"),
    0: _("Everyday only"),
    1: _("Up to minor"),
    2: _("Up to what can be strong"),
}

LAW_AT_MOST = {
    3: _("Anything"),
    0: _("Everyday only"),
    1: _("Up to minor"),
    2: _("Up to what can matter"),
}

WHICH = {
    "": _("All"),
    "unread": _("Cards that I have not read as they are now"),
    "stated": _("Where I have stated something"),
}

INTERESTS = {
    "into": _("Into it"),
    "curious": _("Curious"),
    "willing": _("Willing"),
    "unsure": _("Unsure"),
    "not_for_me": _("Not for me"),
    "limit": _("A limit"),
    "not_applicable": _("Does not apply to me"),
    "": _("Rather not say, or not yet"),
}
