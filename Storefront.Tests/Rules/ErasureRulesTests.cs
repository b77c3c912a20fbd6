using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Features.Accounts.Deletion;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Persistence.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>The erasure plan leaves nothing open (ADR 0011): checked on the model of both providers and on the sources.</summary>
public sealed partial class ErasureRulesTests
{
    private static readonly Dictionary<string, IModel> Models = new()
    {
        ["SQLite"] = ModelOf(new SqliteDesignTime().CreateDbContext([])),
        ["PostgreSQL"] = ModelOf(new PostgresDesignTime().CreateDbContext([])),
    };

    public static TheoryData<string> Providers => [.. Models.Keys];

    private static IEnumerable<IProperty> Columns(IModel model) => model.GetEntityTypes().SelectMany(entity => entity.GetProperties());

    [Theory, MemberData(nameof(Providers))]
    public void Every_column_of_every_table_has_a_class(string provider)
    {
        Assert.InRange(Columns(Models[provider]).Count(), 100, 5000);
        Assert.Equal([], Columns(Models[provider]).Where(column => ColumnRule.Of(column) is null).Select(Name));
    }

    [Fact]
    public void Every_column_of_the_staffs_tables_has_a_class()
    {
        using var sqlite = new SqliteStaffDesignTime().CreateDbContext([]);
        using var postgres = new PostgresStaffDesignTime().CreateDbContext([]);

        Assert.InRange(Columns(sqlite.Model).Count(), 20, 500);
        Assert.Equal([], Columns(sqlite.Model).Concat(Columns(postgres.Model)).Where(column => ColumnRule.Of(column) is null).Select(Name));
    }

    [Theory, MemberData(nameof(Providers))]
    public void Every_key_to_a_customer_has_a_rule_and_restricts(string provider)
    {
        var keys = Models[provider].GetEntityTypes().SelectMany(entity => entity.GetForeignKeys())
            .Where(key => key.PrincipalEntityType.ClrType == typeof(Customer)).ToList();

        Assert.InRange(keys.Count, 7, 100);
        Assert.All(keys, key => Assert.Equal(DeleteBehavior.Restrict, key.DeleteBehavior));
        Assert.All(
            keys,
            key => Assert.Contains(
                ColumnRule.Of(key.Properties.Single(column => column.Name != "MerchantId"))!.Class,
                new[] { ErasureClass.Erase, ErasureClass.Unlink }));
    }

    [Theory, MemberData(nameof(Providers))]
    public void Every_column_that_names_a_customer_is_a_foreign_key(string provider) =>
        Assert.Equal(
            [],
            Columns(Models[provider]).Where(column => column.Name.Contains("Customer", StringComparison.Ordinal) && !column.IsForeignKey())
                .Select(Name));

    [Theory, MemberData(nameof(Providers))]
    public void The_plan_is_complete_and_ends_with_the_customer(string provider)
    {
        var tables = PersonalTable.AllOf(Models[provider]);

        Assert.Equal("profiles", tables[^1].Kind);
        Assert.Equal(tables.Count, tables.Select(table => table.Kind).Distinct().Count());
        Assert.Equal(["orders"], tables.Where(table => table.Stays).Select(table => table.Kind));
        Assert.All(tables.Where(table => table.Stays), table => Assert.NotNull(table.Ground));
        Assert.Equal(ErasurePlan.FingerprintOf(Models["SQLite"]), ErasurePlan.FingerprintOf(Models[provider]));
    }

    [Theory, MemberData(nameof(Providers))]
    public void No_describing_column_is_classed_as_not_personal(string provider) => Assert.Equal([], Columns(Models[provider])
        .Where(column => column.DeclaringType.ClrType != typeof(Merchant) && ColumnRule.Of(column)!.Class == ErasureClass.NotPersonal)
        .Where(column => column.ClrType == typeof(PostalAddress) || PersonPattern().IsMatch(column.Name)).Select(Name));

    [Fact]
    public void Every_line_of_the_plan_has_a_text()
    {
        var lines = from table in PersonalTable.AllOf(Models["SQLite"])
                    from fate in table.Stays ? new[] { RowFate.Kept, RowFate.Masked } : [RowFate.Erased]
                    from count in Enumerable.Range(1, 2)
                    select new ErasureLine(table.Kind, fate, count, 2033);

        Assert.All(lines, line => Assert.NotEmpty(DeletionText.Of(line).English));
    }

