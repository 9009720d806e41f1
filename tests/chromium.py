"""Where the browser for the browser tests is, and how to get one that is missing.

Knows the order: an installed Chromium, else Playwright's own, else the system's package.
Knows nothing of the app. `python -m tests.chromium` leaves a working one behind or says what to do.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, since containers run tests as root; no /dev/shm, since containers keep it tiny.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
ADVICE = (
    "The browser tests need Chromium and none could be installed: install the package chromium "
    "or Google Chrome, or run '.venv/bin/python -m playwright install --with-deps chromium'."
)


def launch(playwright: Playwright) -> Browser:
    """Start the first browser that starts: an installed one, else Playwright's own."""
    for path in filter(None, map(shutil.which, INSTALLED)):
        try:
            return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        except Error:
            continue  # Ubuntu's chromium-browser may be an empty shell around a missing snap
    return playwright.chromium.launch(args=list(ARGUMENTS))


def starts() -> bool:
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except Error:
            return False
    return True


def fetch_playwrights_own() -> None:
    """Best effort: without a way out this ends within a minute, and the next way is tried."""
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    subprocess.run(command, env=os.environ | patience, check=False, capture_output=True)


def install_package() -> None:
    """Best effort: only where apt-get is, and only as root or with a sudo that asks nothing."""
    if shutil.which("apt-get") is None:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
    for command in (["apt-get", "update"], install):
        try:
            subprocess.run(prefix + command, check=False, capture_output=True)
        except FileNotFoundError:  # no sudo here
            return


def main() -> int:
    for provide in (None, fetch_playwrights_own, install_package):
        if provide is not None:
            print("Getting Chromium for the browser tests ...", file=sys.stderr)
            provide()
        if starts():
            return 0
    print(ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
