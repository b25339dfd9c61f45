"""How long the property tests search.

As a rule each test tries the same few examples, so that the folder takes some 20 s.
`PRINTMUX_FUZZ=deep pytest tests/slicer/fuzz tests/gcode/fuzz` searches at random for a quarter of an
hour or more; `PRINTMUX_FUZZ_SCALE` multiplies the numbers of examples of either.
"""

import os

from hypothesis import HealthCheck, Phase, settings

DEEP = os.environ.get("PRINTMUX_FUZZ") == "deep"
FACTOR = (100 if DEEP else 1) * float(os.environ.get("PRINTMUX_FUZZ_SCALE", "1"))


def examples(count: int) -> settings:
    """Return the settings of a test that is to try so many examples as a rule."""
    return settings(
        max_examples=max(1, round(count * FACTOR)),
        derandomize=not DEEP,
        database=None,
        deadline=None,
        print_blob=True,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        # All examples of a test meet one hub, which is what a hub lives with.
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
