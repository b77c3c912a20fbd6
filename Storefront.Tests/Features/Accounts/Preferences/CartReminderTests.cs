using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Preferences;

public sealed class CartReminderTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    private Task<List<ConsentStatement>> HistoryAsync(string email) =>
        platform.AsAsync(
            platform.Aurora,
            db => db.ConsentStatements.AsNoTracking().Where(statement => statement.Customer.Email == email).OrderBy(statement => statement.Id)
                .ToListAsync());

    [Theory, MemberData(nameof(Doors))]
    public async Task Consent_is_given_and_withdrawn_and_each_change_is_recorded(string name)
    {
        var email = $"consent-{name}@example.com";
        await platform.Birch.CustomerAsync(email);
        await platform.Aurora.CustomerAsync(email);
        var session = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;

        Assert.True((await Open(name).DoAsync(session, AccountOperation.SetCartReminder, ("enabled", true))).IsDone);
        Assert.True((await Open(name).DoAsync(session, AccountOperation.SetCartReminder, ("enabled", true))).IsDone);
        Assert.NotNull((await platform.Aurora.FindCustomerAsync(email))!.CartReminderConsentAt);
        Assert.True((await Open(name).DoAsync(session, AccountOperation.SetCartReminder, ("enabled", false))).IsDone);

        var history = await HistoryAsync(email);
        Assert.Equal([true, false], history.Select(statement => statement.IsGiven));
        Assert.All(history, statement => Assert.Equal((platform.Clock.Now, CartReminderConsent.TextVersion), (statement.At, statement.TextVersion)));
        Assert.All(history, statement => Assert.NotEmpty(statement.ClientAddress));
        Assert.Null((await platform.Aurora.FindCustomerAsync(email))!.CartReminderConsentAt);
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.ConsentStatements));
    }

    [Theory, InlineData(true), InlineData(false), InlineData(null)]
    public async Task Consent_given_at_registration_is_recorded_the_same_way(bool? consent)
    {
        var email = $"opened-{consent}@example.com";

        var answer = await platform.Aurora.Api()
            .PostPublicAsync("customer/auth/register", new { email, password = Shop.GoodPassword, cart_reminder_consent = consent });

        Assert.Equal(consent == true, answer.Data.GetProperty("customer").GetProperty("cart_reminder_consent_active").GetBoolean());
        var history = await HistoryAsync(email);
        Assert.Equal(consent == true ? [true] : [], history.Select(statement => statement.IsGiven));
        Assert.All(history, statement => Assert.Equal((platform.Clock.Now, CartReminderConsent.TextVersion), (statement.At, statement.TextVersion)));
        Assert.All(history, statement => Assert.NotEmpty(statement.ClientAddress));
        Assert.Equal(consent == true ? platform.Clock.Now : null, (await platform.Aurora.FindCustomerAsync(email))!.CartReminderConsentAt);
        Assert.Equal(
            consent == true,
            (await platform.Aurora.EventsOfAsync(email)).Any(line => line.StartsWith("customer.consent_given", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_answer_has_both_forms()
    {
        var session = await platform.Aurora.CustomerAsync("both@example.com");

        var answer = await platform.Aurora.Api(session).PostAsync("customer/preferences/cart-reminder", new { enabled = true });

        Assert.True(answer.Data.GetProperty("cart_reminder_consent_active").GetBoolean());
        Assert.True(answer.Json.GetProperty("cart_reminder_consent_active").GetBoolean());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"enabled":null}""")]
    [InlineData("""{"enabled":"true"}""")]
    [InlineData("""{"enabled":1}""")]
    public async Task Anything_but_true_or_false_is_refused(string body)
    {
        var email = $"answer-{Math.Abs(body.GetHashCode(StringComparison.Ordinal))}@example.com";
        var session = await platform.Aurora.CustomerAsync(email);

        var refused = await platform.Aurora.Api(session)
            .PostRawAsync("customer/preferences/cart-reminder", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Error("enabled"));
        Assert.Empty(await HistoryAsync(email));
    }

    [Fact]
    public async Task Nobody_else_can_change_the_consent()
    {
        var session = await platform.Aurora.CustomerAsync("speaks@example.com");

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await platform.Birch.Api(session).PostAsync("customer/preferences/cart-reminder", new { enabled = true })).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await platform.Aurora.MerchantApi.PostAsync("customer/preferences/cart-reminder", new { enabled = true })).Status);
        Assert.Empty(await HistoryAsync("speaks@example.com"));
    }
}
