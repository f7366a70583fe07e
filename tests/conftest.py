"""What all tests share: no test of generated cases fails for a slow machine."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
