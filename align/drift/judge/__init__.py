"""The trained judge beside the checks: how surely a rendering drifted, and where."""
