"""Elements by their names, whatever the namespace: news formats change theirs with each version."""

from lxml import etree

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; nothing for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def all_of(tree: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements below a tree at a path of names: `/` a child, `//` anywhere; the first step anywhere."""
    return _stepped(tree, f".//{path}")


def children(tree: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at a path of names that starts at a tree's own children."""
    return _stepped(tree, f"./{path}")


def first_of(tree: etree._Element, path: str) -> etree._Element | None:
    """Return the first of `all_of`; None where there is none."""
    return next(iter(all_of(tree, path)), None)


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute's value without blank space around; None where there is none, or no element."""
    return (element.get(name) or "").strip() or None if element is not None else None


def language_of(element: etree._Element | None) -> str | None:
    """Return the language that an element declares for itself; None where it does not."""
    return attribute(element, _LANGUAGE) or attribute(element, "lang")


def _stepped(tree: etree._Element, path: str) -> list[etree._Element]:
    steps = "/".join(step if step in {"", "."} else f"*[local-name()='{step}']" for step in path.split("/"))
    found = tree.xpath(steps)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []
