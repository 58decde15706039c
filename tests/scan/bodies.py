"""Ways to bend what a request brings: forms, multipart, chunks, and the cookies of this house."""

import random
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote_plus

from tests.scan.bending import CODINGS, SCRAPS, Bend
from tests.scan.request import Request

COOKIES = ["oa_device", "oa_signin", "oa_link", "oa_pauses", "oa_face", "oa_join", "oa_search", "oa_glimpse",
    "oa_witness_x", "csrftoken"]  # fmt: skip
Fields = list[tuple[bytes, bytes]]


def fields_of(request: Request) -> Fields:
    """The names and values of the form, as they are on the wire."""
    return [(name, value) for name, _, value in (pair.partition(b"=") for pair in request.body.split(b"&") if pair)]


def form(request: Request, fields: Fields) -> Request:
    """The request with this form."""
    return request.sending(b"&".join(name + b"=" + value for name, value in fields))


def others(fields: Fields) -> list[int]:
    """Where the fields stand that are not the token: with a bent token no page is reached."""
    return [at for at, (name, _) in enumerate(fields) if name != b"csrfmiddlewaretoken"]


def fields_of_scraps(chance: random.Random, request: Request) -> Request:
    """Values that mean nothing, or that no text can be."""
    fields = fields_of(request)
    for at in others(fields):
        if chance.random() < 0.6:
            fields[at] = (fields[at][0], chance.choice(SCRAPS).replace(b"&", b"%26"))
    return form(request, fields)


def fields_repeated(chance: random.Random, request: Request) -> Request:
    """A field many times, or all of them twice."""
    fields = fields_of(request)
    if not fields:
        return form(request, [(b"a", b"b")] * chance.choice((2, 2500)))
    times = chance.choice((2, 30, 1500, 2500))
    return form(request, [*fields, *([chance.choice(fields)] * times)])


def fields_missing(chance: random.Random, request: Request) -> Request:
    """Some of the fields only."""
    return form(request, [each for each in fields_of(request) if chance.random() < 0.5 or each[0].startswith(b"csrf")])


