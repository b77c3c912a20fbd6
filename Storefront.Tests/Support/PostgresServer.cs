using System.Diagnostics;
using Npgsql;

namespace Storefront.Tests.Support;

/// <summary>A PostgreSQL of this test's own, from the machine's package: its data in a folder that is deleted with it.</summary>
/// <remarks>The server refuses to run as root, so root runs it as the package's user.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string PackagesUser = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postgres-");
    private readonly int _port = LoopbackPort.Free();
    private int _databases;
    private int _connections;
    private string _options = "";

    private PostgresServer()
    {
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>A server that gives out so many connections, by default more than any test needs, with further options of its own.</summary>
    public static async Task<PostgresServer> StartAsync(int connections = 200, string options = "")
    {
        var server = new PostgresServer { _connections = connections, _options = options };
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("/bin/chown", null, "/", PackagesUser, server._folder.FullName);
            }

            await server.RunOwnAsync(
                "initdb", "--pgdata", server.Data, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync", "--username", PackagesUser);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a database that does not exist yet; the first migration creates it.</summary>
    public string NewDatabase() => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = PackagesUser,
        Database = $"storefront_{Interlocked.Increment(ref _databases)}",
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>The connection string of an empty database with a linguistic collation.</summary>
    public async Task<string> NewDatabaseAsync(string language)
    {
        var connection = NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" });
        await using var create = server.CreateCommand($"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{language}'");
        await create.ExecuteNonQueryAsync();
        return connection;
    }

    public Task StartAgainAsync() => RunOwnAsync(
        "pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder.FullName, "log"),
        "--options",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder.FullName} -c fsync=off -c max_connections={_connections} "
            + _options);

    /// <summary>Cuts every connection and stops, like a failed machine.</summary>
    public Task StopAsync() => RunOwnAsync("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", Data);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        _folder.Delete(recursive: true);
    }

    private Task RunOwnAsync(string program, params string[] arguments) => RunAsync(
        RequiresProgramFactAttribute.PathOf(program) ?? throw new InvalidOperationException($"The program {program} is not installed."),
        Environment.IsPrivilegedProcess ? PackagesUser : null, _folder.FullName, arguments);

    private static async Task RunAsync(string program, string? user, string folder, params string[] arguments)
    {
        var start =
            new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        if (user is not null && OperatingSystem.IsLinux())
        {
            start.UserName = user;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {await process.StandardError.ReadToEndAsync()}");
        }
    }
}
