"""The bot killed at every point of its work and started again: nothing lost, nothing twice."""

import pytest

pytest.register_assert_rewrite("tests.crash.verdict")
