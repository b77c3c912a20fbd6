using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Storefront.Platform.Persistence;

namespace Storefront.Tests.Rules;

/// <summary>A migration only adds, so that the previous program goes on over the new schema while nodes are upgraded one by one.</summary>
/// <remarks>What is to go is taken away a version later, by a migration that is listed here with its reason.</remarks>
public sealed class MigrationRulesTests
{
    // Older ones were applied before any node ran beside another.
    private const string Since = "20261130180000";

    // Migration and reason, for what no released program reads any more.
    private static readonly HashSet<string> Contracting = [];

    private static readonly string[] Words = ["DROP TABLE", "DROP COLUMN", "RENAME TO", "RENAME COLUMN", "SET NOT NULL"];

    private static readonly Migration[] Migrations =
    [
        .. typeof(StorefrontDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)) && !type.IsAbstract)
            .Select(New),
    ];

    [Fact]
    public void A_new_migration_neither_drops_nor_renames_nor_demands_a_value() => Assert.Equal([], Migrations
        .Where(migration => string.CompareOrdinal(IdOf(migration), Since) > 0 && !Contracting.Contains(IdOf(migration)))
        .SelectMany(migration => BreaksOf(migration).Select(problem => $"{IdOf(migration)}: {problem}")));

    [Fact]
    public void The_rule_finds_what_older_migrations_did()
    {
        Assert.InRange(Migrations.Length, 40, 1000);
        Assert.Contains(Migrations, migration => BreaksOf(migration).Any(problem => problem.StartsWith("drops", StringComparison.Ordinal)));
        Assert.Equal(
            ["drops T.A", "renames T.A", "demands T.A", "demands T.B", "renames T", "drops T", "says DROP TABLE \"T\""],
            [.. new MigrationOperation[]
            {
                new DropColumnOperation { Table = "T", Name = "A" },
                new RenameColumnOperation { Table = "T", Name = "A", NewName = "B" },
                new AddColumnOperation { Table = "T", Name = "A", ClrType = typeof(string) },
                new AlterColumnOperation
                {
                    Table = "T", Name = "B", ClrType = typeof(string),
                    OldColumn = new AddColumnOperation { ClrType = typeof(string), IsNullable = true },
                },
                new RenameTableOperation { Name = "T", NewName = "U" },
                new DropTableOperation { Name = "T" },
                new SqlOperation { Sql = "DROP TABLE \"T\"" },
                new AddColumnOperation { Table = "T", Name = "C", ClrType = typeof(int), DefaultValue = 0 },
                new AddColumnOperation { Table = "T", Name = "D", ClrType = typeof(int), IsNullable = true },
                new SqlOperation { Sql = "CREATE TRIGGER dropped_rows" },
                new DropIndexOperation { Name = "I", Table = "T" },
            }.Select(BreakOf).OfType<string>()]);
    }

    private static Migration New(Type type)
    {
        var migration = (Migration)Activator.CreateInstance(type)!;
        migration.ActiveProvider = type.Namespace!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? "Microsoft.EntityFrameworkCore.Sqlite" : "Npgsql.EntityFrameworkCore.PostgreSQL";
        return migration;
    }

    private static IEnumerable<string> BreaksOf(Migration migration) => migration.UpOperations.Select(BreakOf).OfType<string>();

    // An index may go: the older program is slower without it, and nothing else.
    private static string? BreakOf(MigrationOperation operation) => operation switch
    {
        DropTableOperation table => $"drops {table.Name}",
        DropColumnOperation column => $"drops {column.Table}.{column.Name}",
        RenameTableOperation table => $"renames {table.Name}",
        RenameColumnOperation column => $"renames {column.Table}.{column.Name}",
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } column => $"demands {column.Table}.{column.Name}",
        AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } column =>
            $"demands {column.Table}.{column.Name}",
        SqlOperation { Sql: var sql } when Array.Exists(Words, word => sql.Contains(word, StringComparison.OrdinalIgnoreCase)) => $"says {sql}",
        _ => null,
    };

    private static string IdOf(Migration migration) =>
        migration.GetType().GetCustomAttributes(typeof(MigrationAttribute), inherit: false).Cast<MigrationAttribute>().Single().Id;
}
