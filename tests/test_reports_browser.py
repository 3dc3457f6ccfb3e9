"""The pages of `autograder report` in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.reports.site import report
from autograder.reports.why import ByToday
from autograder.store.folder import file_name
from tests.pages import HOSTILE_NAME, graded_class
from tests.paths import ROOT

browser_module = pytest.importorskip("tests.browser", reason="needs selenium")
pytestmark = [
    pytest.mark.skipif(
        not (browser_module.CHROMIUM and browser_module.DRIVER), reason=browser_module.MISSING
    ),
]

STUDENT = "feedback/山田花子.html"
HOSTILE_PAGE = f"feedback/{file_name(HOSTILE_NAME)}.html"
PHONE = 360


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with browser_module.started(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, sandbox) -> Path:
    return graded_class(tmp_path_factory.mktemp("graded"), sandbox)


@pytest.fixture(scope="module")
def ja(graded: Path) -> Path:
    report(graded, "ja", lambda: None)
    return graded


@pytest.mark.parametrize("width", [PHONE, 768, 1280])
@pytest.mark.parametrize("page", [STUDENT, HOSTILE_PAGE, "report.html", "feedback/unreadable.html"])
def test_the_page_never_scrolls_sideways(browser, ja: Path, page: str, width: int) -> None:
    browser.open(ja / page, width)
    assert browser.ask("innerWidth") == width
    assert browser.ask("document.documentElement.scrollWidth") <= width


def test_on_paper_no_column_is_cut_off(browser, ja: Path) -> None:
    width = 680  # of an A4 sheet between its margins
    browser.open(ja / "report.html", width)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        rights = (
            "[...document.querySelectorAll('th, td')].map(e => e.getBoundingClientRect().right)"
        )
        assert browser.ask(f"Math.max(...{rights})") <= width
        assert set(
            browser.ask(
                "[...document.querySelectorAll('.scroll')].map(e => getComputedStyle(e).overflowX)"
            )
        ) == {"visible"}
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("width", [768, 1100])
def test_heads_of_columns_break_between_words_only(browser, ja: Path, width: int) -> None:
    browser.open(ja / "report.html", width)
    broken = """[...document.querySelectorAll('thead th')].flatMap(th => {
        const words = [];
        for (const text of th.childNodes) {
            if (text.nodeType !== Node.TEXT_NODE) continue;
            for (const word of text.data.matchAll(/[A-Za-z0-9]+/g)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                if (range.getClientRects().length > 1) words.push(word[0]);
            }
        }
        return words;
    })"""
    assert browser.ask(broken) == []
    squeezed = "document.querySelectorAll('thead th').forEach(th => th.append(' Untergrenzen'))"
    browser.ask(f"{squeezed}, 0")
    assert browser.ask(broken) == []
    assert browser.ask("document.documentElement.scrollWidth") <= width


def test_long_code_scrolls_inside(browser, ja: Path) -> None:
    browser.open(ja / STUDENT, PHONE)
    code = "[...document.querySelectorAll('pre.code')]"
    assert browser.ask(f"{code}.some(code => code.scrollWidth > code.clientWidth)")
    assert browser.ask(f"{code}.every(code => code.clientWidth < {PHONE})")


@pytest.mark.parametrize("page", [STUDENT, HOSTILE_PAGE, "report.html"])
def test_nothing_is_fetched_and_nothing_complains(browser, ja: Path, page: str) -> None:
    browser.open(ja / page)
    assert browser.console() == []
    assert {address.rpartition("/")[2] for address in browser.requests()} == {Path(page).name}


@pytest.mark.hostile
@pytest.mark.parametrize("page", [HOSTILE_PAGE, "report.html"])
def test_nothing_hostile_runs(browser, ja: Path, page: str) -> None:
    browser.open(ja / page)
    assert browser.ask("window.hacked") is None
    assert "hacked" not in browser.driver.title.replace(HOSTILE_NAME, "")
    assert browser.ask("document.scripts.length") == (page == "report.html")
    assert browser.ask(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => name.startsWith('on'))"
    ) == []  # fmt: skip
    links = browser.ask("[...document.links].map(link => link.protocol)")
    assert set(links) == {"file:"}
    ours = "figure > svg, form.tools"
    assert browser.ask(
        f"[...document.querySelectorAll('svg, iframe, object, embed, form')]"
        f".filter(e => !e.matches('{ours}')).length"
    ) == 0  # fmt: skip
    pictures = browser.ask("[...document.images].map(image => image.src.slice(0, 11))")
    assert set(pictures) <= {"data:image/"}


@pytest.mark.hostile
def test_a_notebook_that_somebody_has_put_there_cannot_run_anything_either(
    browser, ja: Path, tmp_path: Path
) -> None:
    place = ja / "executed/山田花子.ipynb"
    before = place.read_text("utf-8")
    document = json.loads(before)
    evil = "<script>window.hacked=1</script>"
    data = {"text/html": evil, "image/svg+xml": f"<svg onload='{evil}'/>", "text/plain": evil}
    document["cells"][1]["outputs"] = [
        {"output_type": "display_data", "data": data, "metadata": {}},
        {
            "output_type": "display_data",
            "data": {"image/png": "x' onerror='window.hacked=1"},
            "metadata": {},
        },
        {"output_type": "stream", "name": f"stdout' onclick='{evil}", "text": evil},
    ]
    place.write_text(json.dumps(document), "utf-8")
    report(ja, "ja", lambda: None)
    browser.open(ja / STUDENT)
    assert browser.ask("window.hacked") is None
    assert browser.ask("document.scripts.length") == 0
    assert browser.console() == []
    place.write_text(before, "utf-8")
    report(ja, "ja", lambda: None)


DRAWN = """(text => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.font = '48px ' + getComputedStyle(document.querySelector('%s')).fontFamily;
    pen.fillText(text, 4, 52);
    return pen.getImageData(0, 0, 64, 64).data.join();
})"""


@pytest.mark.parametrize("element", ["body", "pre.code"])
def test_japanese_is_drawn_and_not_boxes_in_its_place(browser, ja: Path, element: str) -> None:
    browser.open(ja / STUDENT)
    drawn = DRAWN % element
    assert browser.ask(
        f"new Set(['畳', '込', '問', 'ぼ', '\\u{{10FFFD}}', ''].map({drawn})).size === 6"
    )


def test_notes_stand_beside_their_cells_and_on_a_phone_below(browser, ja: Path) -> None:
    beside = """[...document.querySelectorAll('.cell.noted')].map(cell => {
        const [work, notes] = [...cell.children].map(e => e.getBoundingClientRect());
        return [notes.left >= work.right, notes.top >= work.bottom];
    })"""
    browser.open(ja / STUDENT)
    assert browser.ask(beside) == [[True, False]] * 6
    browser.open(ja / STUDENT, PHONE)
    assert browser.ask(beside) == [[False, True]] * 6


def test_the_first_difference_is_marked(browser, ja: Path) -> None:
    browser.open(ja / STUDENT)
    marks = "[...document.querySelectorAll('#question-edges mark')].map(e => e.textContent)"
    assert browser.ask(marks) == ["5", "10"]
    lines = "[...document.querySelectorAll('.line.marked')].map(e => e.textContent.trim())"
    assert browser.ask(lines) == ["return responses.argmax()", "def blur(image)："]


def test_a_link_leads_to_its_question(browser, ja: Path) -> None:
    browser.open(ja / STUDENT)
    browser.driver.find_element("css selector", "a[href='#question-edges']").click()
    top = "document.getElementById('question-edges').getBoundingClientRect().top"
    browser.driver.set_script_timeout(10)
    settled = "const done = arguments[0]; onscrollend = done; setTimeout(done, 2000)"
    browser.driver.execute_async_script(settled)
    assert 0 <= browser.ask(top) < 800


def test_the_plot_is_shown_with_a_name(browser, ja: Path) -> None:
    browser.open(ja / STUDENT)
    assert browser.ask("[...document.images].map(i => [i.alt, i.naturalWidth > 100])") == [
        ["セル 10 が表示した図 1", True]
    ]


def test_light_and_dark(browser, ja: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    browser.open(ja / STUDENT)
    assert browser.ask(paper) == "rgb(255, 255, 255)"
    browser.open(ja / STUDENT, dark=True)
    assert browser.ask(paper) == "rgb(22, 24, 28)"


CONTRAST = """[...document.querySelectorAll('body *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility()
).map(e => {
    const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v =>
        v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    ).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    let behind = e;
    while (behind && (rgb(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0)
        behind = behind.parentElement;
    const both = [rgb(getComputedStyle(e).color), rgb(getComputedStyle(behind).backgroundColor)];
    const [low, high] = both.map(light).sort((a, b) => a - b);
    return [(high + 0.05) / (low + 0.05), e.className, e.textContent.slice(0, 20)];
}).filter(([ratio]) => ratio < 4.5)"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", [STUDENT, "report.html"])
def test_text_stands_out_from_its_background(browser, ja: Path, page: str, dark: bool) -> None:
    """By the contrast ratio of WCAG 2.2, 1.4.3."""
    browser.open(ja / page, dark=dark)
    assert browser.ask(CONTRAST) == []


def test_headings_and_landmarks(browser, ja: Path) -> None:
    browser.open(ja / STUDENT)
    assert browser.ask("document.documentElement.lang") == "ja"
    levels = browser.ask("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert browser.ask("document.querySelectorAll('body > header, body > main, nav').length") == 3
    assert browser.ask("[...document.images].every(image => image.alt)")
    ids = browser.ask("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.fixture
def en(graded: Path) -> Iterator[Path]:
    course = find_course(ROOT)
    judge = ByToday(load_assignment(course, "convolution"))
    report(graded, "en", lambda: None, judge=judge, course=course.folder)
    yield graded
    report(graded, "ja", lambda: None)


WHY = f"why/{file_name(HOSTILE_NAME)}.html"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("page", ["report.html", WHY, "why/unreadable.html"])
def test_a_teachers_pages_in_english(browser, en: Path, page: str, width: int) -> None:
    browser.open(en / page, width)
    assert browser.ask("document.documentElement.lang") == "en"
    assert browser.ask("document.documentElement.scrollWidth") <= width
    assert browser.console() == []
    for dark in (False, True):
        browser.open(en / page, width, dark=dark)
        browser.ask("document.querySelectorAll('details').forEach(e => e.open = true), 0")
        assert browser.ask(CONTRAST) == []


def test_what_scrolls_is_reached_by_keyboard(browser, en: Path) -> None:
    for page in ("report.html", WHY):
        browser.open(en / page, 390)
        beyond = """[...document.querySelectorAll('main *')].filter(e =>
            e.scrollWidth > e.clientWidth + 1 && e.clientWidth
            && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0
        ).map(e => e.className)"""
        assert browser.ask(beyond) == []


def test_in_english(browser, graded: Path, tmp_path: Path) -> None:
    report(graded, "en", lambda: None)
    browser.open(graded / STUDENT, PHONE)
    assert browser.ask("document.documentElement.lang") == "en"
    assert browser.ask("document.documentElement.scrollWidth") <= PHONE
    headings = browser.ask("[...document.querySelectorAll('h2')].map(e => e.textContent)")
    assert headings == ["Points per question", "Feedback", "Your work, as it was run"]
    report(graded, "ja", lambda: None)
