"""Japanese characters in plots are drawn, not boxes in their place."""

from __future__ import annotations

import pytest

from tests.worker_driver import Worker, printed, shown

pytest.importorskip("matplotlib")

FAMILY = "import matplotlib.pyplot as plt\nfamily = list(plt.rcParams['font.family'])"


@pytest.fixture
def with_font(worker: Worker) -> Worker:
    worker.cell(FAMILY, seconds=30)
    if worker.value("family") == ["sans-serif"]:
        pytest.skip("this machine has no font with Japanese characters")
    return worker


CHOICES = (
    "",
    "plt.rcdefaults()",
    "plt.style.use('ggplot')",
    "plt.rcParams['font.family'] = 'MS Gothic'",
    "plt.rcParams['font.family'] = ['IPAexGothic']",
    "plt.rc('font', family='Noto Sans CJK JP')",
    "plt.title('x', fontfamily='Hiragino Sans')",
)


def test_no_glyph_is_missing(with_font: Worker) -> None:
    for choice in CHOICES:
        reply = with_font.cell(f"{choice}\nplt.title('畳み込みの結果')\nplt.show()", seconds=30)
        assert reply.raised is None
        assert printed(reply, "stderr") == "", choice
        assert len(shown(reply, "display_data")) == 1


def test_latin_letters_keep_their_font(with_font: Worker) -> None:
    with_font.cell(
        "from matplotlib.font_manager import findfont, FontProperties\n"
        "first = findfont(FontProperties(family=family[:1])).rpartition('/')[2]"
    )
    assert with_font.value("first") == "DejaVuSans.ttf"
