using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Npgsql;
using Storefront.Tests.Support;

namespace Storefront.Tests.Nodes;

/// <summary>Two programs on one PostgreSQL: what a killed one had begun, the other finishes.</summary>
public sealed class KilledNodeTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string _database = RequiresProgramFactAttribute.PathOf("initdb") is null ? "" : SharedPostgres.NewDatabase();

    public void Dispose()
    {
        if (_database.Length > 0)
        {
            SharedPostgres.Drop(_database);
        }
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Mail_that_a_killed_node_was_sending_goes_out_within_a_minute()
    {
        // A mail server that accepts the connection and says nothing.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var sink = new SmtpSink();
        using var folder = new ProgramFolder();
        await using var killed = await StartAsync(folder, ((IPEndPoint)silent.LocalEndpoint).Port);
        Assert.Equal(HttpStatusCode.Created, (await killed.SendAsync(
            HttpMethod.Post, "aurora.localhost", $"api/services/webshop/v1/{Requests.Invite}", "demo-aurora-token",
            JsonContent.Create(new { email = "jane@example.com" }))).StatusCode);
        await Eventually.IsSoAsync(async () => await IsLeasedAsync());
        await using var other = await StartAsync(folder, sink.Port);

        await killed.KillAsync();

        var watch = Stopwatch.StartNew();
        await Eventually.IsSoAsync(() => !sink.Mails.IsEmpty);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Minute);
        Assert.Equal("jane@example.com", Assert.Single(sink.Mails).To);
    }

    private Task<RunningProgram> StartAsync(ProgramFolder folder, int smtp) => RunningProgram.StartAsync(
        folder, "Development", ("Storage:Provider", "PostgreSql"), ("ConnectionStrings:Storefront", _database), ("Mail:Transport", "Smtp"),
        ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{smtp}"), ("Mail:Smtp:Security", "None"));

    private async Task<bool> IsLeasedAsync()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""SELECT EXISTS (SELECT 1 FROM "OutboxMails" WHERE "LeasedUntil" IS NOT NULL)""", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
