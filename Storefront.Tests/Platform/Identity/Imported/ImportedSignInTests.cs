using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Identity;
using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Identity.Imported;

/// <summary>A customer who came with the hash of another system signs in with the old password, and has one of our hashes from then on.</summary>
public sealed class ImportedSignInTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private const string Password = "correct-horse-battery-staple";
    private const string Phpass = "$P$BabcdefgHtEu8cD7LIkl4LPqn7IjAo0";
    private const string Bcrypt = "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e";

    [Theory]
    [InlineData("API", Phpass), InlineData("browser", Phpass), InlineData("API", Bcrypt), InlineData("browser", Bcrypt)]
    public Task The_first_sign_in_turns_the_hash_into_one_of_ours(string door, string hash) => SignsInAsync(sqlite, door, hash);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_turns_it_alike()
    {
        await SignsInAsync(postgres.Platform, "API", Phpass);
        await SignsInAsync(postgres.Platform, "browser", Bcrypt);
    }

    [Fact]
    public async Task A_weak_hash_is_in_no_file_and_a_digest_opens_nothing()
    {
        await using var platform = new TestPlatform();
        await ImportAsync(platform.Aurora, "weak@example.com", Phpass);

        Assert.False(platform.FilesHold("tEu8cD7LIkl4LPqn7IjAo0"));
        foreach (var guess in new[] { "tEu8cD7LIkl4LPqn7IjAo0", Phpass, "AAAAAAAAAAAAAAAAAAAAAA" })
        {
            Assert.False((await new ApiDoor(platform.Aurora).SignInAsync("weak@example.com", guess)).IsSignedIn);
        }
    }

    [Fact]
    public async Task A_password_is_compared_as_it_was_typed_at_the_other_system()
    {
        // password_hash("Café-Ａbc-twelve", PASSWORD_BCRYPT, ['cost' => 4]): our normal form of the wide A is a plain one.
        await ImportAsync(sqlite.Aurora, "wide@example.com", "$2y$04$Olw3DPDv85es2oDZeNchpOzCIaep9aZav.I5Bp0AYutqEnpphnkGO");

        Assert.True((await new ApiDoor(sqlite.Aurora).SignInAsync("wide@example.com", "Caf\u00e9-\uff21bc-twelve")).IsSignedIn);
        Assert.True((await new ApiDoor(sqlite.Aurora).SignInAsync("wide@example.com", "Cafe\u0301-Abc-twelve")).IsSignedIn);
        Assert.False((await new ApiDoor(sqlite.Aurora).SignInAsync("wide@example.com", "Cafe-Abc-twelve")).IsSignedIn);
    }

    [Fact]
    public async Task An_imported_address_is_claimed_and_gets_its_guest_orders_only_after_a_proof()
    {
        const string email = "claimed@example.com";
        await sqlite.Aurora.AddAsync(sqlite.Aurora.Order(email, "CLAIM-1"));
        await ImportAsync(sqlite.Aurora, email, Phpass);

        var session = (await new ApiDoor(sqlite.Aurora).SignInAsync(email, Password)).Session!;

        Assert.Empty(await new ApiDoor(sqlite.Aurora).OrdersAsync(session));
        Assert.Null((await sqlite.Aurora.FindCustomerAsync(email))!.EmailVerifiedAt);
        var reset = await sqlite.Aurora.ForgetPasswordAsync(email);
        Assert.True((await new ApiDoor(sqlite.Aurora).ResetAsync(reset, "another-horse-battery-staple")).IsDone);
        session = (await new ApiDoor(sqlite.Aurora).SignInAsync(email, "another-horse-battery-staple")).Session!;
        Assert.Single(await new ApiDoor(sqlite.Aurora).OrdersAsync(session));
    }

    [Fact]
    public async Task Every_password_answer_of_such_a_merchant_takes_the_same_time()
    {
        await using var platform = new TestPlatform();
        platform.Clock.StandsStill = true;
        await ImportAsync(platform.Aurora, "imported@example.com", Bcrypt);
        await platform.Aurora.CustomerAsync("known@example.com");
        platform.Clock.Turn(MerchantDirectory.Freshness);
        platform.Clock.TurnsTimers = true;
        var time = platform.Services.GetRequiredService<PasswordHashing>().AnswerTime;

        foreach (var email in new[] { "unknown@example.com", "known@example.com", "imported@example.com" })
        {
            var answer = new ApiDoor(platform.Aurora).SignInAsync(email, "wrong-horse-battery-staple");
            await Eventually.IsSoAsync(() => platform.Clock.IsAwaited);
            platform.Clock.Turn(time - TimeSpan.FromMilliseconds(1));
            Assert.True(platform.Clock.IsAwaited, email);
            platform.Clock.Turn(TimeSpan.FromMilliseconds(1));
            Assert.False((await answer).IsSignedIn);
        }

        Assert.False((await new ApiDoor(platform.Birch).SignInAsync("unknown@example.com", "wrong-horse-battery-staple")).IsSignedIn);
    }

    private static async Task SignsInAsync(TestPlatform platform, string door, string hash)
    {
        var (shop, email) = (platform.Aurora, $"{door}-{hash[1]}@example.com");
        platform.Services.GetRequiredService<PasswordHashing>().AnswerTime = TimeSpan.Zero;
        await ImportAsync(shop, email, hash);
        var imported = (await shop.FindCustomerAsync(email))!.PasswordHash!;

        Assert.False((await shop.Door(door).SignInAsync(email, "wrong-horse-battery-staple")).IsSignedIn);
        Assert.Equal(imported, (await shop.FindCustomerAsync(email))!.PasswordHash);
        Assert.False((await platform.Birch.Door(door).SignInAsync(email, Password)).IsSignedIn);
        Assert.True((await shop.Door(door).SignInAsync(email, Password)).IsSignedIn);

        var ours = (await shop.FindCustomerAsync(email))!.PasswordHash!;
        Assert.StartsWith(hash == Phpass ? "wrapped:wordpress:" : "imported:bcrypt:", imported, StringComparison.Ordinal);
        Assert.DoesNotContain(':', ours);
        Assert.True((await shop.Door(door).SignInAsync(email, Password)).IsSignedIn);
        Assert.Equal(ours, (await shop.FindCustomerAsync(email))!.PasswordHash);
        var listed = await shop.MerchantApi.PostAsync("customers/all", new { search_query = email });
        Assert.Equal((HttpStatusCode.OK, "active"), (listed.Status, listed.Data.GetProperty("data")[0].GetProperty("status").GetString()));
    }

    private static Task<int> ImportAsync(Shop shop, string email, string hash) => shop.Platform.AsAsync(shop, async (db, services) =>
    {
        var merchant = await db.Merchants.FirstAsync(row => row.Id == shop.Id);
        Assert.Null(EmailAddress.Check(email, out var address));
        var stored = await services.GetRequiredService<PasswordHashing>().ImportAsync(ImportedPasswordHash.Parse(null, hash).Value, default);
        await services.GetRequiredService<ImportedPasswordMark>().SetAsync(default);
        var customer = Customer.Invited(merchant, address, "Jane", "Doe", shop.Platform.Clock.Now);
        customer.SetPasswordHash(stored);
        db.Customers.Add(customer);
        return await db.SaveChangesAsync();
    });
}
