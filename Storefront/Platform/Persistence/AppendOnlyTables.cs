using Microsoft.EntityFrameworkCore.Migrations;

namespace Storefront.Platform.Persistence;

/// <summary>Makes a table append-only in the database itself: no program can change or delete its rows.</summary>
/// <remarks>Triggers are not part of the model. A migration that rebuilds such a table must call this again; a test checks it.</remarks>
public static class AppendOnlyTables
{
    private const string Refusal = "Rows of this table are only ever added.";

    /// <summary>Refuses every later change of the table's rows.</summary>
    public static void KeepForGood(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                migration.Sql($"""CREATE TRIGGER "{table}_No{change}" BEFORE {change} ON "{table}" BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;""");
            }

            return;
        }

        migration.Sql($"""
            CREATE OR REPLACE FUNCTION "RefuseChange"() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RAISE EXCEPTION '{Refusal}'; END $body$;
            CREATE TRIGGER "{table}_NoChange" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "RefuseChange"();
            """);
    }

    /// <summary>Allows changes again, for the migration's way down.</summary>
    public static void LetChange(this MigrationBuilder migration, string table)
    {
        string[] statements = migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? [$"""DROP TRIGGER "{table}_NoUPDATE";""", $"""DROP TRIGGER "{table}_NoDELETE";"""]
            : [$"""DROP TRIGGER "{table}_NoChange" ON "{table}";"""];
        foreach (var statement in statements)
        {
            migration.Sql(statement);
        }
    }
}
