using Microsoft.Data.Sqlite;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Tests.Platform.Persistence.Sqlite;

/// <summary>A statement carried out past ADO.NET writes what ADO.NET writes, and goes on after a failure.</summary>
public sealed class BareStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public BareStatementTests()
    {
        _connection.Open();
        Run("CREATE TABLE Things (Value UNIQUE)");
    }

    public static TheoryData<object?> Values =>
    [
        null, "", "Zoë 'or' \"--\" 🙂", "before\0after", Array.Empty<byte>(), new byte[] { 0, 1, 255 }, long.MinValue, long.MaxValue, -1, true, false,
        new Guid("0199a1b2-c3d4-7eef-8abc-def012345678"),
    ];

    public void Dispose() => _connection.Dispose();

    [Theory, MemberData(nameof(Values))]
    public void A_value_is_stored_as_ADO_NET_stores_it(object? value)
    {
        using var insert = new BareStatement(_connection, "INSERT INTO Things VALUES (?)");
        insert.Bind(1, value);
        insert.Run();
        using var ado = _connection.CreateCommand();
        ado.CommandText = "SELECT typeof(Value), hex(Value), typeof($value), hex($value) FROM Things";
        ado.Parameters.AddWithValue("$value", value ?? DBNull.Value);

        using var row = ado.ExecuteReader();

        Assert.True(row.Read());
        Assert.Equal((row.GetString(2), row.GetString(3)), (row.GetString(0), row.GetString(1)));
    }

    [Fact]
    public void A_value_of_a_type_no_column_has_is_refused()
    {
        using var insert = new BareStatement(_connection, "INSERT INTO Things VALUES (?)");

        Assert.Throws<NotSupportedException>(() => insert.Bind(1, 1.5));
    }

    [Fact]
    public void A_statement_that_failed_says_why_and_can_be_run_again()
    {
        using var insert = new BareStatement(_connection, "INSERT INTO Things VALUES (?)");
        insert.Bind(1, "one");
        insert.Run();

        var problem = Assert.Throws<SqliteException>(insert.Run);
        insert.Bind(1, "two");
        insert.Run();

        Assert.Equal(2067, problem.SqliteExtendedErrorCode);
        Assert.Equal(2L, Scalar("SELECT COUNT(*) FROM Things"));
    }

    [Fact]
    public void A_part_of_a_transaction_is_undone_by_itself_again_and_again()
    {
        using var part = new Savepoint(_connection, "part");
        foreach (var name in new[] { "one", "two" })
        {
            Run($"INSERT INTO Things VALUES ('{name}')");
            part.Begin();
            Run($"INSERT INTO Things VALUES ('{name} undone')");
            part.Undo();
            part.End();
        }

        Assert.Equal("one,two", Scalar("SELECT group_concat(Value) FROM Things"));
    }

    private void Run(string statement) => Scalar(statement);

    private object? Scalar(string statement)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // This test's own words.
        command.CommandText = statement;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
