"""The judge, where it can be had."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

import pytest

from tests.sandbox.text.tdlib import TdLib


@pytest.fixture(scope="session")
def tdlib(request: pytest.FixtureRequest) -> TdLib:
    """TDLib; without it the tests fail in CI and are skipped, aloud, elsewhere."""
    try:
        return TdLib()
    except (ImportError, OSError, RuntimeError) as error:
        reason = f"TDLib (tdjson) cannot be used here: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        capture = request.config.pluginmanager.get_plugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else nullcontext():
            sys.stderr.write(f"\n{reason}\n")
        pytest.skip(reason)
