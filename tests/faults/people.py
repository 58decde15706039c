"""Ash and Bo as browsers: they sign up, come together, get back in after every fault, and keep their record."""

import re
from dataclasses import dataclass, field

from tests.faults.house import Breakable, Broken
from tests.faults.record import Person
from tests.faults.visitor import Answer, Visitor

PASSPHRASE = "harbour violet lantern quarter moss"
OWN = {"browser": "own", "passphrase": PASSPHRASE, "again": PASSPHRASE}
SPACE = re.compile(r'href="/s/([0-9a-f]{32})/"')


@dataclass
class Somebody:
    """One person: their browser, the words that may open it now, their recovery code, and their record."""

    name: str
    here: Visitor
    words: list[str] = field(default_factory=lambda: [PASSPHRASE])
    code: str = ""
    record: Person = field(default_factory=Person)

    def sends(self, path: str, to: str, **fields: str | list[str]) -> Answer:
        """Send a form that has to lead to this address; Broken when it leads anywhere else."""
        answer = self.here.post(path, fields)
        if answer.status != 303 or not answer.to.startswith(to):
            raise Broken(f"{self.name} sent {path}: {answer.status} {answer.to} {answer.words[:300]}")
        return answer

    def sees(self, path: str) -> str:
        """A page that has to be there."""
        answer = self.here.get(path)
        if answer.status != 200:
            raise Broken(f"{self.name} opened {path}: {answer.status} {answer.to}")
        return answer.page

    @property
    def cookie(self) -> str:
        """What their browser shows at the door: its sign-ins, and what opens the active one's keys."""
        return ".".join(self.here.cookies.get(name, "") for name in ("oa_signin", "oa_open"))

    def comes_in(self) -> None:
        """Be unlocked, whatever happened: by unlocking or signing in with the words that may fit now. One has to."""
        answer = self.here.get("/me/")
        if answer.status == 200 and len(self.words) == 1:
            return
        if answer.status == 200:
            # Which words fit is only known by using them.
            self.sends("/exit/", "/blank/")
        for words in self.words:
            path = "/unlock/" if self.here.get("/unlock/").status == 200 else "/sign-in/"
            answer = self.here.post(path, {"name": self.name, "secret": words})
            if answer.status == 303:
                self.words = [words]
                return
        raise Broken(f"{self.name} cannot get in: {answer.status} {answer.words[:300]}")

    def signs_up(self) -> None:
        """Make an account in this browser and keep the recovery code."""
        self.sends("/sign-up/", "/me/recovery/", adult="on", name=self.name, **OWN)
        self.keeps_code()

    def keeps_code(self) -> None:
        """Write down the recovery code and type two groups of it back."""
        sheet = re.findall(r'class="code">(.*?)</p>', self.sees("/me/recovery/"))[0]
        groups = re.findall(r"<span>([^<]+)</span>", sheet)
        self.code = "-".join(groups)
        self.sends("/me/recovery/", "/", first=groups[2], second=groups[6])
        self.here.post("/me/stop-code/", {"step": "later"})


def move_in(house: Breakable) -> tuple[Somebody, Somebody]:
    """Bo is the first here and runs this computer; Ash makes an account by one-time words."""
    bo, ash = Somebody("Bo", Visitor(house.port)), Somebody("Ash", Visitor(house.port))
    bo.sends("/welcome/", "/sign-up/", host="Bo at the kitchen table")
    bo.signs_up()
    words = re.findall(r"<li>([^<]+)</li>", bo.here.post("/me/host/", {"step": "account"}).page.partition("words")[2])
    ash.sends("/one-time/", "/sign-up/", words=" ".join(words))
    ash.signs_up()
    return ash, bo


def come_together(ash: Somebody, bo: Somebody, former: set[str]) -> str:
    """From wherever they are to a space that has begun; can be begun again after every interruption. Its id."""
    mine = [each for each in SPACE.findall(ash.sees("/")) if each not in former]
    if mine:
        space = mine[0]
    else:
        once = re.findall(r'name="once" value="([^"]+)"', ash.sees("/s/new/"))[0]
        space = ash.sends("/s/new/", "/s/", label="Evenings", own_name="Ash", once=once).to.split("/")[2]
    if ash.here.get(f"/s/{space}/map/").status != 200:
        if space not in SPACE.findall(bo.sees("/")):
            _invites(ash, bo, space)
        ash.sends(f"/s/{space}/begin/", f"/s/{space}/")
    for who in (ash, bo):
        who.sees(f"/s/{space}/map/")
    return space


def _invites(ash: Somebody, bo: Somebody, space: str) -> None:
    ash.sends(f"/s/{space}/invitation/", f"/s/{space}/invitation/")
    sheet = re.findall(r'<ol class="words">(.*?)</ol>', ash.sees(f"/s/{space}/invitation/"), re.S)[0]
    bo.sends("/join/", "/join/", words=" ".join(re.findall(r"<li>([^<]+)</li>", sheet)))
    about = re.findall(r'name="about" value="([^"]+)"', bo.sees("/join/"))[0]
    bo.sends("/join/enter/", f"/s/{space}/", own_name="Bo", label="Ours", about=about)


def without_waiting(house: Breakable, people: tuple[Somebody, Somebody], space: str) -> None:
    """Both ask for no waiting time, sleep on it, and say so: from then on a wish can be confirmed at once."""
    for who in people:
        who.comes_in()
        who.here.post(f"/s/{space}/wait/", {"hours": "0"})
    house.house.advance(hours=13)
    for who in people:
        who.comes_in()
        who.here.post(f"/s/{space}/wait/still-so/")
