using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Storefront.Platform.Erasure;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly WatchedHasher _hasher = new();
    private readonly TestPlatform _platform;

    public SignInTests() => _platform = new() { Change = _hasher.Watch };

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Address_and_password_sign_in_at_their_own_shop(string name)
    {
        await _platform.Aurora.CustomerAsync("Sam@example.com");
        var (door, elsewhere) = (_platform.Aurora.Door(name), _platform.Birch.Door(name));

        var signedIn = await door.SignInAsync(" SAM@Example.com ", Shop.GoodPassword);

        Assert.True(await door.IsSignedInAsync(signedIn.Session!));
        Assert.False(await elsewhere.IsSignedInAsync(signedIn.Session!));
        Assert.False((await _platform.UnchangedAsync(() => elsewhere.SignInAsync("sam@example.com", Shop.GoodPassword))).IsSignedIn);
        Assert.False(_platform.FilesHold(signedIn.Session!));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Every_failed_sign_in_gets_one_answer_after_the_same_work(string name)
    {
        await _platform.Aurora.CustomerAsync("active@example.com");
        await _platform.Aurora.InviteAsync("pending@example.com");
        await _platform.Birch.CustomerAsync("elsewhere@example.com");
        var deleted = await _platform.Aurora.CustomerAsync("deleted@example.com");
        await new ApiDoor(_platform.Aurora).DeleteAsync(deleted, Shop.GoodPassword);
        var door = _platform.Aurora.Door(name);
        _hasher.Checks.Clear();

        (string Email, string Password)[] tries =
        [
            ("active@example.com", "wrong-horse-battery-staple"), ("active@example.com", "x"),
            ("active@example.com", Shop.GoodPassword.ToUpperInvariant()),
            ("pending@example.com", Shop.GoodPassword), ("elsewhere@example.com", Shop.GoodPassword), ("deleted@example.com", Shop.GoodPassword),
            ("nobody@example.com", Shop.GoodPassword), ("nobody@example.com", "nobody has this password"),
        ];
        var outcomes = new List<Outcome>();
        foreach (var (email, password) in tries)
        {
            outcomes.Add(await _platform.UnchangedAsync(() => door.SignInAsync(email, password)));
        }

        Assert.All(outcomes, outcome =>
        {
            Assert.False(outcome.IsSignedIn);
            Assert.Equal(
                (outcomes[0].Status, outcomes[0].Message, outcomes[0].Error("email")), (outcome.Status, outcome.Message, outcome.Error("email")));
            Assert.Equal(["email"], outcome.Errors.Keys);
        });
        Assert.Equal(tries.Length, _hasher.Checks.Count);
        Assert.Single(_hasher.Checks.Distinct());
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_heart_typed_on_another_keyboard_is_the_same_password(string name)
    {
        var door = _platform.Aurora.Door(name);
        await door.AcceptAsync(await _platform.Aurora.InviteAsync("heart@example.com"), "blue-kettle-94-❤\ufe0f-rain");
        _hasher.Checks.Clear();

        Assert.True((await door.SignInAsync("heart@example.com", "blue-kettle-94-❤-rain")).IsSignedIn);
        Assert.True((await door.SignInAsync("heart@example.com", "blue-kettle-94-❤\ufe0e-rain")).IsSignedIn);
        Assert.False((await door.SignInAsync("heart@example.com", "blue-kettle-94-💙-rain")).IsSignedIn);
        Assert.Equal(3, _hasher.Checks.Count);
        Assert.False((await _platform.Birch.Door(name).SignInAsync("heart@example.com", "blue-kettle-94-❤-rain")).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_password_hashed_with_its_variation_selector_signs_in_and_is_renewed(string name)
    {
        const string typed = "blue-kettle-94-❤\ufe0f-rain";
        await _platform.Aurora.CustomerAsync("before@example.com");
        var former = new PasswordHasher<Customer>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new(), typed);
        await _platform.AsAsync(_platform.Aurora, db => db.Customers.ExecuteUpdateAsync(set =>
            set.SetProperty(customer => customer.PasswordHash, former)));
        var door = _platform.Aurora.Door(name);
        _hasher.Checks.Clear();

        Assert.False((await _platform.UnchangedAsync(() => door.SignInAsync("before@example.com", typed + "!"))).IsSignedIn);
        Assert.Equal(2, _hasher.Checks.Count);
        Assert.True((await door.SignInAsync("before@example.com", typed)).IsSignedIn);
        Assert.Equal(4, _hasher.Checks.Count);
        Assert.NotEqual(former, (await _platform.Aurora.FindCustomerAsync("before@example.com"))!.PasswordHash);
        Assert.True((await door.SignInAsync("before@example.com", "blue-kettle-94-❤-rain")).IsSignedIn);
        Assert.Equal(5, _hasher.Checks.Count);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task One_more_check_is_made_for_nobody_as_for_somebody(string name)
    {
        await _platform.Aurora.CustomerAsync("somebody@example.com");
        var door = _platform.Aurora.Door(name);
        foreach (var email in new[] { "somebody@example.com", "nobody@example.com" })
        {
            _hasher.Checks.Clear();
            Assert.False((await door.SignInAsync(email, "wrong-❤\ufe0f-horse")).IsSignedIn);
            Assert.Equal(2, _hasher.Checks.Count);
        }
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_new_password_with_an_unseen_sign_is_refused_and_the_link_stays(string name)
    {
        var door = _platform.Aurora.Door(name);
        var link = await _platform.Aurora.InviteAsync("unseen@example.com");

        foreach (var sign in new[] { "\u200b", "\ufeff", "\u00ad", "\u202e", "\u3164", "-\ufe0f" })
        {
            Assert.Equal("Use characters that can be typed on any keyboard.",
                (await door.AcceptAsync(link, $"correct-horse{sign}battery-staple")).Error("password"));
        }

        Assert.True((await door.AcceptAsync(link, "correct-horse-👩\u200d💻-battery")).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_old_hash_is_renewed_when_its_password_signs_in(string name)
    {
        const int oldRounds = 500;
        await _platform.Aurora.CustomerAsync("old-hash@example.com");
        var old = new PasswordHasher<Customer>(Options.Create(new PasswordHasherOptions { IterationCount = oldRounds }))
            .HashPassword(new(), Shop.GoodPassword);
        await _platform.AsAsync(
            _platform.Aurora, db => db.Customers.ExecuteUpdateAsync(set => set.SetProperty(customer => customer.PasswordHash, old)));
        var door = _platform.Aurora.Door(name);

        await _platform.UnchangedAsync(() => door.SignInAsync("old-hash@example.com", "wrong-horse-battery-staple"));
        Assert.True((await door.SignInAsync("old-hash@example.com", Shop.GoodPassword)).IsSignedIn);

        var renewed = (await _platform.Aurora.FindCustomerAsync("old-hash@example.com"))!.PasswordHash!;
        Assert.True(WatchedHasher.RoundsOf(renewed) > oldRounds);
        Assert.True((await door.SignInAsync("old-hash@example.com", Shop.GoodPassword)).IsSignedIn);
        Assert.Equal(renewed, (await _platform.Aurora.FindCustomerAsync("old-hash@example.com"))!.PasswordHash);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_account_deleted_while_its_password_is_checked_signs_nobody_in(string name)
    {
        await _platform.Aurora.CustomerAsync("vanishing@example.com");
        _hasher.Meanwhile = () => EraseAsync("vanishing@example.com").GetAwaiter().GetResult();

        var outcome = await _platform.Aurora.Door(name).SignInAsync("vanishing@example.com", Shop.GoodPassword);

        Assert.False(outcome.IsSignedIn);
        Assert.NotNull(outcome.Error("email"));
        Assert.Equal(0, await _platform.Aurora.CountAsync(db => db.Sessions));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_password_changed_while_the_old_one_is_checked_signs_nobody_in(string name)
    {
        await _platform.Aurora.CustomerAsync("changing@example.com");
        var sessions = await _platform.Aurora.CountAsync(db => db.Sessions);
        _hasher.Meanwhile = () => _platform.AsAsync(_platform.Aurora, db => db.Customers.ExecuteUpdateAsync(
            set => set.SetProperty(customer => customer.PasswordHash, "changed meanwhile"))).GetAwaiter().GetResult();

        var outcome = await _platform.Aurora.Door(name).SignInAsync("changing@example.com", Shop.GoodPassword);

        Assert.False(outcome.IsSignedIn);
        Assert.Equal(sessions, await _platform.Aurora.CountAsync(db => db.Sessions));
    }

    private Task<Result<Done>> EraseAsync(string email) =>
        _platform.AsAsync(_platform.Aurora, (db, services) => db.InTransactionAsync<Done>(async () =>
    {
        var customer = await db.Customers.AsNoTracking().SingleAsync(row => row.Email == email);
        Assert.NotNull(await services.GetRequiredService<ErasurePlan>().RunAsync(customer, default));
        return Done.Value;
    }, default));

    [Fact]
    public async Task A_pending_customer_cannot_sign_in()
    {
        await _platform.Aurora.InviteAsync("still-pending@example.com");

        foreach (var password in new[] { "", " ", "null", "nobody has this password" })
        {
            Assert.All(
                await Task.WhenAll(_platform.Aurora.Doors.Select(door => door.SignInAsync("still-pending@example.com", password))),
                outcome => Assert.False(outcome.IsSignedIn));
        }

        Assert.Equal(0, await _platform.Aurora.CountAsync(db => db.Sessions));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new ApiDoor(_platform.Aurora).SignInAsync("still-pending@example.com", "")).Status);
    }
}
