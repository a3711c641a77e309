"""Takes pictures of a page: python tests/show/pictures.py OUT/graph.html FOLDER ['#node=Peru']

Writes page-1280.png (light), page-1280-dark.png and page-390.png into FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which

SIZES = (("page-1280", 1280, 800, "light"), ("page-1280-dark", 1280, 800, "dark"), ("page-390", 390, 844, "light"))


def main(page: Path, folder: Path, fragment: str = "") -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, scheme in SIZES:
            tab = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce").new_page()
            tab.goto(page.resolve().as_uri() + fragment)
            tab.wait_for_selector("html[data-ready]")
            tab.wait_for_timeout(300)
            tab.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
