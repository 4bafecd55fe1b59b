"""What the summary of a run tells."""

import pytest

DEPLOYED = pytest.StashKey[list[str]]()
"""What was deployed, in lines."""
COMPLAINTS = pytest.StashKey[list[str]]()
"""What the functions' logs complain of, where a test failed."""
