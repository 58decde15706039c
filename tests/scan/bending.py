"""Ways to bend a request: each takes chance and a request of a browser, and gives one that no browser sends."""

import random
from collections.abc import Callable
from dataclasses import replace

from tests.scan.request import FORM, Request

Bend = Callable[[random.Random, Request], Request]

CODINGS = [b"hex", b"rot13", b"base64", b"zlib_codec", b"utf-7", b"utf-16", b"idna", b"punycode", b"unicode_escape",
           b"undefined", b"mbcs", b"nonsense", b"utf-8;;", b"\xff", b"utf-8\x00", b"x" * 2000, b"ascii",
           b"bz2"]  # fmt: skip
SCRAPS = [b"\x00", b"%00", b"%", b"%f", b"%zz", b"%ff", b"%c0%af", b"%ed%a0%80", b"%f4%90%80%80", b"%e2%80%ae",
    b"\xff",
          b"\xc3\x28", b"&", b"=", b"&&==", b";", b"+", b"\r\n", b"%0d%0aX: y", b"\t", b"\x7f", b"%u0041", b"<b>",
          b"{{7*7}}",
          b"'\"--", b"A" * 5000, b"9" * 400, b"-1", b"1e999", b"NaN", b"\xf0\x9f\xa7\x91", b"[]",
          b"a[b]=c"]  # fmt: skip
PLACES = [b"/", b"//", b"///", b"/.", b"/./", b"/../", b"/..", b"/%2e%2e/", b"/%2e%2e%2f", b"/..%2f",
    b"/%252e%252e/", b"/\\..\\",
          b"/%5c", b"/;/", b"/;a=b/", b"/%2f", b"/%2f%2f", b"/%00/", b"/%ff/", b"/%c0%ae%c0%ae/", b"/%ef%bc%8f",
          b"/%e2%80%ae/",
          b"/%ed%a0%80/", b"/?", b"/#", b"/%23", b"/%3f/", b"/%0d%0aX-A:%20b/", b"/%20", b"/+/", b"/*", b"/~",
          b"/.git/config",
          b"/.env", b"/static/", b"/static/../", b"/static/%2e%2e/%2e%2e/db.sqlite3", b"/static//css//app.css",
          b"/static/css/app.css/", b"/static/css/app.css%00", b"/static/..%5c..%5cserver.key"]  # fmt: skip
METHODS = [b"HEAD", b"OPTIONS", b"PUT", b"DELETE", b"PATCH", b"TRACE", b"CONNECT", b"BREW", b"get", b"Post", b"",
    b"G ET",
           b"GET\t", b"\xff", b"A" * 3000, b"PROPFIND", b"QUERY", b"PRI", b"G\x00T", b"*", b"POST"]  # fmt: skip
HOSTS = [b"", b"elsewhere.example", b"localhost@elsewhere.example", b"localhost:99999", b"localhost:", b"localhost:x",
         b"[::1", b"[::1]:0", b"[", b"::1", b"127.1", b"127.0.0.1.elsewhere.example", b"localhost.", b"LOCALHOST",
         b"local host", b"localhost,elsewhere.example", b"xn--\xff", b"\xc3\xa9", b"localhost/x", b"localhost#",
         b"localhost\\x",
         b"0", b"2130706433", b"0x7f.1", b"a" * 5000, b"localhost\x00", b".localhost", b"-",
         b"127.0.0.1:80:80"]  # fmt: skip
VERSIONS = [b" HTTP/0.9", b" HTTP/1.0", b" HTTP/2.0", b" HTTP/9.9", b" HTTP/1.1 ", b" HTTP/1", b" http/1.1", b"", b" ",
            b" FTP/1.1", b" HTTP/1.1\x00", b" HTTP/-1.1", b"\tHTTP/1.1"]  # fmt: skip
