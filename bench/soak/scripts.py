"""Scripts in all that can be given: text, title, file name, source, actor, topic, alias and note of a decision.

Every page is walked in a real Chromium. Nothing may run, become an element of the page, be refused by the policy (what
is refused there had become an element), or be asked of any other server.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, sync_playwright

from dashboard import export
from dashboard.store import Filters, add_findings, decisions, open_store, queries, retag
from extract.topics import Topic
from tests.browser.conftest import FLAGS, Site, serving
from tests.stores import findings, meets, person, quoted

TODAY = date(2026, 3, 2)
# What the list of pages does not lead to.
PARTS = ("actors?id=1", "actors?id=2", "actors?same=1", "network?part=meets", "review?part=Decisions")
WAIT = 60_000  # milliseconds: the machine may have other work
# Each makes an element of the class "evil", calls evil(), or asks another server, if it is taken for markup.
PAYLOADS = [
    "<script>evil(1)</script>",
    "<img src=x onerror=evil(1) class=evil>",
    "<svg onload=evil(1) class=evil>",
    '"><img src=x onerror=evil(1) class=evil>',
    "'><img src=x onerror=evil(1) class=evil>",
    "</style><img src=x onerror=evil(1) class=evil>",
    "</title></textarea></noscript><svg onload=evil(1) class=evil>",
    "</span></div><iframe src=//evil.invalid class=evil></iframe>",
    "<iframe srcdoc='<script>parent.evil(1)</script>' class=evil></iframe>",
    "<body onload=evil(1) class=evil>",
    "<details open ontoggle=evil(1) class=evil>",
    "<input autofocus onfocus=evil(1) class=evil>",
    "<video><source onerror=evil(1) class=evil></video>",
    "<audio src=//evil.invalid/a autoplay class=evil></audio>",
    "<object data=//evil.invalid/o class=evil></object>",
    "<embed src=//evil.invalid/e class=evil>",
    "<link rel=stylesheet href=//evil.invalid/c class=evil>",
    "<style class=evil>@import '//evil.invalid/s';</style>",
    "<style class=evil>*{background:url(//evil.invalid/b)}</style>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid' class=evil>",
    "<base href=//evil.invalid class=evil>",
    "<form action=//evil.invalid class=evil><button>Go on</button></form>",
    "<a href=javascript:evil(1) class=evil>Read on</a>",
    "<a href='data:text/html,<script>evil(1)</script>' class=evil>more</a>",
    "<math><mi xlink:href=javascript:evil(1) class=evil>x</mi></math>",
    "<svg><script>evil(1)</script></svg>",
    "<svg><animate onbegin=evil(1) attributeName=x dur=1s class=evil>",
    "<svg><use href=//evil.invalid/u#x class=evil /></svg>",
    "<noscript><p title='</noscript><img src=x onerror=evil(1) class=evil>'>",
    "<template><img src=x onerror=evil(1) class=evil></template>",
    "<x-evil class=evil onclick=evil(1) style=animation-name:x onanimationstart=evil(1)>",
    "<IMG SRC=//evil.invalid/i CLASS=evil>",
    "<img/src=//evil.invalid/j/class=evil>",
    "<<img src=//evil.invalid/k class=evil>",
    "<img src=`//evil.invalid/l` class=evil>",
    "<img srcset='//evil.invalid/m 1x' class=evil>",
    "<p style='background:url(//evil.invalid/p)' class=evil>words</p>",
    "&lt;script&gt;evil(1)&lt;/script&gt;",
    "&#60;img src=x onerror=evil(1) class=evil&#62;",
    "\\u003cimg src=x onerror=evil(1) class=evil\\u003e",
    "%3Cimg src=x onerror=evil(1) class=evil%3E",
    "![seen](//evil.invalid/markdown)",
    "![seen](http://evil.invalid/markdown.png)",
    "[read on](javascript:evil(1))",
    "[x]: http://evil.invalid/r 'x'\n![x]",
    "<http://evil.invalid/auto>",
    "$\\href{javascript:evil(1)}{x}$ $$\\includegraphics{//evil.invalid/t}$$",
    "{{constructor.constructor('evil(1)')()}} ${evil(1)} #{evil(1)} <%= evil(1) %>",
    "javascript:evil(1)//--></script>*/evil(1)/*",
    ":material/warning: :red[x] <b class=evil>bold</b> =cmd|' /C calc'!A1",
]
# Libraries of Streamlit try whether they may use eval, and do without; no markup leads to that.
WATCH = """
window.evils = [];
window.evil = (x) => window.evils.push("called");
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.evils.push(name);
document.addEventListener("securitypolicyviolation", (e) => {
  if (e.blockedURI !== "eval") window.evils.push(`refused: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`);
});
"""
# A link of ours to the page of somebody who is called so is no element of theirs.
FOUND = """() => [...window.evils, ...[...document.querySelectorAll(
  ".evil, x-evil, img[src*=evil], a[href*=evil]:not([href^='actors?named=']), [href^='javascript:'], "
  + "[onerror], [onload], [ontoggle], [onfocus]"
)].map((e) => "element: " + e.outerHTML.slice(0, 200))]"""


def fill(file: Path, payloads: list[str]) -> list[str]:
    """Make a store that holds each payload in every place, and return the articles' ids."""
    store = open_store(f"sqlite:///{file}")
    ids = []
    for n, payload in enumerate(payloads):
        one, two = f"Ana {payload} {n}", f"Bo Tarn {payload} {n}"
        said = f"We will go on with {payload} in {n} days,"
        text = f"{payload}\n“{said}” {one} said.\n{one} will meet {two} at {payload}."
        evidence = f"{one} will meet {two} at {payload}."
        found = findings(
            text,
            title=f"{payload} {n}",
            source=payload,
            actors=(person(text, one, role=payload), person(text, two)),
            quotes=(quoted(text, said, one),),
            meetings=(meets(text, evidence, one, two, place=payload, occasion=payload),),
        )
        add_findings(store, found, file_name=f"{payload}.txt")
        ids.append(found.article.id)
        title = " ".join(payload.split())[:80]
        phrase = said.replace("*", "")  # a star stands for any ending, and is refused elsewhere
        key, _ = decisions.save_topic(store, Topic(f"{title} {n}", (phrase,)), note=payload)
        retag(store, [key])
        row = queries.quotes(store, Filters(), limit=100)
        mine = row[row["article_id"] == found.article.id].iloc[0]
        decisions.correct(store, "quote", int(mine["quote_id"]), speaker=f"{payload} corrected", note=payload)
        actors = queries.find_actors(store, f"Bo Tarn {payload} {n}", limit=3)
        if not actors.empty:
            decisions.rename(store, int(actors["entity_id"].iloc[0]), f"Renamed {payload} {n}", note=payload)
    store.dispose()
    return ids