def fields_enormous(chance: random.Random, request: Request) -> Request:
    """One field as long as a page may be, or longer."""
    fields = fields_of(request)
    size = chance.choice((10_000, 200_000, 1_000_000, 1_100_000))
    places = others(fields)
    if places:
        at = chance.choice(places)
        fields[at] = (fields[at][0], chance.choice((b"x", b"%00", b"%ff", b"+", b"9", b"a+")) * (size // 3))
    return form(request, fields)


def fields_named_oddly(chance: random.Random, request: Request) -> Request:
    """Names that nobody asked for."""
    names = [
        b"",
        b"__proto__",
        b"name[]",
        b"name[0]",
        b"%00",
        b"%ff",
        b"_held",
        b"next",
        b"pk",
        b"id",
        b"person",
        b"space",
        b"keys",
        b"x" * 9000,
    ]
    extra = [(chance.choice(names), chance.choice(SCRAPS).replace(b"&", b"%26")) for _ in range(chance.choice((1, 5)))]
    return form(request, [*fields_of(request), *extra])


def not_a_form(chance: random.Random, request: Request) -> Request:
    """What is sent is no form at all."""
    kinds = [b"{", b"null", b'{"a":' * 3000,
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"\x00" * 500,
             chance.randbytes(900), b"=&" * 1500, b"&" * 5000, b"%" * 3000, b"\xff\xfe" * 500]  # fmt: skip
    return request.sending(chance.choice(kinds))


def multipart(chance: random.Random, request: Request) -> Request:
    """The form as multipart, with something wrong in one of its parts."""
    edge = b"edge" + str(chance.randrange(99)).encode()
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (edge, name, value)
        for name, value in fields_of(request)
    ]
    parts.insert(chance.randrange(len(parts) + 1), b"--" + edge + b"\r\n" + _bad_part(chance) + b"\r\n")
    end = chance.choice(
        (b"--" + edge + b"--\r\n", b"--" + edge + b"--\r\n", b"", b"--" + edge, b"--" + edge + b"-\r\n", b"\xff")
    )
    kind = b"multipart/form-data; boundary=" + chance.choice(
        (edge, edge, edge, edge, b'"' + edge + b'"', edge + b"x", b"")
    )
    if chance.random() < 0.25:
        kind += b"; charset=" + chance.choice(CODINGS)
    return request.sending(b"".join(parts) + end, kind)


def _bad_part(chance: random.Random) -> bytes:
    coding = chance.choice(CODINGS)
    named = b'Content-Disposition: form-data; name="a"'
    return chance.choice([
        b"", b"\r\n", b"Content-Disposition: form-data\r\n\r\nx", named + b"\r\n\r\n\xff\xfe\x00",
        b"Content-Disposition: attachment; name=a\r\n\r\nx",
        named + b'; filename="../../etc/passwd"\r\n\r\nx', named + b'; filename="\x00"\r\n\r\nx',
        named + b"; filename*=" + coding + b"''%ff\r\n\r\nx",
        b"Content-Disposition: form-data; name*=" + coding + b"''a%ff\r\n\r\nx",
        named + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=",
        named + b'; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ',
        named + b"\r\nContent-Transfer-Encoding: " + coding + b"\r\n\r\nx",
        named + b'; filename="f"\r\nContent-Type: text/plain; charset=' + coding + b"\r\n\r\nx",
        named + b'; filename="f"\r\nContent-Length: -5\r\n\r\nx',
        named + b'; filename="f"\r\nContent-Length: ' + b"9" * 400 + b"\r\n\r\nx",
        named + b'; filename="f"\r\nContent-Length: x\r\n\r\nx', b"X" * 9000,
        b'Content-Disposition: form-data; name="' + b"n" * 9000 + b'"\r\n\r\nx',
        b"Content-Disposition: form-data; name=\xff\xfe\r\n\r\nx",
        named + b'; filename=""\r\n\r\n', named + b'; filename="' + b"f" * 9000 + b'.html"\r\n\r\nx',
        named + b"\r\nA: b" * 2000 + b"\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--",
        named + b'; filename="f"\r\nContent-Type: ' + b"a*=" + coding + b"''\r\n\r\nx",
    ])  # fmt: skip


ENDS = [b"\r\n0\r\n\r\n", b"\r\n0\r\n\r\n", b"\r\n0\r\nX-A: b\r\n\r\n", b"\r\n0\r\nContent-Length: 9\r\n\r\n",
        b"0\r\n", b"",
        b"\r\n-1\r\n", b"\n0\n\n"]  # fmt: skip
CODED = [
    b"chunked",
    b"chunked",
    b"chunked",
    b"gzip, chunked",
    b"chunked, chunked",
    b"\x0bchunked",
    b"identity",
    b"CHUNKED",
]


def chunked(chance: random.Random, request: Request) -> Request:
    """The form in pieces, whose sizes are true, wrong, huge or none."""
    body = request.body or b"a=b"
    true = b"%x" % len(body)
    sizes = [true, true + b" ", b"00000000" + true, b"%x" % (len(body) - 1), b"-1", b"0x5", b"ffffffffffffffff"]
    sizes += [b"f" * 40, b"", b"zz", b"5;" + b"e" * 9000, b"+5"]
    pieces = chance.choice(sizes) + b"\r\n" + body + chance.choice(ENDS)
    coded = (b"Transfer-Encoding", chance.choice(CODED))
    return replace(request.sending(body).without(b"Content-Length").also(coded), body=pieces, whole=False)


def chunked_without_end(chance: random.Random, request: Request) -> Request:
    """More than a page can send, in pieces that do not say how much comes."""
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    bent = request.sending(b"").without(b"Content-Length").also((b"Transfer-Encoding", b"chunked"))
    return replace(bent, body=piece * chance.choice((15, 17, 30)) + b"0\r\n\r\n")


def length_wrong(chance: random.Random, request: Request) -> Request:
    """It brings another amount than it says."""
    said = chance.choice(
        (
            b"-1",
            b"0",
            b"1",
            b"99999",
            b"1048576",
            b"1048577",
            b"9" * 400,
            b"9" * 5000,
            b"x",
            b"+3",
            b" 3",
            b"3, 3",
            b"3, 4",
            b"1e3",
            b"",
            b"\xb2",
            b"0x10",
        )
    )
    return replace(request.sending(request.body or b"a=b").with_header(b"Content-Length", said), whole=False)


def cookies(chance: random.Random, request: Request) -> Request:
    """What this browser holds, bent: one cookie, several, or all of them."""
    held = dict(request.headers).get(b"Cookie", b"").decode("latin-1")
    jar = dict(pair.partition("=")[::2] for pair in held.split("; ") if pair) or dict.fromkeys(COOKIES[:3], "AAAA")
    names = [*jar, *COOKIES]
    for name in chance.sample(names, chance.choice((1, 1, 2, len(names)))):
        jar[name] = chance.choice(SPOILED)(chance, jar.get(name, "AAAA"))
    return request.with_header(b"Cookie", "; ".join(f"{name}={value}" for name, value in jar.items()).encode("latin-1"))


def cookies_of_scraps(chance: random.Random, request: Request) -> Request:
    """A Cookie header that nobody wrote."""
    kinds = [b"=", b";;;;", b"a", b"$Version=1; oa_signin=x", b'oa_signin="\\', b"oa_signin=x; " * 800, b"\xff=\xff",
        b"oa_device", b"oa_signin=\x00",
             b"csrftoken=" + b"\xe9" * 32, b"oa_witness_=x", b"oa_witness_" + b"y" * 3000 + b"=z",
             b"__Host-oa_signin=x", b'oa_face="\\377\\000"',
             b"; ".join(b"oa_witness_%d=AAAA" % n for n in range(400)), b"oa_signin=" + b"A" * 60_000]  # fmt: skip
    return request.with_header(b"Cookie", chance.choice(kinds))


def _bits(chance: random.Random, value: str) -> str:
    if not value:
        return "A"
    at = chance.randrange(len(value))
    return value[:at] + chance.choice("AZaz09-_=.") + value[at + 1 :]


SPOILED: tuple[Callable[[random.Random, str], str], ...] = (
    _bits, _bits, lambda _, v: v[: len(v) // 2], lambda _, v: v + v, lambda _, v: v[::-1], lambda _, v: "",
    lambda _, v: "=" * 9, lambda _, v: "\xe9\xff",
    lambda _, v: v + "====", lambda _, v: "A" * 3000, lambda _, v: quote_plus(v), lambda _, v: '"' + v,
    lambda _, v: "gYGBgYGBgYGBgYGBgYGBgYE", lambda c, _: c.randbytes(33).hex(),
    lambda _, v: v.lower(), lambda _, v: "%00", lambda _, v: "-" + v,
)  # fmt: skip
BROUGHT: tuple[Bend, ...] = (
    fields_of_scraps, fields_of_scraps, fields_of_scraps, fields_repeated, fields_missing, fields_enormous,
        fields_named_oddly, not_a_form,
    multipart, multipart, multipart, chunked, chunked_without_end, length_wrong,
)  # fmt: skip
CARRIED: tuple[Bend, ...] = (cookies, cookies, cookies_of_scraps)
