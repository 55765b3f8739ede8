"""Whether a schema still keeps what an older one promised."""

from collections.abc import Iterator
from typing import Any, Final

Schema = dict[str, Any]

EXACTLY: Final = (
    "format", "pattern", "contentEncoding", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
    "maxLength", "minItems", "maxItems",
)  # fmt: skip
"""What says which values of a type there are."""


def breaks(old: Schema, new: Schema, *, taken: bool = False) -> list[str]:
    """What in the new schema breaks who relies on the old one, each with where it is; empty: nothing.

    That is a field removed or made another type, a value of an enumeration removed, and an optional field made
    required. Of what we send (not `taken`) a field may not become able to hold more than readers know of; of what we
    take it may not become able to hold less than producers send. Fields and values may be added; to what we take only
    fields that are optional.
    """
    return list(_Comparison(old, new, taken).object(old, new, "$"))


class _Comparison:
    """Two schemas with their definitions."""

    def __init__(self, old: Schema, new: Schema, taken: bool) -> None:
        self._old = old.get("$defs", {})
        self._new = new.get("$defs", {})
        self._taken = taken
        self._met: set[tuple[str, str]] = set()

    def object(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """Fields of two objects."""
        before, now = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name not in now:
                yield f"{where}.{name}: removed"
            else:
                yield from self.value(schema, now[name], f"{where}.{name}")
        for name in new.get("required", ()):
            if name not in old.get("required", ()) and (name in before or self._taken):
                yield f"{where}.{name}: made required"

    def value(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """Two schemas of one value: what either may be, each held against its like."""
        if self._seen(old, new):
            return
        before = {_kind(one): one for one in _alternatives(old, self._old)}
        now = {_kind(one): one for one in _alternatives(new, self._new)}
        gone, added = before.keys() - now.keys(), now.keys() - before.keys()
        if (gone if self._taken else added) or not before.keys() & now.keys():
            yield f"{where}: was {_told(before)}, is {_told(now)}"
        for kind in before.keys() & now.keys():
            yield from self._same_kind(before[kind], now[kind], where)

    def _same_kind(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        removed = [str(value) for value in _values(old) if value not in _values(new)]
        if removed and _values(new):
            yield f"{where}: no longer {', '.join(removed)}"
        elif _values(new) and not _values(old) and self._taken:
            yield f"{where}: only {', '.join(map(str, _values(new)))}"
        elif removed and not self._taken:
            yield f"{where}: anything, no longer one of {len(removed)} values"
        for name in EXACTLY:
            if old.get(name) != new.get(name):
                yield f"{where}: {name} was {old.get(name)}, is {new.get(name)}"
        yield from self.object(old, new, where)
        if "items" in old and "items" in new:
            yield from self.value(old["items"], new["items"], f"{where}[]")
        before, now = old.get("prefixItems", []), new.get("prefixItems", [])
        if len(before) != len(now):
            yield f"{where}: had {len(before)} items, has {len(now)}"
        for number, (one, other) in enumerate(zip(before, now, strict=False)):
            yield from self.value(one, other, f"{where}[{number}]")

    def _seen(self, old: Schema, new: Schema) -> bool:
        """Whether two definitions were held against each other before: they may hold themselves."""
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if not all(pair):
            return False
        met = pair in self._met
        self._met.add(pair)
        return met


def _alternatives(schema: Schema, definitions: Schema) -> Iterator[Schema]:
    """All that a value may be, references followed."""
    if "$ref" in schema:
        yield from _alternatives(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    elif "anyOf" in schema or "oneOf" in schema:
        for one in schema.get("anyOf") or schema["oneOf"]:
            yield from _alternatives(one, definitions)
    elif isinstance(schema.get("type"), list):
        for kind in schema["type"]:
            yield {**schema, "type": kind}
    else:
        yield schema


def _kind(schema: Schema) -> str:
    return str(schema.get("type") or ("string" if _values(schema) else "anything"))


def _values(schema: Schema) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def _told(kinds: Schema) -> str:
    return " or ".join(sorted(kinds))