ODD = {
    b"Accept-Language": [b"*", b"en;q=", b"en;q=nan", b"," * 3000, b"x" * 600, b"\xff", b"en-" + b"a-" * 200,
    b"../..", b"\x00"],
    b"Accept": [b"*/*;q=9", b"\xff", b"," * 5000, b"text/html;" * 500, b"application/json"],
    b"Accept-Encoding": [b"gzip;q=x", b"identity;q=0, *;q=0", b"br,,", b"\xff"],
    b"Range": [b"bytes=0-0", b"bytes=9-1", b"bytes=-", b"bytes=-0", b"bytes=0-" + b"9" * 400,
    b"bytes=" + b"0-1," * 500,
               b"lines=1-2", b"bytes=a-b", b"bytes=--1", b"\xff", b"bytes=1-2-3", b"bytes=99999999999-"],
    b"If-Modified-Since": [b"yesterday", b"\xff", b"Thu, 01 Jan 99999 00:00:00 GMT", b"0",
    b"Mon, 99 Foo 2020 99:99:99 GMT"],
    b"If-None-Match": [b'"', b"W/", b'*,"', b"\xff" * 40, b'"a"' * 999],
    b"If-Range": [b"x", b'"'],
    b"Expect": [b"100-continue", b"200-ok", b"100-continue, 100-continue", b"\xff"],
    b"Upgrade": [b"websocket", b"h2c", b"\xff", b"TLS/1.0"],
    b"Connection": [b"Upgrade", b"keep-alive, close", b"Cookie", b"Host, Content-Length", b"\xff"],
    b"Origin": [b"null", b"http://[", b"http://elsewhere.example", b"\xff", b"http://localhost:99999", b"file://",
    b"://"],
    b"Referer": [b"http://[", b"http://[::1", b"http://localhost:99999/", b"\xff", b"https://[v1.]/", b"x" * 9000,
    b"///"],
    b"X-Forwarded-For": [b"::ffff:1", b"a,b", b"\xff", b"127.0.0.1" * 400, b"'", b"[", b"1.2.3.4:99999"],
    b"X-Forwarded-Proto": [b"https", b"https,http", b"\xff", b"gopher"],
    b"X-Forwarded-Host": [b"elsewhere.example", b"[", b"\xff"],
    b"Forwarded": [b"for=[;proto=", b"\xff"],
    b"Content-Encoding": [b"gzip", b"br, gzip", b"\xff"],
    b"X-Http-Method-Override": [b"DELETE", b"\xff"],
    b"X-Csrftoken": [b"x", b"\xff", b"a" * 9000, b"\x00"],
    b"HX-Request": [b"true", b"\xff"],
    b"HX-Current-URL": [b"http://[", b"\xff", b"%ff"],
    b"HX-Current-URL-URI-AutoEncoded": [b"true"],
    b"Sec-Fetch-Site": [b"cross-site", b"\xff"],
    b"X-Original-URL": [b"/me/", b"/%ff"],
    b"Date": [b"\xff"], b"Via": [b"\xff" * 99], b"TE": [b"trailers", b"\xff"], b"Max-Forwards": [b"-1"],
    b"Proxy": [b"http://elsewhere.example/"], b"Script-Name": [b"/x"], b"Content_Length": [b"9"],
    b"Authorization": [b"Basic \xff", b"Basic !!!", b"Bearer " + b"A" * 9000],
}  # fmt: skip


def path_with_scraps(chance: random.Random, request: Request) -> Request:
    """Something unreadable somewhere in the path."""
    at = chance.randrange(1, len(request.target) + 1)
    return replace(request, target=request.target[:at] + chance.choice(SCRAPS) + request.target[at:])


def path_confused(chance: random.Random, request: Request) -> Request:
    """Dots, slashes and their disguises before, in or behind the path."""
    parts = request.target.split(b"/")
    at = chance.randrange(len(parts))
    put = chance.choice(PLACES)
    shapes = [put + request.target, request.target + put, b"/".join(parts[:at]) + put + b"/".join(parts[at:]), put]
    return replace(request, target=chance.choice(shapes))


def query_of_scraps(chance: random.Random, request: Request) -> Request:
    """A query of scraps, where pages read one too."""
    names = [
        b"next",
        b"held",
        b"said",
        b"chosen",
        b"deleted",
        b"which",
        b"words",
        b"page",
        b"item",
        b"side",
        b"level",
        b"",
    ]
    pairs = (chance.choice(names) + b"=" + chance.choice(SCRAPS) for _ in range(chance.choice((1, 2, 40))))
    return replace(request, target=request.target + b"?" + b"&".join(pairs))


def query_long(chance: random.Random, request: Request) -> Request:
    """A query of many names, or a very long one."""
    many = b"&".join(b"a%d=b" % n for n in range(chance.choice((900, 1001, 3000, 9000))))
    return replace(
        request,
        target=request.target + b"?" + chance.choice((many, b"next=/" + b"x" * chance.choice((8000, 60000, 70000)))),
    )


def target_of_another_form(chance: random.Random, request: Request) -> Request:
    """Absolute, of authority, a star, or no path at all."""
    forms = [b"http://elsewhere.example" + request.target, b"http://localhost" + request.target, b"*", b"localhost:80",
             b"elsewhere.example", b"", b"?", b"#", b"http://[", b"http:///", b"https:", b"javascript:alert(1)",
             b"//elsewhere.example/..",
             b"//elsewhere.example/%2e%2e", b"//localhost" + request.target.rstrip(b"/"),
             b"\\\\elsewhere.example\\x"]  # fmt: skip
    return replace(request, target=chance.choice(forms))


def method_of_another_kind(chance: random.Random, request: Request) -> Request:
    """A method that nobody expects, with or without what was to be sent."""
    return replace(request, method=chance.choice(METHODS))


def version_of_another_kind(chance: random.Random, request: Request) -> Request:
    """Another version of http, or none."""
    return replace(request, version=chance.choice(VERSIONS), whole=False)


def header_odd(chance: random.Random, request: Request) -> Request:
    """One to four headers that mean something, with values that do not."""
    for name in chance.sample(sorted(ODD), chance.choice((1, 1, 2, 4))):
        request = request.with_header(name, chance.choice(ODD[name]))
    return replace(request, whole=request.raw is None and not _asks_for_more(request))


