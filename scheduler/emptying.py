"""What stands in a PostgreSQL database before a backup is put in its place, tables of a later release too."""

# Only what is ours to drop. Of another role's table only what refers to ours is lost; what belongs to an extension
# stays, and `public` itself with the rights that were given on it. It waits half a minute for whoever still works.
EMPTY = """
SET lock_timeout = '30s';
DO $$ DECLARE one record; BEGIN
    FOR one IN
        SELECT 'SCHEMA' AS kind, format('%I', nspname) AS name FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema') AND pg_has_role(nspowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_namespace.oid AND deptype = 'e')
        UNION ALL
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
            WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, format('public.%I', relname) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            AND pg_has_role(relowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        UNION ALL
        SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, format('public.%I', typname) FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND pg_has_role(typowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_type.oid AND deptype = 'e')
        UNION ALL
        SELECT 'ROUTINE', format('public.%I(%s)', proname, pg_get_function_identity_arguments(oid)) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a' AND pg_has_role(proowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP %s IF EXISTS %s CASCADE', one.kind, one.name);
    END LOOP;
END $$;
"""
