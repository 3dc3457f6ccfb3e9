"""Library files that a worker may see."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.jail.libraries import folders, readable, unused, without_checkouts

STANDARD = sysconfig.get_path("stdlib")


def test_libraries_stay_and_checkouts_go() -> None:
    packages = "/somewhere/lib/python3/site-packages"
    path = ["", STANDARD, f"{STANDARD}/lib-dynload", packages, "/home/teacher/course"]
    assert without_checkouts(path) == [STANDARD, f"{STANDARD}/lib-dynload", packages]


def test_the_folder_of_an_installation_is_not_a_library() -> None:
    granted = {path for path, _ in readable()}
    for prefix in (sys.prefix, sys.base_prefix):
        assert Path(prefix) not in granted
    assert granted.isdisjoint({Path("/"), Path("/usr"), Path("/etc"), Path("/home"), Path.home()})


def test_where_packages_are_installed_is_a_library() -> None:
    assert Path("/x/dist-packages") in folders(["/x/dist-packages", "/x/course"])


def test_headers_and_tests_of_packages_are_unused(tmp_path: Path) -> None:
    packages = tmp_path / "site-packages"
    for folder in ("one/include", "one/tests", "two/tests", "three/inner/tests", "_four/tests"):
        (packages / folder).mkdir(parents=True)
    (packages / "file").touch()
    (packages / "five").mkdir()
    (packages / "five" / "tests").symlink_to(tmp_path)
    path = [str(packages), str(tmp_path / "nowhere" / "site-packages"), str(tmp_path)]
    assert unused(path, {"one", "two.tests"}) == [packages / "one/include", packages / "one/tests"]
