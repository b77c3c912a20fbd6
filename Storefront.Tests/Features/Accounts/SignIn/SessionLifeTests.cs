using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class SessionLifeTests : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private async Task<(IDoor Door, string Session)> SignedInAsync(string name)
    {
        var email = $"life-{name}@example.com";
        await _platform.Aurora.CustomerAsync(email);
        return (_platform.Aurora.Door(name), (await _platform.Aurora.Door(name).SignInAsync(email, Shop.GoodPassword)).Session!);
    }

    [Theory, InlineData("browser", 24), InlineData("API", 24 * 30)]
    public async Task An_unused_session_ends(string name, int hours)
    {
        var (door, session) = await SignedInAsync(name);

        _platform.Clock.Turn(TimeSpan.FromHours(hours) - Moment);
        Assert.True(await door.IsSignedInAsync(session));
        _platform.Clock.Turn(TimeSpan.FromHours(hours) - Moment);
        Assert.True(await door.IsSignedInAsync(session));
        _platform.Clock.Turn(TimeSpan.FromHours(hours));

        Assert.False(await door.IsSignedInAsync(session));
    }

    [Theory, InlineData("browser", 7, 12), InlineData("API", 365, 24 * 20)]
    public async Task A_used_session_ends_at_its_longest_lifetime(string name, int days, int everyHours)
    {
        var (door, session) = await SignedInAsync(name);
        var end = _platform.Clock.Now.AddDays(days);

        while (_platform.Clock.Now.AddHours(everyHours) < end)
        {
            _platform.Clock.Turn(TimeSpan.FromHours(everyHours));
            Assert.True(await door.IsSignedInAsync(session));
        }

        _platform.Clock.Turn(end - _platform.Clock.Now - Moment);
        Assert.True(await door.IsSignedInAsync(session));
        _platform.Clock.Turn(Moment);

        Assert.False(await door.IsSignedInAsync(session));
    }
}
