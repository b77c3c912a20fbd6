using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Storefront.Platform.Erasure;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Tests.Features.Accounts.Deletion;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Erasure;

/// <summary>A restored backup holds nothing of whoever was erased since.</summary>
public sealed class RestoreTests : IDisposable
{
    private const string Wrong = "wrong.zebra.7431@example.com";
    private const string Revoked = "revoked.zebra.7431@example.com";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("restore-");

    private string Database => Path.Combine(_folder.FullName, "shop.db");

    private string Backup => Path.Combine(_folder.FullName, "backup.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact, Trait("Storage", "Sqlite")]
    public async Task A_restored_file_holds_nothing_of_the_erased()
    {
        IReadOnlyList<Stored> stored;
        Guid receipt;
        await using (var shop = NewPlatform(("ConnectionStrings:Storefront", $"Data Source={Database}")))
        {
            var bearer = await LiveAsync(shop);
            stored = await new RichPerson(shop.Aurora).ReadAsync();
            await shop.CommandAsync("database", "backup", "--to", Backup);
            receipt = await EraseAsync(shop, bearer);
        }

        SqliteConnection.ClearAllPools();
        await new SqliteBackup(() => new SqliteConnection($"Data Source={Database}")).RestoreAsync(Backup, DateTimeOffset.UnixEpoch, default);
        Assert.Contains(stored, value => Holds(Database, value.Bytes));
        await using var restored = NewPlatform(("ConnectionStrings:Storefront", $"Data Source={Database}"));

        restored.Clock.Turn(TimeSpan.FromHours(1));
        await AssertErasedAsync(restored, receipt);
        await Eventually.IsSoAsync(() => restored.Services.GetRequiredService<WalTruncator>().TryTruncateAsync(default));
        var kept = stored.Where(value => value.Class == ErasureClass.KeepUntil).Select(value => value.Value).ToHashSet();
        Assert.Equal([], stored.Where(value => !kept.Contains(value.Value)
            && Directory.EnumerateFiles(_folder.FullName, "shop.db*").Where(file => !file.Contains(".before-", StringComparison.Ordinal))
                .Any(file => Holds(file, value.Bytes))).Select(value => value.ToString()));
        await AssertInStepAsync(restored);
    }

    [RequiresProgramFact("pg_restore", asRoot: false)]
    public async Task A_restored_dump_of_PostgreSQL_holds_nothing_of_the_erased()
    {
        var (before, after) = (SharedPostgres.NewDatabase(), SharedPostgres.NewDatabase());
        Guid receipt;
        await using (var shop = OnPostgres(before))
        {
            var bearer = await LiveAsync(shop);
            await RunAsync("pg_dump", before, "--format=custom", $"--file={Backup}");
            receipt = await EraseAsync(shop, bearer);
        }

        await RunAsync("pg_restore", after, "--clean", "--if-exists", "--no-owner", Backup);
        await using var restored = OnPostgres(after);

        restored.Clock.Turn(TimeSpan.FromHours(1));
        await AssertErasedAsync(restored, receipt);
        Assert.DoesNotContain(await restored.RowsAsync(), row => row.Contains("zebra.7431", StringComparison.OrdinalIgnoreCase)
            && !row.StartsWith("Orders", StringComparison.Ordinal));
        await AssertInStepAsync(restored);
    }

    [Fact]
    public async Task What_could_not_be_noted_is_caught_up_at_the_next_start()
    {
        await using var shop = NewPlatform();
        var customer = (await shop.Aurora.FindCustomerAsync((await shop.Aurora.InviteAsync("jane@example.com")).Email))!;
        var journal = shop.Services.GetRequiredService<ErasureJournal>();
        Directory.CreateDirectory(Path.GetDirectoryName(journal.Folder)!);
        await File.WriteAllTextAsync(journal.Folder, "no folder");

        // The deletion is done and answered, although nothing can be noted.
        var deleted = await shop.Aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = customer.Id });
        Assert.Equal(HttpStatusCode.OK, deleted.Status);
        File.Delete(journal.Folder);
        Assert.Empty(journal.Read());

        Assert.Equal(0, await shop.Services.GetRequiredService<ErasureReplay>().RunAsync(default));

