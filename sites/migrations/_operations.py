"""Operations that Tortoise 1.1.9 lacks: tables together with their CHECKs, and SQL for one database.

Tortoise leaves CHECKs out of CreateModel, drops every index when SQLite rebuilds a table, and copies
its whole state before each operation. So: all tables of an app in one operation, each CHECK while
its table is new, and keys and indexes last.
"""

from typing import Any

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
        state._reload(set(state.models))  # noqa: SLF001 - one reload for all, not one for each

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: Any = None
    ) -> None:
        if state_editor is None:
            return
        models = [new_state.apps.get_model(f"{app_label}.{table.name}") for table in self.tables]
        for model in models:
            await state_editor.create_model(model)
        for model, table in zip(models, self.tables, strict=True):
            for check in table.options.get("constraints", ()):
                await state_editor.add_constraint(model, check)


class DialectSQL(RunSQL):
    """Statements for each database; the other's are left out. Undone in the order of `reverse_sql`."""

    async def _run_sql(self, editor: Any, sqls: dict[str, list[str]]) -> None:
        # Straight to the client: the editor would cut a trigger's body at its semicolon.
        for statement in sqls.get(editor.DIALECT, ()):
            await editor.client.execute_query(statement)


Step = tuple[dict[str, str], dict[str, str]]  # by database: what is done, and what undoes it


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


def noting(shelves: dict[str, tuple[str, ...]]) -> DialectSQL:
    """Let every change of these tables be noted under their shelf, in the transaction that makes it."""
    begin: list[Step] = [
        (
            {"sqlite": f"INSERT INTO changes (shelf, number) VALUES ('{shelf}', 0)"},
            {"sqlite": f"DELETE FROM changes WHERE shelf = '{shelf}'"},
        )
        for shelf in shelves
    ]
    function: Step = ({"postgres": _NOTE_CHANGE}, {"postgres": "DROP FUNCTION note_change()"})
    noted = [
        step for shelf, named in shelves.items() for table in named for step in _noted(table, shelf)
    ]
    return _in_one([*begin, function, *noted])


# Once for a transaction is enough: the setting ends with it, and with a savepoint that is rolled back.
_NOTE_CHANGE = """
CREATE FUNCTION note_change() RETURNS trigger AS $$
DECLARE
    setting text := 'tongxin.noted_' || TG_ARGV[0];
    mine text := pg_current_xact_id()::text;
BEGIN
    IF current_setting(setting, true) IS DISTINCT FROM mine THEN
        INSERT INTO changes (shelf, number, noted_at) VALUES (TG_ARGV[0], 0, now());
        PERFORM set_config(setting, mine, true);
    END IF;
    RETURN NULL;
END $$ LANGUAGE plpgsql
"""


def _noted(table: str, shelf: str) -> list[Step]:
    count = f"UPDATE changes SET number = number + 1 WHERE shelf = '{shelf}'"
    on_sqlite: list[Step] = [
        (
            {"sqlite": f"CREATE TRIGGER {table}_noted_{act} AFTER {act} ON {table} BEGIN {count}; END"},
            {"sqlite": f"DROP TRIGGER {table}_noted_{act}"},
        )
        for act in ("insert", "update", "delete")
    ]  # fmt: skip
    on_postgres: Step = (
        {
            "postgres": f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION note_change('{shelf}')"
        },
        {"postgres": f"DROP TRIGGER {table}_noted ON {table}"},
    )
    return [*on_sqlite, on_postgres]


__all__ = ["CheckConstraint", "CreateTables", "DialectSQL", "indexes", "kept_for_good", "noting"]