    [Fact]
    public void There_is_one_way_to_delete_a_customer() => AssertNone(
        from statement in Statements()
        where CustomersPattern().IsMatch(statement.Code) && RemovalPattern().IsMatch(statement.Code)
        select statement.Where);

    [Fact]
    public void Only_the_plan_deletes_rows_of_these_tables() => AssertNone(
        from source in Sources.All
        where source.Code.Contains(".Set<T", StringComparison.Ordinal)
        select source.Path);

    [Fact]
    public void Audit_entries_and_receipts_are_append_only() => AssertNone(
        from statement in Statements()
        where TrailPattern().IsMatch(statement.Code) && (RemovalPattern().IsMatch(statement.Code) || ChangePattern().IsMatch(statement.Code))
        select statement.Where);

    [Fact]
    public void No_hand_written_statement_changes_append_only_tables() => AssertNone(
        from source in Sources.All
        where HandwrittenPattern().IsMatch(source.Text)
        select source.Path);

    [Fact]
    public void No_hand_written_statement_changes_a_customer() => AssertNone(
        from source in Sources.All
        where HandwrittenChangePattern().IsMatch(source.Text)
        select source.Path);

    [Fact]
    public void One_place_sets_a_password_hash() => Assert.Equal(
        ["Domain/Customers/Customer.cs", "Domain/Staff/StaffUser.cs"],
        from source in Sources.All
        where PasswordHashPattern().IsMatch(source.Code)
        orderby source.Path
        select source.Path);

    [Fact]
    public void Two_files_delete_from_a_table_that_the_model_names() => Assert.Equal(
        ["Platform/Persistence/Statements/AttemptCounterStatements.cs", "Platform/Persistence/Statements/ErasedRowStatements.cs"],
        from source in Sources.All
        where DeletionFromAnyPattern().IsMatch(source.Text)
        orderby source.Path
        select source.Path);

    [GeneratedRegex(@"\bPasswordHash\b\s*(=[^=>]|,[^()]*\)\s*=[^=>])")]
    private static partial Regex PasswordHashPattern();

    private static IEnumerable<(string Where, string Code)> Statements() =>
        from source in Sources.All
        from statement in source.Code.Split(';')
        select ($"{source.Path}: {statement.Trim()}", statement);

    private static string Name(IReadOnlyProperty column) => $"{column.DeclaringType.ClrType.Name}.{column.Name}";

    private static IModel ModelOf(StorefrontDb db)
    {
        using (db)
        {
            return db.Model;
        }
    }

    private static void AssertNone(IEnumerable<string> offenders) => Assert.Equal([], offenders.Distinct());

    [GeneratedRegex("E-?mail|Firstname|Lastname|Phone|Street|Company|TaxNumber|Device|Password|Address|Birth", RegexOptions.IgnoreCase)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(@"\bCustomers\b|<Customer>|\bcustomers?\.Delete|Remove(Range)?\(customer")]
    private static partial Regex CustomersPattern();

    [GeneratedRegex(@"\bExecuteDelete|\bRemove(Range)?\(|\.Delete\w*\(|\bDeleteAsync\(|EntityState\.Deleted")]
    private static partial Regex RemovalPattern();

    [GeneratedRegex(@"\b(AuditEntries|DeletionReceipts)\b|<(AuditEntry|DeletionReceipt)>")]
    private static partial Regex TrailPattern();

    [GeneratedRegex(@"\bExecuteUpdate|\bUpdate(Range)?\(|EntityState\.Modified")]
    private static partial Regex ChangePattern();

    [GeneratedRegex(
        @"DELETE\s+FROM\s+""*(Customers|AuditEntries|DeletionReceipts)\b|UPDATE\s+""*(AuditEntries|DeletionReceipts)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HandwrittenPattern();

    [GeneratedRegex(@"UPDATE\s+""*Customers\b", RegexOptions.IgnoreCase)]
    private static partial Regex HandwrittenChangePattern();

    [GeneratedRegex(@"DELETE\s+(FROM\s+""*)?\{(?!OfCustomer\b)", RegexOptions.IgnoreCase)]
    private static partial Regex DeletionFromAnyPattern();
}