        var entry = Assert.Single(journal.Read());
        Assert.Equal((1L, JournalEntry.Deleted, customer.SubjectId), (entry.Merchant, entry.Action, entry.Subject));
        Assert.Equal((await shop.AsAsync(shop.Aurora, db => db.DeletionReceipts.SingleAsync())).Check, entry.Receipt!.Check);
        await shop.Services.GetRequiredService<ErasureReplay>().RunAsync(default);
        Assert.Single(journal.Read());
    }

    [Fact]
    public async Task A_torn_line_spoils_no_other_and_the_journal_names_nobody()
    {
        await using var shop = NewPlatform();
        var journal = shop.Services.GetRequiredService<ErasureJournal>();
        await DeleteAsync(shop, "first@example.com");
        var file = Assert.Single(Directory.GetFiles(journal.Folder));
        await File.AppendAllTextAsync(file, "\n{\"Merchant\":1,\"At\":17");

        await DeleteAsync(shop, "second@example.com");

        Assert.Equal(2, journal.Read().Count);
        Assert.DoesNotContain("example.com", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private TestPlatform OnPostgres(string database) => NewPlatform(("Storage:Provider", "PostgreSql"), ("ConnectionStrings:Storefront", database));

    private TestPlatform NewPlatform(params (string Key, string Value)[] settings)
    {
        var platform = new TestPlatform { Settings = { ["Backup:Journal"] = Path.Combine(_folder.FullName, "journal", "erasures") } };
        foreach (var (key, value) in settings)
        {
            platform.Settings[key] = value;
        }

        return platform;
    }

    // An invitation to a wrong address, one that will be withdrawn, and a rich account, whose last mail waits.
    private static async Task<string> LiveAsync(TestPlatform shop)
    {
        await shop.Aurora.InviteAsync(Wrong);
        await shop.Aurora.InviteAsync(Revoked);
        return await new RichPerson(shop.Aurora).LiveAsync();
    }

    private static async Task<Guid> EraseAsync(TestPlatform shop, string bearer)
    {
        shop.Clock.Turn(TimeSpan.FromMinutes(1));
        var wrong = await shop.AsAsync(
            shop.Aurora, db => db.Invitations.Where(row => row.Customer.Email == Wrong).Select(row => row.Id).SingleAsync());
        var revoked = await shop.AsAsync(
            shop.Aurora, db => db.Invitations.Where(row => row.Customer.Email == Revoked).Select(row => row.Id).SingleAsync());
        var corrected = await shop.Aurora.MerchantApi.PostAsync(
            "customers/invitations/correct", new { invitation_id = wrong, email = "right@example.com" });
        Assert.True(corrected.Status == HttpStatusCode.OK, corrected.Text);
        var withdrawn = await shop.Aurora.MerchantApi.PostAsync("customers/invitations/revoke", new { invitation_id = revoked });
        Assert.True(withdrawn.Status == HttpStatusCode.OK, withdrawn.Text);

        // Invited after the backup and erased: the restored shop never knew this customer, and gets the receipt all the same.
        await DeleteAsync(shop, "later@example.com");
        Assert.True((await new ApiDoor(shop.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        return await shop.AsAsync(shop.Aurora, db => db.DeletionReceipts.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync());
    }

    private static async Task AssertErasedAsync(TestPlatform restored, Guid receipt)
    {
        foreach (var email in new[] { RichPerson.Email, Wrong, Revoked, "later@example.com" })
        {
            Assert.Null(await restored.Aurora.FindCustomerAsync(email));
        }

        var told = await restored.Aurora.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt });
        Assert.True(told.Status == HttpStatusCode.OK, told.Text);

        // Of the account and of both invitations: that of the wrong address by its correction.
        Assert.Equal(4, await restored.Aurora.CountAsync(db => db.DeletionReceipts));
    }

    private static async Task AssertInStepAsync(TestPlatform restored)
    {
        Assert.Equal(0, await restored.Services.GetRequiredService<ErasureReplay>().RunAsync(default));
        Assert.Equal(0, await restored.Services.GetRequiredService<ErasureReplay>().CountMissingAsync(default));
        await using var output = new StringWriter();
        Assert.Equal(0, await restored.Services.GetRequiredService<OperatorConsole>().RunAsync(["database", "check"], output));
    }

    private static async Task DeleteAsync(TestPlatform shop, string email)
    {
        await shop.Aurora.InviteQuietlyAsync(email);
        var customer = (await shop.Aurora.FindCustomerAsync(email))!;
        var deleted = await shop.Aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = customer.Id });
        Assert.True(deleted.Status == HttpStatusCode.OK, deleted.Text);
    }

    private static async Task RunAsync(string program, string database, params string[] arguments)
    {
        var target = new NpgsqlConnectionStringBuilder(database);
        var (exitCode, output) = await ProgramRun.RunAsync(
            RequiresProgramFactAttribute.PathOf(program)!, Path.GetTempPath(),
            ["--host", target.Host!, "--port", $"{target.Port}", "--username", target.Username!, "--dbname", target.Database!, .. arguments]);
        Assert.True(exitCode == 0, output);
    }

    private static bool Holds(string file, byte[] bytes) => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0;
}
