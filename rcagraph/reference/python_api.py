"""The page of the Python API: public names with signatures and docstrings, from the source."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from rcagraph.reference.page import page

Definition = ast.ClassDef | ast.FunctionDef
LINE = 96
"""Signatures above this length have a line an argument."""


class Public(NamedTuple):
    """Names that people import from `module`, and the module that defines them."""

    module: str
    defined_in: str
    names: tuple[str, ...]


def api_page(published: Iterable[Public]) -> str:
    """By module, every name with what its docstring says; what begins with `_` is left out."""
    return page(
        "Python",
        "What notebooks and scripts may use. Everything else may change with any release.",
        *(part for public in published for part in _module(public)),
    )


def _module(public: Public) -> Iterator[str]:
    tree = ast.parse(_source(public.defined_in))
    found = {node.name: node for node in tree.body if isinstance(node, Definition)}
    yield f"## {public.module}"
    for name in public.names:
        yield from _definition(found[name], public.module)


def _source(module: str) -> str:
    spec = find_spec(module)
    if not spec or not spec.origin:
        raise ModuleNotFoundError(module)
    return Path(spec.origin).read_text("utf-8")


def _definition(node: Definition, module: str) -> Iterator[str]:
    yield f"### {node.name}"
    if isinstance(node, ast.FunctionDef):
        yield from _function(node, f"{module}.")
        return
    yield from _said(node)
    fields = "\n".join(_fields(node.body))
    if fields:
        yield fields
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and _is_public(method):
            yield f"#### `{node.name}.{method.name}`"
            yield from _function(method, "")


def _is_public(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") or node.name in ("__getitem__", "__contains__", "__len__")


def _function(node: ast.FunctionDef, prefix: str) -> Iterator[str]:
    yield f"```python\n{prefix}{_signature(node)}\n```"
    yield from _said(node)


def _said(node: Definition) -> Iterator[str]:
    text = ast.get_docstring(node)
    if text:
        yield text


def _fields(body: list[ast.stmt]) -> Iterator[str]:
    """The fields of a class, each with the text that stands below it."""
    for node, below in zip_longest(body, body[1:]):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = _text(below)
            yield f"- `{node.target.id}: {_type(node.annotation)}`" + (f": {text}" if text else "")


def _text(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(inspect.cleandoc(str(node.value.value)).split())
    return ""


def _signature(node: ast.FunctionDef) -> str:
    """On one line, or one line an argument; of a property the name and its type."""
    returns = _type(node.returns) if node.returns else ""
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    if marks & {"property", "cached_property"}:
        return f"{node.name}: {returns}"
    arguments = list(_arguments(node.args))
    line = f"{node.name}({', '.join(arguments)}) -> {returns}"
    if len(line) <= LINE:
        return line
    return "\n".join((f"{node.name}(", *(f"    {one}," for one in arguments), f") -> {returns}"))


def _arguments(found: ast.arguments) -> Iterator[str]:
    """As they are written, without `self`."""
    placed = [*found.posonlyargs, *found.args]
    defaults = [None] * (len(placed) - len(found.defaults)) + list(found.defaults)
    for argument, default in zip(placed, defaults, strict=True):
        if argument.arg not in ("self", "cls"):
            yield _argument(argument, default)
    if found.vararg:
        yield "*" + _argument(found.vararg, None)
    elif found.kwonlyargs:
        yield "*"
    for argument, default in zip(found.kwonlyargs, found.kw_defaults, strict=True):
        yield _argument(argument, default)


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    text = f"{argument.arg}: {_type(argument.annotation)}" if argument.annotation else argument.arg
    return f"{text} = {ast.unparse(default)}" if default else text


class _Unquoted(ast.NodeTransformer):
    """Types as they are meant: those in quotes without them."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Name(node.value) if isinstance(node.value, str) else node


def _type(node: ast.expr) -> str:
    return ast.unparse(_Unquoted().visit(node))
