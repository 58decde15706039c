"""Reading pages as somebody with sharp eyes would: what is wrong with each, in words; and every address there is."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import axe_playwright_python  # type: ignore[import-untyped]
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# Every rule (or only these, or without these), on every element. Told is what is wrong, and of the rest how many rules
# found something.
RUN_AXE = """async ({only, without}) => {
  const quick = {preload: false, resultTypes: ["violations"], selectors: false};
  const rules = Object.fromEntries(without.map(each => [each, {enabled: false}]));
  const found = await axe.run(only.length ? {...quick, runOnly: only} : {...quick, rules});
  return {violations: found.violations.map(each => [each.id, each.nodes[0].html]), passes: found.passes.length};
}"""
# Everything on the page as its colours know it: each kind of element inside all others. What was looked at once has the
# same colours wherever it stands like that.
KINDS = """() => {
  const told = ["aria-current", "aria-disabled", "aria-invalid", "aria-pressed", "checked", "disabled", "open", "type"];
  const kinds = new Map([[document.documentElement, ""]]);
  for (const each of document.querySelectorAll("body, body *")) {
    const said = told.filter(name => each.hasAttribute(name)).map(name => `${name}=${each.getAttribute(name)}`);
    kinds.set(each, [kinds.get(each.parentElement), each.localName, ...[...each.classList].sort(), ...said].join(" "));
  }
  return [...new Set(kinds.values())];
}"""
# The frame as it stands in a window of a phone; asked at once, for to ask takes longer than to answer.
FRAME = """() => ({
  headings: [...document.querySelectorAll("h1")].filter(each => each.checkVisibility({visibilityProperty: true})
    && each.getBoundingClientRect().width && each.getBoundingClientRect().height).map(each => each.innerText),
  language: document.documentElement.lang, title: document.title, wide: document.documentElement.scrollWidth,
})"""
EVERY_RULE: dict[str, list[str]] = {"only": [], "without": []}
COLOURS = ("color-contrast", "link-in-text-block")
_SEEN: set[str] = set()
TITLES = {"Notes", "Blank page"}
# Exit now leads here: nothing stands on it, so it has no heading either.
WITHOUT_HEADING = {"/blank/"}
NOT_FOR_GET = 405
# Somebody who wants to look at the pages names a folder here; each page is drawn in it four times.
PICTURES = os.environ.get("OWNACCORD_PICTURES")


def routes() -> dict[str, tuple[str, ...]]:
    """The name of every address of the URLconf, with the names of what stands in it."""
    found = {}
    for pattern in _patterns(get_resolver("ownaccord.web.urls")):
        assert pattern.name, f"{pattern} has no name"
        found[pattern.name] = tuple(pattern.pattern.converters)
    return found


def _patterns(resolver: Any) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from _patterns(each)


def addresses(known: Mapping[str, str]) -> dict[str, str]:
    """Every address by its name, filled in with `known`; a KeyError when something new stands in one."""
    return {name: reverse(name, kwargs={each: known[each] for each in parts}) for name, parts in routes().items()}


@dataclass
class Report:
    """What was wrong, by kind; which addresses answered a look with their own page, and which lead on or take POST."""

    wrong: dict[str, list[str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    led_on: set[str] = field(default_factory=set)
    only_sent: set[str] = field(default_factory=set)
    pages: int = 0

    def note(self, kind: str, text: str) -> None:
        """Something of this kind is wrong."""
        self.wrong.setdefault(kind, []).append(text)

    def of(self, kind: str) -> list[str]:
        """What is wrong of this kind."""
        return self.wrong.get(kind, [])


class Reader:
    """One person's eyes: `who` names them in the report; each page that they come to is read once."""

    def __init__(self, page: Page, who: str, report: Report) -> None:
        self.page, self.who, self.report = page, who, report
        self._status = 200
        self._seen: set[tuple[str, str]] = set()
        self._paths: set[str] = set()
        self._home = ""
        self._scheme = ""
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(AXE)
        page.on("console", lambda said: self._heard(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._heard(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, text: str) -> None:
        if self._status < 400 and "Failed to load resource" not in text:
            self.report.note("console", f"{self.who} {self.page.url}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self._home or url, "about:", "data:")):
            self.report.note("third party", f"{self.who} {self.page.url}: {url}")

    def goes_everywhere(self, known: Mapping[str, str]) -> None:
        """Open every address, and read each page that it leads to."""
        for name, address in addresses(known).items():
            self.goes_to(address, name)

    def goes_to(self, address: str, name: str = "") -> None:
        """Open this address and read the page it leads to."""
        own = urlsplit(address).path
        answer = self.page.context.request.get(address, max_redirects=0)
        path = urlsplit(urljoin(address, answer.headers.get("location", address))).path
        self._count(name, path == own, answer.status)
        is_file = answer.headers.get("content-disposition", "").startswith("attachment")
        if is_file or answer.status == NOT_FOR_GET or (path != own and path in self._paths):
            return
        came = self.page.goto(address)
        self.reads(status=came.status if came else answer.status)

    def _count(self, name: str, own: bool, status: int) -> None:
        if not name:
            return
        if own and status == NOT_FOR_GET:
            self.report.only_sent.add(name)
        elif own and status == 200:
            self.report.read.add(name)
        elif not own and "unlocked" in self.who:
            self.report.led_on.add(name)

    def _path(self) -> str:
        return urlsplit(self.page.url).path

    def reads(self, label: str = "", status: int = 200) -> None:
        """Read the page that is open, unless it was read before."""
        self.page.wait_for_load_state()
        self._status = status
        self._home = "/".join(self.page.url.split("/")[:3]) + "/"
        if self.page.viewport_size != PHONE:
            self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        path, frame = self._path(), self.page.evaluate(FRAME)
        heading = " | ".join(frame["headings"])
        if (path, heading + label) in self._seen:
            return
        self._seen.add((path, heading + label))
        self._paths.add(path)
        self.report.pages += 1
        where = f"{self.who} {path} [{heading}] {label}".strip()
        if status >= 500 and label != str(status):
            self.report.note("answers", f"{where}: {status}")
        self._reads_the_frame(where, path, frame)
        self._reads_with_axe(where)
        if PICTURES:
            self._draws(Path(PICTURES), path, label or (heading if status >= 400 else ""))

    def _reads_the_frame(self, where: str, path: str, frame: Mapping[str, Any]) -> None:
        if frame["language"] != "en":
            self.report.note("language", where)
        if len(frame["headings"]) != (0 if path in WITHOUT_HEADING else 1):
            self.report.note("headings", where)
        if frame["title"] not in TITLES:
            self.report.note("titles", f"{where}: {frame['title']}")
        if frame["wide"] > PHONE["width"]:
            self.report.note("sideways", f"{where}: {frame['wide']}")

    def _reads_with_axe(self, where: str) -> None:
        if not self.page.evaluate("'axe' in window"):
            # A page that was open before this reader came to it.
            self.page.evaluate(AXE)
        kinds = set(self.page.evaluate(KINDS))
        is_new = not kinds <= _SEEN
        self._run_axe(where, "light", without=() if is_new else COLOURS)
        if is_new:
            self._run_axe(where, "dark", only=COLOURS)
            _SEEN.update(kinds)

    def _run_axe(self, where: str, scheme: str, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
        if scheme != self._scheme:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self._scheme = scheme
        found = self.page.evaluate(RUN_AXE, {"only": list(only), "without": list(without)})
        for name, node in found["violations"]:
            if where.split(" ")[1] in WITHOUT_HEADING and name == "page-has-heading-one":
                continue
            self.report.note("axe", f"{where} {scheme}: {name} {node[:200]}")
        if scheme == "light" and not found["passes"]:
            self.report.note("axe", f"{where}: axe looked at nothing")

    def _draws(self, folder: Path, path: str, label: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = "-".join(each[:14] for each in [self.who, *path.strip("/").split("/"), *label.split()[:4]] if each)
        for size, width in (("phone", PHONE), ("desktop", DESKTOP)):
            self.page.set_viewport_size(width)  # type: ignore[arg-type]
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self.page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                self._scheme = scheme
