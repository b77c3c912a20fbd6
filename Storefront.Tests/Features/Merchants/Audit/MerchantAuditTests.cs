using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Audit;

/// <summary>An operator's changes at a merchant are in that merchant's audit trail, and in no other.</summary>
public sealed class MerchantAuditTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("merchant.settings_changed registration: open to closed", "merchants", "registration", "--open", "false")]
    [InlineData("merchant.settings_changed language: en to de, country: NL to AT", "merchants", "locale", "--language", "de", "--country", "AT")]
    [InlineData(
        "merchant.settings_changed time zone: Europe/Amsterdam to Europe/Vienna", "merchants", "locale", "--time-zone", "Europe/Vienna", "--language",
        "en")]
    [InlineData(
        "merchant.brand_changed accent: #fbbf24 to #bbf7d0, corners: Round to Square", "merchants", "brand", "--accent", "#bbf7d0", "--corners",
        "square")]
    [InlineData(
        "merchant.brand_changed tagline: Single-origin coffee, roasted on Tuesdays, at your door by Thursday. to none", "merchants", "brand",
        "--tagline", "")]
    public async Task A_changed_setting_is_recorded_with_its_old_and_new_value(string noted, params string[] command)
    {
        await _platform.CommandAsync([.. command, "--merchant", "1"]);
        var again = await _platform.UnchangedAsync(() => _platform.CommandAsync([.. command, "--merchant", "1"]));

        Assert.NotEmpty(again);
        Assert.Equal([noted], await _platform.Aurora.EventsAsync());
        Assert.Empty(await _platform.Birch.EventsAsync());
    }

    [Fact]
    public async Task A_new_logo_is_recorded_by_its_file_name()
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".svg");
        await File.WriteAllTextAsync(file, """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><path d="M0 0h40v10H0z"/></svg>""");

        await _platform.CommandAsync("merchants", "brand", "--merchant", "2", "--logo", file);

        Assert.Matches("^merchant[.]brand_changed logo: none to [^ ]+[.]svg$", Assert.Single(await _platform.Birch.EventsAsync()));
        Assert.Empty(await _platform.Aurora.EventsAsync());
    }

    [Fact]
    public async Task A_new_merchants_audit_trail_begins_with_its_host()
    {
        var added = await _platform.CommandAsync(
            "merchants", "add", "--name", "Cedar", "--host", "Cedar.Localhost", "--from", "shop@cedar.example", "--language", "fr");

        Assert.Equal(
            ["merchant.added host: cedar.localhost, language: fr"],
            await new Shop(_platform, long.Parse(added.Split(' ', ':')[2], null), "cedar.localhost", "").EventsAsync());
        Assert.Empty(await _platform.Aurora.EventsAsync());
    }

    [Fact]
    public async Task Creating_and_revoking_a_token_is_recorded_without_its_secret()
    {
        var (id, secret) = await _platform.Birch.NewTokenAsync("customers.read,customers.invite");
        await _platform.CommandAsync("tokens", "revoke", "--merchant", "2", "--token", id);

        var events = await _platform.Birch.EventsAsync();

        Assert.Equal([$"token.created token: {id}, abilities: customers.read,customers.invite", $"token.revoked token: {id}"], events);
        Assert.DoesNotContain(events, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.Empty(await _platform.Aurora.EventsAsync());
    }

    [Theory]
    [InlineData("merchants", "registration", "--merchant", "99", "--open", "false")]
    [InlineData("merchants", "locale", "--merchant", "1", "--language", "de", "--country", "nl")]
    [InlineData("merchants", "brand", "--merchant", "1", "--primary", "#000000", "--corners", "wavy")]
    [InlineData("merchants", "add", "--name", "Bad", "--host", "aurora.localhost", "--from", "shop@bad.example")]
    [InlineData("tokens", "revoke", "--merchant", "2", "--token", "1")]
    public async Task A_refused_change_is_not_recorded(params string[] command)
    {
        await using var output = new StringWriter();

        Assert.Equal(1, await _platform.UnchangedAsync(() => _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(command, output)));
    }
}