def _asks_for_more(request: Request) -> bool:
    held = {name.lower(): value for name, value in request.headers}
    return held.get(b"connection") != b"close"


def header_huge(chance: random.Random, request: Request) -> Request:
    """One huge header, or hundreds."""
    if chance.random() < 0.5:
        return request.also((b"X-A", b"a" * chance.choice((4000, 16_000, 66_000, 200_000))))
    return request.also(*((b"X-%d" % n, b"a" * 20) for n in range(chance.choice((50, 300, 3000)))))


def header_twice(chance: random.Random, request: Request) -> Request:
    """A header that may stand once, twice."""
    extra = chance.choice([(b"Host", b"elsewhere.example"), (b"Host", b"localhost"), (b"Content-Length", b"0"),
        (b"Content-Length", b"5"),
                           (b"Content-Type", b"application/json"), (b"Cookie", b"oa_signin=x; csrftoken=y"),
                           (b"Transfer-Encoding", b"chunked"),
                           (b"Origin", b"null"), (b"Referer", b"http://elsewhere.example/"), (b"Accept-Language",
                           b"xx")])  # fmt: skip
    return replace(request.also(extra), whole=False)


def header_broken(chance: random.Random, request: Request) -> Request:
    """A header line that is none."""
    lines = [b"X-A\x00: b", b"X A: b", b": b", b"X-A : b", b" folded: yes", b"X-A: b\x00c", b"X-A: a\nX-B: c",
        b"no colon at all",
             b"X-\xff: b", b"X-A: \xff\xfe", b"\xef\xbb\xbfX-A: b", b"X-A: b\x0bc", b"X-A:\r\n\tfolded", b"\x00",
             b"X-A: b\rc"]  # fmt: skip
    head, _, body = request.wire().partition(b"\r\n\r\n")
    return replace(request, raw=head + b"\r\n" + chance.choice(lines) + b"\r\n\r\n" + body, whole=False)


def host_attacked(chance: random.Random, request: Request) -> Request:
    """Another name for this house."""
    if chance.random() < 0.1:
        return replace(request.without(b"Host"), whole=False)
    return request.with_header(b"Host", chance.choice(HOSTS))


def type_wrong(chance: random.Random, request: Request) -> Request:
    """The same form under a type that it does not have."""
    coding = chance.choice(CODINGS)
    kinds = [b"application/json", b"text/plain", b"", b";", b"/", b"multipart/form-data",
             b"multipart/form-data; boundary=",
             b"multipart/form-data; boundary=" + b"x" * 300, b"multipart/form-data; boundary=\xff",
             b"multipart/mixed; boundary=a",
             b"multipart/form-data; boundary*=" + coding + b"''a", b"multipart/form-data; boundary*0=a; boundary*1=b",
             FORM + b"; charset=" + coding, FORM + b"; charset*=" + coding + b"''utf-8",
             FORM + b"; a*=" + coding + b"'en'%ff",
             FORM + b"; " + b"a=b; " * 900, b"application/octet-stream", b"\xff", b'multipart/form-data; boundary="',
             b"text/html; charset=" + coding,
             b"multipart/form-data; charset=" + coding + b"; boundary=a"]  # fmt: skip
    return request.with_header(b"Content-Type", chance.choice(kinds))


def noise(chance: random.Random, request: Request) -> Request:
    """Bytes that are no http: a TLS greeting, another protocol, chance."""
    kinds = [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(300),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\r\n\r\n\r\n",
             b"\x00" * 99, chance.randbytes(chance.randrange(1, 4000)), b"GET", b"EHLO localhost\r\n", b"\n\n\n",
             b"GET /\r\n\r\n", b"\r\nGET / HTTP/1.1\r\n",
             b"SSH-2.0-x\r\n", b"*1\r\n$4\r\nPING\r\n", b"GET / HTTP/1.1\r\n" * 900]  # fmt: skip
    return replace(request, raw=chance.choice(kinds), whole=False)


def half(chance: random.Random, request: Request) -> Request:
    """The beginning of a request, and then nothing."""
    data = request.wire()
    return replace(request, raw=data[: chance.randrange(1, len(data))], whole=False)


def pipelined(chance: random.Random, request: Request) -> Request:
    """Two or three in a row, the last one perhaps broken off, or a form that says less than it brings."""
    open_ended = request.with_header(b"Connection", b"keep-alive")
    many = b"".join(open_ended.wire() for _ in range(chance.choice((1, 2, 5))))
    return replace(
        request,
        raw=many + chance.choice((request.wire(), request.wire()[:-3], b"GET /me/ HTTP/1.1\r\n\r\n", b"X")),
        whole=False,
    )


TARGETS: tuple[Bend, ...] = (path_with_scraps, path_confused, query_of_scraps, query_long, target_of_another_form)
HEADS: tuple[Bend, ...] = (
    method_of_another_kind, version_of_another_kind, header_odd, header_odd, header_huge, header_twice,
        header_broken, host_attacked, type_wrong,
)  # fmt: skip
WIRES: tuple[Bend, ...] = (noise, half, pipelined)