def poke(site: Site) -> None:
    """Use what stands on a page: tabs, details, charts, tables, choices."""
    page = site.page
    for name in ("[data-testid=stTab]", "details:not([open]) > summary"):
        for mark in page.locator(name).all()[:6]:
            _click(site, mark)
    for marks in (".js-plotly-plot .points path", ".js-plotly-plot .barlayer .point path"):
        for mark in page.locator(marks).all()[:2]:
            _click(site, mark)
    for table in page.get_by_test_id("stDataFrame").all()[:2]:
        _click(site, table, {"x": 15, "y": 50})
        _click(site, table, {"x": 120, "y": 50})
    for choice in page.locator("[data-baseweb=select]").all()[:4]:
        _click(site, choice)
        page.keyboard.press("Escape")


def _click(site: Site, what: Any, position: Any = None) -> None:
    try:
        what.click(timeout=1500, position=position)
        site.settle()
    except Exception:  # it went away, or another one lies over it: the walk is about what is shown
        return


def watch(page: Page) -> tuple[list[str], set[str]]:
    """Look on at what a page does; return its dialogs and the addresses it asks for, as they come."""
    wrong: list[str] = []
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.add_init_script(WATCH)
    page.set_default_timeout(WAIT)
    return wrong, asked


def read_reports(page: Page, file: Path) -> tuple[list[str], int]:
    """Open the report of each table from the disk; return what is wrong, and how many there were."""
    wrong, asked = watch(page)
    store = open_store(f"sqlite:///{file}")
    for what in export.TABLES:
        report = file.with_name(f"{what}.html")
        with report.open("wb") as written:
            export.write(written, store, what, Filters(), ".html", today=TODAY)
        page.goto(report.as_uri())
        for details in page.locator("details:not([open]) > summary").all()[:20]:
            details.click()
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(500)
        wrong += [f"{report.name}: {found}" for found in page.evaluate(FOUND)]
    store.dispose()
    elsewhere = {url for url in asked if urlsplit(url).scheme not in ("file", "data", "blob")}
    return wrong + [f"a report asked elsewhere: {url}" for url in sorted(elsewhere)], len(export.TABLES)


def walk(page: Page, address: str, ids: list[str]) -> tuple[list[str], int]:
    """Walk all pages and articles; return what is wrong, and how many pages were seen."""
    wrong, asked = watch(page)
    site = Site(page, address)
    site.open()
    names = page.get_by_test_id("stSidebarNav").get_by_role("link").evaluate_all("links => links.map(l => l.href)")
    paths = [urlsplit(urljoin(address, name)).path.strip("/") for name in names]
    seen = 0
    for path in [*dict.fromkeys(paths), *PARTS, *(f"article?id={i}" for i in ids)]:
        site.open(path)
        seen += 1
        if not path.startswith("article?"):
            poke(site)
        page.mouse.wheel(0, 4000)
        wrong += [f"/{path}: {found}" for found in page.evaluate(FOUND)]
        if page.get_by_text("could not be shown").count():
            wrong.append(f"/{path}: the page could not be shown")
    home = urlsplit(address).netloc
    others = {u for u in asked if urlsplit(u).scheme not in ("data", "blob") and urlsplit(u).netloc != home}
    return wrong + [f"asked elsewhere: {url}" for url in sorted(others)], seen


def chromium() -> str | None:
    """Return the machine's Chromium, if it has one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def run(count: int) -> tuple[list[str], str]:
    """Walk the pages with so many payloads; return what is wrong, and the figures."""
    browser_file = chromium()
    if browser_file is None:
        return ["no Chromium on PATH"], "nothing was walked"
    payloads = PAYLOADS[:: max(1, len(PAYLOADS) // count)][:count]
    with tempfile.TemporaryDirectory(prefix="sidelines-soak-") as folder, sync_playwright() as started:
        file = Path(folder) / "store.sqlite"
        ids = fill(file, payloads)
        browser = started.chromium.launch(executable_path=browser_file, args=list(FLAGS))
        with serving(file) as address:
            wrong, seen = walk(browser.new_page(), address, ids)
        more, reports = read_reports(browser.new_page(), file)
        browser.close()
    return wrong + more, f"{len(payloads)} payloads in 9 places, {seen} pages walked, {reports} reports opened"
