using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Registration;

public sealed partial class RegisterCustomerTests
{
    [Fact]
    public async Task Of_64_parallel_registrations_of_one_address_one_succeeds()
    {
        var door = new ApiDoor(platform.Aurora);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(number => Task.Run(() => door.RegisterAsync("crowd@example.com", $"{Shop.GoodPassword}-{number}"))));

        Assert.Equal(HttpStatusCode.Created, Assert.Single(outcomes, outcome => outcome.IsDone).Status);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal(HttpStatusCode.UnprocessableEntity, outcome.Status));
        var customer = await platform.Aurora.FindCustomerAsync("crowd@example.com");
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Sessions.Where(session => session.CustomerId == customer!.Id)));
        Assert.Equal(1, await platform.Aurora.MailsToAsync("crowd@example.com"));
    }

    [Fact]
    public async Task Closed_registration_shows_the_contact_on_the_page_and_a_code_at_the_API()
    {
        using var closed = new TestPlatform();
        await closed.AsAsync(
            closed.Aurora,
            db => db.Merchants.Where(merchant => merchant.Id == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.AllowsRegistration, false)));
        await Task.Delay(Storefront.Platform.Tenancy.MerchantDirectory.Freshness + TimeSpan.FromMilliseconds(200));

        var answer = await closed.Aurora.Api()
            .PostPublicAsync("customer/auth/register", new { email = "late@example.com", password = Shop.GoodPassword });
        var page = await new BrowserDoor(closed.Aurora).RegisterAsync("late@example.com", Shop.GoodPassword);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "registration.closed"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Error("email"));
        Assert.Contains("help@aurora.example", page.Message, StringComparison.Ordinal);
        Assert.Null(await closed.Aurora.FindCustomerAsync("late@example.com"));
        Assert.Null((await closed.Aurora.NewBrowser().GetAsync("/account/sign-in")).Page.QuerySelector("a[href='/account/register']"));
        Assert.NotNull((await closed.Birch.NewBrowser().GetAsync("/account/sign-in")).Page.QuerySelector("a[href='/account/register']"));
        Assert.True((await new ApiDoor(closed.Birch).RegisterAsync("late@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_client_that_registers_too_often_is_told_to_wait(string name)
    {
        using var strict = new TestPlatform { Settings = { ["RateLimits:RegistrationsPerHour"] = "1" } };
        var door = strict.Aurora.Doors.First(door => door.ToString() == name);
        Assert.True((await door.RegisterAsync("first@example.com", Shop.GoodPassword)).IsDone);

        Assert.False((await door.RegisterAsync("second@example.com", Shop.GoodPassword)).IsDone);

        Assert.Null(await strict.Aurora.FindCustomerAsync("second@example.com"));
    }
}
