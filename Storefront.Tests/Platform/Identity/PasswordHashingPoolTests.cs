using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Identity;

/// <summary>The order of the queue when there are more passwords than cores.</summary>
public sealed class PasswordHashingPoolTests : IDisposable
{
    private static readonly int Cores = Environment.ProcessorCount;
    private readonly PasswordHashingPool _threads = new();
    private readonly ManualResetEventSlim _opening = new();
    private readonly List<string> _order = [];

    public void Dispose()
    {
        _opening.Set();
        _threads.Dispose();
        _opening.Dispose();
    }

    [Fact]
    public async Task Load_at_one_shop_delays_another_shops_customer_by_one_turn()
    {
        await OccupyAsync();
        var storm = Enumerable.Range(0, 40).Select(number => WaitAsync(1, "198.51.100.1", $"storm {number}")).ToList();
        var other = WaitAsync(2, "198.51.100.2", "other");
        _opening.Set();

        Assert.All(await Task.WhenAll([.. storm, other]), answer => Assert.False(answer.IsRefused));
        Assert.InRange(_order.IndexOf("other"), 0, 1 + Cores);
    }

    [Fact]
    public async Task Load_of_one_client_delays_another_client_of_the_shop_by_one_turn()
    {
        await OccupyAsync();
        var storm = Enumerable.Range(0, 40).Select(number => WaitAsync(1, "198.51.100.1", $"storm {number}")).ToList();
        var other = WaitAsync(1, "198.51.100.2", "other");
        _opening.Set();

        await Task.WhenAll([.. storm, other]);
        Assert.InRange(_order.IndexOf("other"), 0, 1 + Cores);
        Assert.Equal(
            _order.Where(name => name != "other").Order(StringComparer.Ordinal),
            storm.Select((_, number) => $"storm {number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_only_at_that_shop()
    {
        _threads.MostWaitingPerShop = 3;
        await OccupyAsync();
        var waiting = Enumerable.Range(0, 3).Select(number => WaitAsync(1, "198.51.100.1", $"waiting {number}")).ToList();

        var refused = await WaitAsync(1, "198.51.100.2", "refused");
        var other = WaitAsync(2, "198.51.100.2", "other");

        Assert.Equal((RefusalKind.TooMany, "passwords.busy"), (refused.Refusal?.Kind, refused.Refusal?.Code));
        Assert.True(refused.Refusal?.RetryAfter > TimeSpan.Zero);
        Assert.False(other.IsCompleted);
        _opening.Set();
        Assert.All(await Task.WhenAll([.. waiting, other]), answer => Assert.False(answer.IsRefused));
        Assert.False((await WaitAsync(1, "198.51.100.1", "afterwards")).IsRefused);
    }

    [Fact]
    public async Task A_full_queue_of_all_shops_refuses_at_any_shop()
    {
        await OccupyAsync();
        var waiting = Enumerable.Range(0, 1024).Select(number => WaitAsync(1 + (number % 8), "198.51.100.1", $"waiting {number}")).ToList();

        var refused = WaitAsync(9, "198.51.100.2", "refused");

        Assert.True(refused.IsCompleted);
        Assert.Equal("passwords.busy", (await refused).Refusal?.Code);
        _opening.Set();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.False(answer.IsRefused));
        Assert.False((await WaitAsync(9, "198.51.100.2", "afterwards")).IsRefused);
    }

    [Fact]
    public async Task A_request_that_waits_too_long_is_refused_and_not_hashed()
    {
        _threads.LongestWait = TimeSpan.FromMilliseconds(200);
        var occupied = await OccupyAsync();

        var refused = await WaitAsync(1, "198.51.100.1", "late");

        Assert.Equal("passwords.busy", refused.Refusal?.Code);
        _opening.Set();
        Assert.All(await Task.WhenAll(occupied), answer => Assert.False(answer.IsRefused));
        Assert.False((await WaitAsync(1, "198.51.100.1", "next")).IsRefused);
        Assert.Equal(["next"], _order);
    }

    [Fact]
    public async Task Work_that_no_request_waits_for_is_done_after_every_request()
    {
        await OccupyAsync();
        var quiet = _threads.RunInRestAsync(() => Note("quiet"), default);
        using var leaving = new CancellationTokenSource();
        var gone = _threads.RunInRestAsync(() => Note("gone"), leaving.Token);
        var requests = Enumerable.Range(0, 20).Select(number => WaitAsync(1, "198.51.100.1", $"request {number}")).ToList();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _opening.Set();

        await Task.WhenAll([.. requests, quiet]);
        Assert.Equal(21, _order.Count);
        Assert.InRange(_order.IndexOf("quiet"), 21 - Cores, 20);
    }

    [Fact]
    public async Task A_cancelled_request_frees_its_place()
    {
        _threads.MostWaitingPerShop = 1;
        await OccupyAsync();
        using var leaving = new CancellationTokenSource();
        var gone = WaitAsync(1, "198.51.100.1", "gone", leaving.Token);
        Assert.True((await WaitAsync(1, "198.51.100.1", "refused")).IsRefused);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        var next = WaitAsync(1, "198.51.100.1", "next");
        _opening.Set();

        Assert.False((await next).IsRefused);
        Assert.Equal(["next"], _order);
    }

    [Theory, InlineData("API"), InlineData("browser")]
    public async Task A_sign_in_refused_by_a_full_queue_gets_Retry_After(string door)
    {
        var hasher = new WatchedHasher();
        await using var platform = new TestPlatform { Change = hasher.Watch };
        await platform.Aurora.CustomerAsync("jane@example.com");
        platform.Services.GetRequiredService<PasswordHashingPool>().MostWaitingPerShop = 0;

        var answer = await platform.Aurora.Api()
            .PostPublicAsync("customer/auth/login", new { email = "jane@example.com", password = Shop.GoodPassword });
        var outcome = await platform.Aurora.Door(door).SignInAsync("jane@example.com", Shop.GoodPassword);

        Assert.Equal((HttpStatusCode.TooManyRequests, "passwords.busy"), (answer.Status, answer.Code));
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        Assert.False(outcome.IsSignedIn);
        Assert.Equal(0, await platform.Aurora.CountMissesAsync());
        platform.Services.GetRequiredService<PasswordHashingPool>().MostWaitingPerShop = 10;
        Assert.True((await platform.Aurora.Door(door).SignInAsync("jane@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    /// <summary>Occupies every thread until the test opens the gate.</summary>
    private async Task<Task<Result<bool>>[]> OccupyAsync()
    {
        using var begun = new CountdownEvent(Cores);
        var occupied = Enumerable.Range(0, Cores).Select(number => _threads.RunAsync(CallerAt(100 + number, "203.0.113.9"), () =>
        {
            begun.Signal();
            _opening.Wait();
            return true;
        }, default)).ToArray();
        await Task.Run(begun.Wait);
        return occupied;
    }

    private Task<Result<bool>> WaitAsync(long shop, string client, string name, CancellationToken ct = default) =>
        _threads.RunAsync(CallerAt(shop, client), () => Note(name), ct);

    private bool Note(string name)
    {
        lock (_order)
        {
            _order.Add(name);
            return true;
        }
    }

    private static Caller CallerAt(long shop, string client) =>
        new() { Merchant = new Merchant { Id = shop, Name = "", SenderAddress = "", SupportAddress = "" }, ClientAddress = client };
}
