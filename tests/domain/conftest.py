"""Property tests here are judged by what they find, not by how long one example takes, or takes to be drawn."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
