using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Identity;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Bulk;

/// <summary>Customers who come with the password of an old shop sign in with it, and get no invitation.</summary>
public sealed class BulkPasswordTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private const string Password = "correct-horse-battery-staple";
    private const string Phpass = "$P$BabcdefgHtEu8cD7LIkl4LPqn7IjAo0";
    private const string Bcrypt = "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e";

    [Fact]
    public Task Rows_with_a_known_hash_are_imported_and_the_others_invited() => ImportsAsync(sqlite);

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task PostgreSQL_imports_alike() => ImportsAsync(postgres.Platform);

    private static async Task ImportsAsync(TestPlatform platform)
    {
        platform.Services.GetRequiredService<PasswordHashing>().AnswerTime = TimeSpan.Zero;
        var shop = platform.Aurora;
        var (_, token) = await shop.NewTokenAsync("customers.invite,customers.read,customers.import_passwords");
        object[] customers =
        [
            new { email = "weak@example.com", password_hash = Phpass, external_id = "W-1" },
            new { email = "strong@example.com", password_hash = Bcrypt, password_hash_format = "bcrypt" },
            new { email = "costly@example.com", password_hash = "$2y$14$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e" },
            new { email = "garbled@example.com", password_hash = "no hash" },
        ];

        var tried = await shop.Api(token).PostAsync(Batches.Bulk, new { customers, pace = 100_000, dry_run = true });
        var sent = await shop.Api(token).PostAsync(Batches.Bulk, new { customers, pace = 100_000 });
        await platform.GoOnAsync(10);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (tried.Status, sent.Status));
        (string, string?)[] expected = [("imported", null), ("imported", null), ("invited", "hash.too_costly"), ("invited", "hash.unknown")];
        Assert.Equal(expected, (await shop.RowsAsync(Batches.IdOf(tried))).Select(row => (row.Status, row.Code)));
        Assert.Equal(expected, (await shop.RowsAsync(Batches.IdOf(sent))).Select(row => (row.Status, row.Code)));
        Assert.Equal(
            ["costly@example.com", "garbled@example.com"],
            (await platform.MailsAsync()).Select(mail => mail.To).Order(StringComparer.Ordinal));
        var weak = (await shop.FindCustomerAsync("weak@example.com"))!;
        Assert.Equal(("W-1", null), (weak.ExternalId, weak.EmailVerifiedAt));
        Assert.StartsWith("wrapped:", weak.PasswordHash, StringComparison.Ordinal);
        foreach (var door in shop.Doors)
        {
            Assert.True((await door.SignInAsync("weak@example.com", Password)).IsSignedIn);
            Assert.True((await door.SignInAsync("strong@example.com", Password)).IsSignedIn);
        }

        Assert.False((await new ApiDoor(platform.Birch).SignInAsync("weak@example.com", Password)).IsSignedIn);
    }
}
