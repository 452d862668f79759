"""Operations that Tortoise 1.1.9 lacks: tables together with their CHECKs, and SQL for one database.

Tortoise leaves CHECKs out of CreateModel, drops every index when SQLite rebuilds a table, and makes
all its models anew before each operation and after each new table. So: all tables of a migration in
one operation, each CHECK while its table is new, keys and indexes last, and a migration that keeps
the models it has.
"""

import re
from typing import Any

from tortoise import migrations
from tortoise.migrations.constraints import CheckConstraint
from tortoise.migrations.operations import CreateModel, RunSQL, TortoiseOperation
from tortoise.migrations.schema_generator.state import ModelState, State


DIALECTS = ("sqlite", "postgres")


class CreateTables(TortoiseOperation):
    """Create these tables in order, then add each one's CHECKs."""

    reversible = False

    def __init__(self, tables: list[CreateModel]) -> None:
        self.tables = tables

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"

    def state_forward(self, app_label: str, state: State) -> None:
        for table in self.tables:
            made = ModelState.make_from_model(app_label, table.model)
            state.models[(app_label, table.name)] = made
            state.apps.register_model(app_label, made.render(state.apps))
        state.apps._init_relations()  # noqa: SLF001 - those that stand are left as they are

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: Any = None
    ) -> None:
        if state_editor is None:
            return
        models = [new_state.apps.get_model(f"{app_label}.{table.name}") for table in self.tables]
        for model in models:
            await state_editor.create_model(model)
        for model, table in zip(models, self.tables, strict=True):
            checks = table.options.get("constraints", ())
            # SQLite rebuilds the table with all of its CHECKs whichever is asked for.
            for check in checks[:1] if state_editor.DIALECT == "sqlite" else checks:
                await state_editor.add_constraint(model, check)


class Migration(migrations.Migration):
    """One that makes no copy of the models while its operations never look back: new tables, and SQL."""

    async def apply(
        self, state: State, *, dry_run: bool = False, schema_editor: Any = None, collect_sql: bool = False
    ) -> State:
        if collect_sql or not all(isinstance(one, CreateTables | RunSQL) for one in self.operations):
            return await super().apply(
                state, dry_run=dry_run, schema_editor=schema_editor, collect_sql=collect_sql
            )
        for operation in self.operations:
            operation.state_forward(self.app_label, state)
            if schema_editor is not None and not dry_run:
                within = schema_editor.client.capabilities.supports_transactions
                await self._run_database_forward(operation, state, state, schema_editor, within)
        state.validate_relations_initialized()
        return state


class DialectSQL(RunSQL):
    """Statements for each database; the other's are left out. Undone in the order of `reverse_sql`."""

    async def _run_sql(self, editor: Any, sqls: dict[str, list[str]]) -> None:
        # Straight to the client: the editor would cut a trigger's body at its semicolon.
        for statement in sqls.get(editor.DIALECT, ()):
            await editor.client.execute_query(statement)


Step = tuple[dict[str, str], dict[str, str]]  # by database: what is done, and what undoes it


class MayBeEmpty(DialectSQL):
    """A relation of a table that stands may be empty from now on: in the state in place, in each database by its own SQL."""

    reversible = False

    def __init__(self, model: str, relation: str, sqls: dict[str, list[str]]) -> None:
        super().__init__(sqls, {})
        self.model, self.relation = model, relation

    def state_forward(self, app_label: str, state: State) -> None:
        state.models[(app_label, self.model)].fields[self.relation].null = True
        made = state.apps.get_model(app_label, self.model)._meta.fields_map  # noqa: SLF001
        made[self.relation].null = made[f"{self.relation}_id"].null = True


def _in_one(steps: list[Step]) -> DialectSQL:
    """Steps in order as one operation, for which Tortoise copies its state once."""
    done = {dialect: [do[dialect] for do, _ in steps if dialect in do] for dialect in DIALECTS}
    undone = {
        dialect: [undo[dialect] for _, undo in reversed(steps) if dialect in undo]
        for dialect in DIALECTS
    }
    return DialectSQL(done, undone)


def indexes(unique: dict[str, str], plain: dict[str, str]) -> RunSQL:
    """`{index name: "table (columns) WHERE ..."}` as one operation."""
    made = [(f"CREATE UNIQUE INDEX {n} ON {on}", n) for n, on in unique.items()]
    made += [(f"CREATE INDEX {n} ON {on}", n) for n, on in plain.items()]
    return RunSQL([sql for sql, _ in made], reverse_sql=[f"DROP INDEX {n}" for _, n in made])


def kept_for_good(*tables: str) -> DialectSQL:
    """Refuse every UPDATE and DELETE of these tables: mistakes are corrected by new rows."""
    return _in_one([step for table in tables for step in _refused(table)])


def _refused(table: str) -> list[Step]:
    raising = (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} are never changed'; END $$ LANGUAGE plpgsql"
    )
    function: Step = ({"postgres": raising}, {"postgres": f"DROP FUNCTION {table}_refuse()"})
    return [function, _refusing(table, "UPDATE"), _refusing(table, "DELETE")]


def _refusing(table: str, act: str) -> Step:
    name = f"{table}_no_{act.lower()}"
    head = f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
    on_sqlite = f"{head}BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
    on_postgres = f"{head}FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    return (
        {"sqlite": on_sqlite, "postgres": on_postgres},
        {"sqlite": f"DROP TRIGGER {name}", "postgres": f"DROP TRIGGER {name} ON {table}"},
    )


