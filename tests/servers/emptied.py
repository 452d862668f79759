"""One database for all tests of a process: emptied before each, and copied anew where a test changed its schema."""

from contextlib import suppress

from tests.servers.postgres import Postgres
from tests.servers.talking import Talk

# Everything that a migration makes, by what changes with any DDL, and which migrations were applied. A copy has the object ids of its template.
_SCHEMA = """
SELECT md5(string_agg(line, '' ORDER BY line)) FROM (
    SELECT concat('class', oid, xmin) AS line FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT concat('column', attrelid, attnum, xmin) FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT concat('default', oid, xmin) FROM pg_attrdef
    UNION ALL SELECT concat('constraint', oid, xmin) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT concat('trigger', oid, xmin) FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT concat('function', oid, xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT concat('setting', setrole, setconfig) FROM pg_db_role_setting
    UNION ALL SELECT concat('migration', app, name) FROM tortoise_migrations
) AS every
"""
_KEPT = "tortoise_migrations"
_TABLES = f"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{_KEPT}'"
# The statement that writes again what a migration wrote into a table; no row where it wrote nothing.
_WRITTEN = """
SELECT format('INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, %L)', array_to_json(array_agg(r)))
FROM "{0}" r HAVING count(*) > 0
"""
# Without triggers and foreign keys, so in any order; the numbers begin at one again.
_EMPTY = f"""
DO $$ DECLARE one text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR one IN {_TABLES} LOOP
        EXECUTE format('DELETE FROM %%I', one);
    END LOOP;
    %(written)s
    PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence
        WHERE seqrelid NOT IN (SELECT objid FROM pg_depend WHERE refobjid = '{_KEPT}'::regclass);
END $$;
"""


class Emptied:
    """`address()` is the database's, empty. Sessions that are still open on it are ended first.

    After `uses` it is copied anew all the same: deleted rows stay in the files and slow down what reads them.
    """

    def __init__(self, server: Postgres, *, template: str, uses: int = 60) -> None:
        self.server = server
        self.template = template
        self.uses = uses
        self._left = 0
        self._talk: Talk | None = None
        self.name = f"{template}_copy"
        self.empty = _EMPTY % {"written": self._written()}
        self.schema = server.execute(_SCHEMA, database=template)

    def address(self) -> str:
        if self._left == 0 or not self._is_emptied():
            self.close()
            self.server.drop(self.name)
            self.server.create(self.name, template=self.template)
            self._left = self.uses
        self._left -= 1
        return self.server.url(self.name)

    def _written(self) -> str:
        """What writes the rows of a migrated, empty database again."""
        tables = self.server.execute(_TABLES, database=self.template).split()
        every = " UNION ALL ".join(_WRITTEN.format(table) for table in tables)
        found = self.server.execute(every, database=self.template)
        return "".join(f"{statement};\n" for statement in found.splitlines())

    def _is_emptied(self) -> bool:
        """False where the schema is not the template's any more, or the database is gone."""
        self._talk = self._talk or self.server.talk(database=self.name)
        with suppress(RuntimeError):
            return self._talk.ask(self.empty + _SCHEMA) == self.schema
        return False

    def close(self) -> None:
        """The session in which it is emptied; the next emptying begins another."""
        if self._talk:
            self._talk.close()
        self._talk = None
