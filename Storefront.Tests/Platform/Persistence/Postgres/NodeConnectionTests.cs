using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Postgres;

/// <summary>What one node changes, the other sees at its next request; one of them leads.</summary>
public sealed class NodeConnectionTests
{
    private static readonly string[] Kinds =
    [
        "name", "host", "language", "colours", "registration", "webhook", "merchant token", "sign-out", "password", "deletion", "suspension",
    ];

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_change_of_any_kind_on_one_node_is_seen_by_requests_to_the_other()
    {
        await using var nodes = new TwoNodes();
        var node = Connection(nodes.Second);
        await node.StartAsync(default);
        await Eventually.IsSoAsync(() => node.IsListening);

        // Nothing in memory grows old: what is seen was heard of, or is looked up at every request.
        nodes.Second.Clock.StandsStill = true;
        foreach (var kind in Kinds)
        {
            var (change, isSeen) = await PrepareAsync(kind, nodes.First, nodes.Second);
            Assert.False(await isSeen(), kind);

            await change();

            await Eventually.IsSoAsync(isSeen);
        }

        await node.StopAsync(default);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task One_node_leads_and_another_takes_over_when_it_is_gone()
    {
        await using var nodes = new TwoNodes();
        var (first, second) = (Connection(nodes.First), Connection(nodes.Second));
        await first.StartAsync(default);
        await Eventually.IsSoAsync(() => first.IsLeader);
        await second.StartAsync(default);
        await Eventually.IsSoAsync(() => second.IsListening);

        Assert.True(await HousekeepAsync(nodes.First));
        Assert.False(await HousekeepAsync(nodes.Second));
        await EndConnectionsAsync(nodes, "storefront node");

        var watch = Stopwatch.StartNew();
        await Eventually.IsSoAsync(() => first.IsLeader || second.IsLeader);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.False(first.IsLeader && second.IsLeader);
        await first.StopAsync(default);
        await Eventually.IsSoAsync(() => second.IsLeader);
        Assert.True(await HousekeepAsync(nodes.Second));
        await second.StopAsync(default);
    }

    private static NodeConnection Connection(TestPlatform node) => node.Services.GetRequiredService<NodeConnection>();

    private static Task<bool> HousekeepAsync(TestPlatform node) => node.Services.GetRequiredService<Housekeeping>().RunAsync(default);

    private static Task<int> EndConnectionsAsync(TwoNodes nodes, string name) => nodes.First.AsAsync(nodes.First.Aurora, db =>
        db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = {name}"));

    // The change on one node, and whether the other has seen it.
    private static async Task<(Func<Task> Change, Func<Task<bool>> IsSeen)> PrepareAsync(string kind, TestPlatform one, TestPlatform other)
    {
        var pages = other.Aurora;
        var email = $"{kind.Replace(' ', '-')}@example.com";
        var session = await one.Aurora.CustomerAsync(email);
        var api = new ApiDoor(pages);
        async Task<bool> SignInPageAsync(Func<BrowserAnswer, bool> condition) =>
            condition(await pages.NewBrowser().GetAsync("/account/sign-in"));
        async Task<bool> IsSignedOutAsync() => !await api.IsSignedInAsync(session);
        switch (kind)
        {
            case "suspension":
                return (() => UpdateAsync(one, ("SuspendedAt", "now()")), () => SignInPageAsync(page => page.Status == HttpStatusCode.NotFound));
            case "name":
                return (() => UpdateAsync(one, ("Name", "'Aurora Roasters'")), () => SignInPageAsync(page => page.Text.Contains("Roasters")));
            case "host":
                return (() => AddHostAsync(one), async () =>
                    (await new Browser(other.Client("second.localhost")).GetAsync("/account/sign-in")).Status == HttpStatusCode.Redirect);
            case "language":
                return (() => one.CommandAsync("merchants", "locale", "--merchant", "1", "--language", "de"),
                    () => SignInPageAsync(page => page.Text.Contains("<html lang=\"de\"")));
            case "colours":
                var before = Styles(await pages.NewBrowser().GetAsync("/account/sign-in"));
                return (() => one.CommandAsync("merchants", "brand", "--merchant", "1", "--primary", "#14532d"),
                    () => SignInPageAsync(page => Styles(page) != before));
            case "registration":
                return (() => one.CommandAsync("merchants", "registration", "--merchant", "1", "--open", "false"), async () =>
                    (await pages.NewBrowser().GetAsync("/account/register")).Page.QuerySelector("#password") is null);
            case "webhook":
                return (() => one.Aurora.NewWebhookAsync("http://127.0.0.1:9/hook", "customer.invited"), async () =>
                    await pages.InviteQuietlyAsync($"{Guid.CreateVersion7():N}@example.com") > 0 && (await pages.DeliveriesAsync()).Count > 0);
            case "merchant token":
                var (id, secret) = await one.Aurora.NewTokenAsync();
                return (() => one.CommandAsync("tokens", "revoke", "--merchant", "1", "--token", id), async () =>
                    (await pages.Api(secret).PostAsync(Requests.Invite, new { })).Status == HttpStatusCode.Unauthorized);
            case "sign-out":
                return (() => new ApiDoor(one.Aurora).SignOutAsync(session), IsSignedOutAsync);
            case "password":
                var link = await one.Aurora.ForgetPasswordAsync(email);
                return (() => new ApiDoor(one.Aurora).ResetAsync(link, $"{Shop.GoodPassword}-new"), IsSignedOutAsync);
            default:
                return (() => new ApiDoor(one.Aurora).DeleteAsync(session, Shop.GoodPassword), IsSignedOutAsync);
        }
    }

    private static string Styles(BrowserAnswer page) =>
        string.Join(' ', page.Page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")));

    private static Task<int> UpdateAsync(TestPlatform node, (string Column, string Value) change) => node.AsAsync(node.Birch, db =>
#pragma warning disable EF1002 // Constants of this test.
        db.Database.ExecuteSqlRawAsync($"UPDATE \"Merchants\" SET \"{change.Column}\" = {change.Value} WHERE \"Id\" = 1"));
#pragma warning restore EF1002

    private static Task<int> AddHostAsync(TestPlatform node) => node.AsAsync(node.Aurora, db =>
    {
        db.Add(new MerchantHost { MerchantId = 1, Host = "second.localhost" });
        return db.SaveChangesAsync();
    });
}
