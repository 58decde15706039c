"""How a text sounds, roughly, read aloud in a language: enough to warn of two that could be taken for each other.

Spelling is taken letter by letter, the longest known spelling first, into few sounds; related sounds (t and d, e and
i) are near. The algorithms that libraries offer know English or German spelling only, and a word may be read in any
of the languages that people name; so this is a small table for each, and it needs nothing beyond the standard library.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

END = "#"
HALF, MOST_APART = 2, 3
SHORTEST, LONGEST = 3, 32
_SAME = (
    "tch=C ch=C sh=S sch=S ck=k ph=f qu=kw q=k x=ks c=k y=i ß=s ç=s ñ=ni ł=l ø=ø ö=ø œ=ø ü=y å=o ä=e æ=e ı=i"  # noqa: RUF001
    " ş=S ğ= ż=Z ź=Z ś=S ć=C ń=ni ą=on ę=en ó=o ã=a õ=o đ=d"
)
SPELLED = {
    "en": "ce=se ci=si cy=si e#= es#=s ed#=ed ee=i ead#=ed ea=i oo=u ou=au ow=o igh=ai kn=n wr=r wh=w th=t yes#=ies"
    " j=C ge#=C gh= ay=ei ai=ei oa=o ie=i ey=i ite#=ait ide#=aid ine#=ain ime#=aim ike#=aik ife#=aif ade#=eid"
    " ake#=eik ate#=eit ale#=eil"
    " ame#=eim ane#=ein ove#=ov one#=on ue#=u ear=ir oor=or ore#=or red#=red",
    "de": "sch=S tsch=C ch=h chs=ks z=ts tz=ts w=v v=f j=j ei=ai ai=ai eu=oi äu=oi ie=i ue=y oe=ø ae=e st=St sp=Sp"
    " d#=t b#=p g#=k h#= ah=a eh=e oh=o uh=u ih=i th=t s=s",
    "fr": "ch=S ou=u oi=ua eau=o au=o ai=e ei=e eu=ø œu=ø an=on en=on in=an un=an ge=Ze gi=Zi j=Z gn=ni ce=se ci=si"
    " qu=k gu=g h= e#= es#= ent#= t#= d#= s#= x#= p#= er#=e ez#=e ert#=er erte#=ert te#=t ge#=Z ce#=s re#=r ille=ij"
    " u=y tt=t êt=et",
    "es": "ch=C ll=j j=h ge=he gi=hi gue=ge gui=gi ce=se ci=si z=s v=b h= qu=k ñ=ni y=i",
    "it": "sch=sk ch=k che=ke chi=ki ce=Ce ci=Ci cia=Ca cio=Co ciu=Cu gh=g ge=Ce gi=Ci gia=Ca gio=Co giu=Cu gli=li"
    " gn=ni sce=Se sci=Si h= z=ts qu=kw",
    "nl": "sch=sh ch=h g=h ij=ai ei=ai oe=u eu=ø ui=øi ie=i uu=y u=y oo=o ee=e aa=a d#=t b#=p w=v j=j v=v",
    "pt": "ch=S lh=li nh=ni ão=aun õe=oin ge=Ze gi=Zi j=Z ce=se ci=si qu=k gu=g h= x=S m#=n z=z",
    "pl": "sz=S cz=C rz=Z ch=h ci=Ci si=Si zi=Zi dz=dz dż=C c=ts w=v j=j ó=u y=i ą=on ę=en",
    "sv": "sj=S skj=S stj=S tj=S kj=S sk=sk å=o ä=e ö=ø u=y o=o j=j gj=j hj=j z=s c=k y=y",
    "tr": "c=C ç=C ş=S j=Z ğ= v=v y=j ı=i",  # noqa: RUF001
}
_FROM_OTHER_SCRIPTS = dict(
    zip("абвгдезийклмнопрстуфхыэіαβγδεζηθικλμνοπρσςτυφω", "abvgdezijklmnoprstufhieiabgdeziTiklmnoprsstifo", strict=True)
) | {"ё": "jo", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "ju", "я": "ja",
     "ї": "ji", "є": "je", "ξ": "x", "χ": "h", "ψ": "ps"}  # fmt: skip
_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d"})  # noqa: RUF001
_APOSTROPHES = str.maketrans("", "", "'\u2019")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_NEAR = frozenset(map(frozenset, (
    "pb", "td", "kg", "fv", "sz", "SZ", "SC", "CZ", "sS", "zZ", "vw", "bv", "mn", "rl",
    "kh", "gh", "jh", "ij", "ae", "ao", "ei", "ou", "øe", "øo", "øu", "øy", "yi", "yu", "uw",
)))  # fmt: skip
_FAINT = frozenset("hej")


def in_latin(text: str) -> str:
    """Small composed letters, with Cyrillic and Greek ones as Latin ones; other scripts stay as they are."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold().replace("i̇", "i"))
    bare = "".join(_FROM_OTHER_SCRIPTS.get(_bare(letter), letter) for letter in small)
    return bare.replace("T", "th")


