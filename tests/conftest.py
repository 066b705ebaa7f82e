"""What all tests share: the corpora and stories beside the checkout, where they are."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
if not SHARED.is_absolute():
    SHARED = ROOT / SHARED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and stories; the test is skipped, or fails where they are required."""
    if not (SHARED / "corpora").is_dir():
        message = f"no corpora at {SHARED} (name the folder with SHARED=DIR)"
        if os.environ.get("SAYSO_REQUIRE_SHARED"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED
