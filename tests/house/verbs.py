"""Which functions a verb reaches, read from the source: names are followed through imports, and through what a room hands on."""

import ast
from functools import cache
from pathlib import Path

ROOMS = ("booking", "sites")
Place = tuple[str, str]


class Module:
    """Its functions by name, and where each name that it imports comes from."""

    def __init__(self, path: Path) -> None:
        parts = path.with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse(path.read_text("utf-8"))
        self.imports: dict[str, Place] = {}
        self.functions: dict[str, ast.AST] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for one in node.names:
                    self.imports[one.asname or one.name] = (node.module, one.name)
        self.constants: dict[str, str] = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = ast.unparse(node.value)
            inside = node.body if isinstance(node, ast.ClassDef) else [node]
            for one in inside:
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                    self.functions[one.name] = one


@cache
def modules() -> dict[str, Module]:
    paths = (path for room in ROOMS for path in Path(room).rglob("*.py"))
    found = [Module(path) for path in paths if "migrations" not in path.parts]
    return {one.name: one for one in found}


def home_of(module: str, name: str) -> Place | None:
    """Where a name that this module knows is written."""
    seen: set[Place] = set()
    while (module, name) not in seen:
        seen.add((module, name))
        here = modules().get(module)
        if here is None:
            return None
        if name in here.functions:
            return module, name
        if name not in here.imports:
            return None
        module, name = here.imports[name]
    return None


@cache
def calls_of(place: Place) -> frozenset[Place]:
    """Functions of the house that this one names, called or handed on."""
    module = modules()[place[0]]
    found = set()
    for node in ast.walk(module.functions[place[1]]):
        if isinstance(node, ast.Name):
            found.add(home_of(module.name, node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in module.imports:  # fmt: skip
            origin, name = module.imports[node.value.id]
            found.add(home_of(f"{origin}.{name}", node.attr))
    return frozenset(one for one in found if one and one != place)


@cache
def reached(place: Place) -> frozenset[Place]:
    found, new = {place}, [place]
    while new:
        more = calls_of(new.pop()) - found
        found |= more
        new += more
    return frozenset(found)


def every_function() -> list[Place]:
    return [(one.name, name) for one in modules().values() for name in one.functions]


def verbs() -> list[Place]:
    """Those that open the transaction."""
    return [place for place in every_function() if _opens(modules()[place[0]].functions[place[1]])]


def _opens(function: ast.AST) -> bool:
    marks = getattr(function, "decorator_list", [])
    return any(isinstance(one, ast.Name) and one.id == "transaction" for one in marks)


@cache
def source_of(place: Place) -> str:
    """With the constants of its module that it names: a statement often stands above the function."""
    module = modules()[place[0]]
    function = module.functions[place[1]]
    named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return "\n".join([ast.unparse(function), *(module.constants[one] for one in sorted(named & module.constants.keys()))])  # fmt: skip
