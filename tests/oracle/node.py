"""A JSON object being read: knows its path, refuses unknown keys and wrong types."""
from decimal import Decimal

from timeutil import parse_instant


class BadBundle(Exception):
    def __init__(self, path, message):
        super().__init__(f"{path}: {message}")


_MISSING = object()


class Node:
    def __init__(self, value, path):
        if not isinstance(value, dict):
            raise BadBundle(path or "bundle", "must be an object")
        self.value, self.path, self._seen = value, path, set()

    def at(self, key):
        return f"{self.path}.{key}" if self.path else key

    def bad(self, key, message):
        raise BadBundle(self.at(key), message)

    def raw(self, key, default=_MISSING):
        self._seen.add(key)
        if key in self.value:
            return self.value[key]
        if default is _MISSING:
            self.bad(key, "is missing")
        return default

    def finish(self):
        """5.1: "Unknown keys are refused with the path of the key"."""
        for key in self.value:
            if key not in self._seen:
                self.bad(key, "unknown key")

    def child(self, key, default=_MISSING):
        return Node(self.raw(key, default), self.at(key))

    def children(self, key, default=_MISSING):
        return [Node(item, f"{self.at(key)}[{i}]") for i, item in enumerate(self.items(key, default))]

    def items(self, key, default=_MISSING):
        value = self.raw(key, default)
        if not isinstance(value, list):
            self.bad(key, "must be a list")
        return value

    def text(self, key, default=_MISSING):
        value = self.raw(key, default)
        if not isinstance(value, str):
            self.bad(key, "must be a text")
        return value

    def text_or_null(self, key, default=None):
        value = self.raw(key, default)
        if value is not None and not isinstance(value, str):
            self.bad(key, "must be a text or null")
        return value

    def choice(self, key, allowed):
        value = self.text(key)
        if value not in allowed:
            self.bad(key, f"must be one of {', '.join(allowed)}")
        return value

    def boolean(self, key, default=_MISSING):
        value = self.raw(key, default)
        if not isinstance(value, bool):
            self.bad(key, "must be true or false")
        return value

    def integer(self, key):
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.bad(key, "must be a whole number, not below 0")
        return value

    def share(self, key):
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not 0 <= value <= 1:
            self.bad(key, "must be a number between 0 and 1")
        return Decimal(value)

    def instant(self, key):
        value = self.text(key)
        try:
            return parse_instant(value)
        except ValueError as error:
            self.bad(key, str(error))

    def instant_or_null(self, key):
        return None if self.raw(key, None) is None else self.instant(key)
