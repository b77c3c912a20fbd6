using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Identity;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

/// <summary>Hashing a password takes time; what happens to the link meanwhile decides.</summary>
public sealed class AcceptInvitationRaceTests : IAsyncDisposable
{
    private const string Email = "meanwhile@example.com";
    private readonly WatchedHasher _hasher = new();
    private readonly TestPlatform _platform;

    public AcceptInvitationRaceTests()
    {
        _platform = new() { Change = _hasher.Watch };

        // The first hash, of a dummy password, is not the one to wait for.
        _ = _platform.Services.GetRequiredService<PasswordHashing>();
    }

    public static TheoryData<string, string> Ends
    {
        get
        {
            var ends = new TheoryData<string, string>();
            foreach (var end in new[] { "expired", "superseded", "used", "revoked", "declined" })
            {
                ends.Add("API", end);
                ends.Add("browser", end);
            }

            return ends;
        }
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, MemberData(nameof(Ends))]
    public async Task A_link_that_ends_during_hashing_opens_nothing(string name, string end)
    {
        var link = await _platform.Aurora.InviteAsync(Email);
        _hasher.Meanwhile = () => EndAsync(end).GetAwaiter().GetResult();

        var outcome = await _platform.Aurora.Door(name).AcceptAsync(link, Shop.GoodPassword);

        Assert.False(outcome.IsSignedIn);
        Assert.True((await _platform.Aurora.FindCustomerAsync(Email))!.IsPending);
        Assert.Equal(0, await _platform.Aurora.CountAsync(db => db.Sessions));
        Assert.Equal(0, await _platform.Aurora.CountAsync(db => db.AuditEntries.Where(entry => entry.Action == "invitation.accepted")));
        _hasher.Meanwhile = () => { };
        var answer = await _platform.Aurora.Api().PostPublicAsync(
            "customer/auth/invitation/accept",
            new { email = link.Email, token = link.Token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword });
        Assert.Equal($"invitation.{end}", answer.Code);
        Assert.True(name != "API" || outcome.Message == answer.Message, outcome.Message);
    }

    private async Task EndAsync(string end)
    {
        var now = _platform.Clock.Now;
        await _platform.AsAsync(_platform.Aurora, db => end switch
        {
            "expired" => db.OneTimeTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, now)),
            "superseded" => db.OneTimeTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.SupersededAt, now)),
            "used" => db.OneTimeTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now)),
            "declined" => db.OneTimeTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.DeclinedAt, now)),
            _ => db.OneTimeTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now)),
        });
    }
}
