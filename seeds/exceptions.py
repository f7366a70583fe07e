"""What can go wrong, each as a sentence for the person who meets it."""


class WirealignError(Exception):
    """Base of every error that wirealign raises on purpose: what, where, the mend."""


class InputError(WirealignError):
    """A file or folder that cannot be read as wire copy."""


class SchemaError(WirealignError, ValueError):
    """A table that lacks a column, or has it in the wrong type, at the door of a room."""


class LanguageDataError(WirealignError, ValueError):
    """A language file that is missing a key or has a wrong one."""


class ModelError(WirealignError):
    """A model that cannot be found, read or trusted."""


class ArchiveError(WirealignError):
    """An archive that cannot be opened, read or written."""


class EngineError(WirealignError):
    """An engine that is not installed, or a cluster that cannot be reached or is too small."""
