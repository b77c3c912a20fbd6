using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Erasure;

/// <summary>Backup and restore as an operator does them, with the real program on SQLite.</summary>
[Trait("Storage", "Sqlite")]
public sealed class RestoreCommandTests
{
    private const string Name = "Unmistakable Zebra 7431";

    [Fact]
    public async Task A_backup_of_a_running_server_is_restored_without_whoever_was_deleted_since()
    {
        using var folder = new ProgramFolder();
        var backup = Path.Combine(folder.Path, "backup.db");
        string refused;
        await using (var server = await RunningProgram.StartAsync(folder, "Development"))
        {
            var id = await InviteAsync(server, "jane@example.com", Name);
            await InviteAsync(server, "john@example.com", "Staying Zebra 9917");
            await DoAsync(folder, 0, "backup", "--to", backup);
            Assert.Contains("exists", await DoAsync(folder, 1, "backup", "--to", backup), StringComparison.Ordinal);
            Assert.True(Holds(backup, Name));
            await PostAsync(server, "customers/delete", new { customer_id = id });
            refused = await DoAsync(folder, 1, "restore", "--from", backup);
            await server.StopAsync();
        }

        var restored = await DoAsync(folder, 0, "restore", "--from", backup);

        Assert.Contains("stop the web server first", refused, StringComparison.Ordinal);
        Assert.Contains("Erasures since the backup that were repeated: 1.", restored, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path, "storefront.db*"), file => Holds(file, Name));
        Assert.True(Holds(folder.DatabaseFile, "Staying Zebra 9917"));
        Assert.Contains("knows every erasure", await DoAsync(folder, 0, "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_or_foreign_file_is_refused_and_the_database_stays()
    {
        using var folder = new ProgramFolder();
        await DoAsync(folder, 0, "migrate");
        var backup = Path.Combine(folder.Path, "backup.db");
        await DoAsync(folder, 0, "backup", "--to", backup);
        var before = await File.ReadAllBytesAsync(folder.DatabaseFile);
        var bytes = await File.ReadAllBytesAsync(backup);
        Array.Fill(bytes, (byte)0x5A, bytes.Length / 2, bytes.Length / 3);
        await File.WriteAllBytesAsync(backup, bytes);
        var foreign = Path.Combine(folder.Path, "foreign.db");
        await File.WriteAllTextAsync(foreign, "no database");

        foreach (var file in new[] { backup, foreign, Path.Combine(folder.Path, "missing.db") })
        {
            Assert.Contains($"'{file}'", await DoAsync(folder, 1, "restore", "--from", file), StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(folder.DatabaseFile));
    }

    private static async Task<string> DoAsync(ProgramFolder folder, int expected, params string[] command)
    {
        var (exitCode, output, errors) = await RunningProgram.RunAsync(folder, "Production", ["database", .. command]);
        Assert.True(exitCode == expected, output + errors);
        return output;
    }

    private static async Task<long> InviteAsync(RunningProgram server, string email, string firstname) =>
        (await PostAsync(server, "customers/invite", new { email, firstname, send_email = false }))
            .GetProperty("data").GetProperty("customer").GetProperty("id").GetInt64();

    private static async Task<JsonElement> PostAsync(RunningProgram server, string path, object body)
    {
        using var answer = await server.SendAsync(
            HttpMethod.Post, "aurora.localhost", $"api/services/webshop/v1/{path}", "demo-aurora-token", JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
