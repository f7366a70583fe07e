"""Takes the pictures of docs/tutorial.md: `make screenshots` makes the report, and opens it in Chromium."""

from pathlib import Path
from shutil import which

import click
from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).with_name("pictures")


@click.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(page: Path) -> None:
    """Write docs/pictures/*.png from a report's index.html."""
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        raise click.ClickException("no Chromium on this machine. Install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1080, "height": 640})
        shown.goto(page.resolve().as_uri())
        shown.screenshot(path=PICTURES / "first-screen.png")
        compared = shown.locator("li.rendering .compared").first
        compared.locator("blockquote").last.hover()
        compared.locator(".w", has_text="forces").last.hover()
        compared.locator("xpath=ancestor::article").screenshot(path=PICTURES / "statement.png")
        browser.close()


if __name__ == "__main__":
    main()