def noting(
    shelves: dict[str, tuple[str, ...]], subjects: dict[str, str], dated: tuple[str, ...]
) -> RunSQL:
    """Let every change of these tables be noted, in the transaction that makes it. One operation: each is dear.

    `subjects` says for a row `r` which base it is about, where that is not its `site_id`.
    """
    tables = [
        (table, shelf, subjects.get(table, "r.site_id"), "r.date" if table in dated else "NULL")
        for shelf, named in shelves.items()
        for table in named
    ]
    forth, back = _noted(tables)
    return DialectSQL(
        {"sqlite": [_MARKER, *forth["sqlite"]], "postgres": [_MARKER, _NOTE_ALL, *forth["postgres"]]},
        {
            "sqlite": [*back["sqlite"], "DELETE FROM changes"],
            "postgres": [*back["postgres"], "DROP FUNCTION note_all()", "DELETE FROM changes"],
        },
    )


def noting_more(shelves: dict[str, tuple[str, ...]]) -> RunSQL:
    """The same for further tables that are about no base and no days."""
    return DialectSQL(
        *_noted([(table, shelf, "0", "NULL") for shelf, named in shelves.items() for table in named])
    )


def _noted(
    tables: list[tuple[str, str, str, str]],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By database the triggers of these tables, and what takes them away."""
    forth = {
        "sqlite": [one for table in tables for one in _on_sqlite(*table)],
        "postgres": [one for table in tables for one in _on_postgres(*table)],
    }
    back = {
        "sqlite": [f"DROP TRIGGER {table}_noted_{act}" for table, *_ in tables for act in _ACTS[:3]],
        "postgres": [
            *(f"DROP TRIGGER {table}_noted_{act} ON {table}" for table, *_ in tables for act in _ACTS),
            *(f"DROP FUNCTION note_{table}{end}()" for table, *_ in tables for end in ("", "_update")),
        ],
    }  # fmt: skip
    return forth, back


_ACTS = ("insert", "update", "delete", "truncate")
_COLUMNS = "(number, shelf, subject, first_day, last_day)"
# Up to which number the log was forgotten.
_MARKER = (
    "INSERT INTO changes (id, number, shelf, subject, first_day, last_day) "
    "VALUES (0, 0, 'forgotten', 0, NULL, NULL)"
)


def _on_sqlite(table: str, shelf: str, subject: str, day: str) -> list[str]:
    """Row by row; a row whose key changes is noted under both."""

    def note(row: str, where: str = "") -> str:
        mine, on = _of(row, subject), _of(row, day)
        number = "(SELECT COALESCE(MAX(number), 0) + 1 FROM changes)"
        return f"INSERT INTO changes {_COLUMNS} SELECT {number}, '{shelf}', {mine}, {on}, {on}{where};"

    key = f"{subject} || '.' || COALESCE({day}, '')"
    moved = f" WHERE {_of('OLD', key)} <> {_of('NEW', key)}"
    notes = (note("NEW"), note("NEW") + note("OLD", moved), note("OLD"))
    return [
        f"CREATE TRIGGER {table}_noted_{act} AFTER {act} ON {table} BEGIN {said} END"
        for act, said in zip(_ACTS[:3], notes, strict=True)
    ]


def _of(row: str, expression: str) -> str:
    return re.sub(r"\br\.", f"{row}.", expression)


# A row for each statement and base, with the number of the transaction.
_NUMBER = "pg_current_xact_id()::text::bigint"
_NOTE_ALL = f"""
CREATE FUNCTION note_all() RETURNS trigger AS $$ BEGIN
    INSERT INTO changes {_COLUMNS} VALUES ({_NUMBER}, TG_ARGV[0], NULL, NULL, NULL);
    RETURN NULL;
END $$ LANGUAGE plpgsql
"""


def _on_postgres(table: str, shelf: str, subject: str, day: str) -> list[str]:
    changed, gone = (
        f"SELECT {subject} AS subject, {day}::date AS day FROM {rows} r" for rows in ("changed", "gone")
    )
    functions = [
        f"CREATE FUNCTION note_{table}{end}() RETURNS trigger AS $$ BEGIN "
        f"INSERT INTO changes {_COLUMNS} "
        f"SELECT {_NUMBER}, '{shelf}', k.subject, min(k.day), max(k.day) FROM ({rows}) k GROUP BY k.subject; "
        "RETURN NULL; END $$ LANGUAGE plpgsql"
        for end, rows in (("", changed), ("_update", f"{changed} UNION {gone}"))
    ]
    seen = (
        ("REFERENCING NEW TABLE AS changed ", f"note_{table}()"),
        ("REFERENCING NEW TABLE AS changed OLD TABLE AS gone ", f"note_{table}_update()"),
        ("REFERENCING OLD TABLE AS changed ", f"note_{table}()"),
        ("", f"note_all('{shelf}')"),
    )
    triggers = [
        f"CREATE TRIGGER {table}_noted_{act} AFTER {act} ON {table} {rows}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
        for act, (rows, function) in zip(_ACTS, seen, strict=True)
    ]
    return [*functions, *triggers]


__all__ = ["CheckConstraint", "CreateTables", "DialectSQL", "MayBeEmpty", "Migration", "indexes", "kept_for_good", "noting", "noting_more"]
