using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The key of hashed addresses lies protected in the database; its plain form of a migration is read too.</summary>
public sealed class AddressHasherTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private const string Email = "never@example.com";

    [Fact]
    public async Task A_start_protects_the_key_and_a_plain_one_hashes_alike()
    {
        await using var platform = new TestPlatform();
        await ProtectsAsync(platform);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task PostgreSQL_holds_it_protected_too() => ProtectsAsync(postgres.Platform);

    [Fact]
    public async Task A_key_that_cannot_be_read_is_an_error_and_no_other_key()
    {
        await using var platform = new TestPlatform();
        await SetKeyAsync(platform, new byte[100]);

        Assert.ThrowsAny<CryptographicException>(() => NewHasher(platform).Protect());
    }

    private static async Task ProtectsAsync(TestPlatform platform)
    {
        Assert.InRange((await KeyAsync(platform)).Length, 33, 1000);
        var plain = RandomNumberGenerator.GetBytes(32);
        await SetKeyAsync(platform, plain);
        var before = NewHasher(platform).Hash(1, Email);

        NewHasher(platform).Protect();
        var key = await KeyAsync(platform);
        NewHasher(platform).Protect();

        Assert.InRange(key.Length, 33, 1000);
        Assert.Equal(key, await KeyAsync(platform));
        Assert.Equal(before, NewHasher(platform).Hash(1, Email));
        Assert.NotEqual(before, NewHasher(platform).Hash(2, Email));
    }

    private static AddressHasher NewHasher(TestPlatform platform) => ActivatorUtilities.CreateInstance<AddressHasher>(platform.Services);

    private static Task<byte[]> KeyAsync(TestPlatform platform) =>
        platform.AsAsync(platform.Aurora, db => db.HashKeys.Select(key => key.Value).SingleAsync());

    private static Task<int> SetKeyAsync(TestPlatform platform, byte[] value) => platform.AsAsync(
        platform.Aurora, db => db.HashKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.Value, value)));
}