def _bare(letter: str) -> str:
    if letter in _FROM_OTHER_SCRIPTS or not unicodedata.name(letter, "").startswith(("GREEK", "CYRILLIC")):
        return letter
    return unicodedata.normalize("NFD", letter)[:1]


def spellings(text: str) -> frozenset[str]:
    """The ways to write a text without marks: dropped, or written out (ü as u and as ue). Single spaces."""
    latin = in_latin(text)
    return frozenset(_words_of(each) for each in (latin.translate(_LETTERS), latin.translate(_WRITTEN_OUT)))


def _words_of(text: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) != "Mn")
    bare = bare.translate(_LETTERS).translate(_APOSTROPHES)
    return " ".join("".join(each if each.isalnum() else " " for each in bare).split())


def key(text: str, language: str) -> str:
    """The rough sounds of a text, read aloud in a language; in one without a table, as it is written. The first 32:
    nobody calls out more, and comparing stays quick.
    """
    rules, longest = _rules(language)
    words = "".join(each if each.isalpha() else " " for each in in_latin(text)[: 2 * LONGEST].translate(_APOSTROPHES))
    return "".join(_squeezed(_aloud(word + END, rules, longest)) for word in words.split())[:LONGEST]


@lru_cache(maxsize=32)  # of languages alone: what people agree on is not kept
def _rules(language: str) -> tuple[dict[str, str], int]:
    pairs = (each.partition("=") for each in (_SAME + " " + SPELLED.get(language, "")).split())
    rules = {letters: sounds for letters, _, sounds in pairs}
    return rules, max(map(len, rules))


def _aloud(word: str, rules: dict[str, str], longest: int) -> str:
    sounds, at = "", 0
    while at < len(word):
        size = next((n for n in range(longest, 0, -1) if word[at : at + n] in rules and at + n <= len(word)), 0)
        sounds += rules[word[at : at + size]] if size else _bare_sound(word[at])
        at += size or 1
    return sounds


def _bare_sound(letter: str) -> str:
    return "" if letter == END else unicodedata.normalize("NFD", letter)[:1]


def _squeezed(sounds: str) -> str:
    return "".join(each for at, each in enumerate(sounds) if at == 0 or sounds[at - 1] != each)


def apart(one: str, other: str) -> int:
    """How far two keys are apart: 2 for each sound that differs or is missing, 1 where it is related or faint.
    Beyond 3, which is never near, it may say less than it is.
    """
    if abs(len(one) - len(other)) > MOST_APART:
        return MOST_APART + 1
    row = [0]
    for sound in other:
        row.append(row[-1] + _weight(sound))
    for mine in one:
        last, row = row, [row[0] + _weight(mine)]
        for at, sound in enumerate(other):
            row.append(min(last[at] + _differ(mine, sound), last[at + 1] + _weight(mine), row[at] + _weight(sound)))
        if min(row) > MOST_APART:
            return MOST_APART + 1
    return row[-1]


def _weight(sound: str) -> int:
    return 1 if sound in _FAINT else 2


def _differ(one: str, other: str) -> int:
    if one == other:
        return 0
    return 1 if frozenset((one, other)) in _NEAR else 2


def alike(one: str, other: str) -> bool:
    """Whether one could be heard for the other: a quarter of the longer at most, and never more than a sound and a
    half.
    """
    longer = max(len(one), len(other))
    return bool(one and other) and apart(one, other) <= min(MOST_APART, longer // HALF)


def all_but_same(one: str, other: str) -> bool:
    """Whether they differ in one related or faint sound at most, and are no shorter than a word."""
    return min(len(one), len(other)) >= SHORTEST and apart(one, other) <= 1
