"""A real browser that opens files: Chromium, driven through its own driver."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
MISSING = "needs a browser (on Debian: apt-get install chromium chromium-driver fonts-noto-cjk)"

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


class Browser:
    """One window; each page is opened anew, at a size and in a colour scheme."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, width: int = 1280, *, dark: bool = False) -> None:
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        for log in ("browser", "performance"):
            self.driver.get_log(log)  # which empties it
        self.driver.get(path.as_uri())

    def ask(self, expression: str) -> Any:
        """Return what a piece of JavaScript computes on the page."""
        return self.driver.execute_script(f"return {expression}")

    def console(self) -> list[str]:
        """Return everything on the console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        """Return all addresses asked for since the page was opened."""
        entries = (entry["message"] for entry in self.driver.get_log("performance"))
        asked = (_address(message) for message in entries)
        return {address for address in asked if address and not address.startswith("data:")}


def _address(message: str) -> str | None:
    event = json.loads(message)["message"]
    if event["method"] != "Network.requestWillBeSent":
        return None
    return unquote(event["params"]["request"]["url"])


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """Start a browser with a profile of its own; it ends with the block."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
