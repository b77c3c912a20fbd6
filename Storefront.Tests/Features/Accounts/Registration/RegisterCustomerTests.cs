using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Registration;

public sealed partial class RegisterCustomerTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    [Theory, MemberData(nameof(Doors))]
    public async Task A_registration_signs_in_at_once_with_an_unverified_address(string name)
    {
        var email = $"new-{name}@example.com";

        var registered = await Open(name).RegisterAsync(email, Shop.GoodPassword, "Jane");

        Assert.True(registered.IsSignedIn);
        Assert.True(await Open(name).IsSignedInAsync(registered.Session!));
        var customer = await platform.Aurora.FindCustomerAsync(email);
        Assert.Equal(("Jane", null), (customer!.Firstname, customer.EmailVerifiedAt));
        Assert.Equal("/account/verify-email", (await platform.Aurora.NewestLinkAsync(email)).Address.AbsolutePath);
        Assert.True((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Guest_orders_of_the_address_stay_unlinked(string name)
    {
        using var fresh = new TestPlatform();
        var door = fresh.Aurora.Doors.First(door => door.ToString() == name);

        var registered = await door.RegisterAsync("jane@example.com", Shop.GoodPassword);

        Assert.Empty(await door.OrdersAsync(registered.Session!));
        Assert.Equal(3, await fresh.Aurora.CountAsync(db => db.Orders.Where(order => order.CustomerId == null)));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_address_is_free_at_another_shop(string name)
    {
        var email = $"both-{name}@example.com";
        await platform.Birch.CustomerAsync(email);

        Assert.True((await Open(name).RegisterAsync(email, "an-entirely-new-password")).IsSignedIn);
        Assert.False((await platform.Birch.Doors.First(door => door.ToString() == name).SignInAsync(email, "an-entirely-new-password")).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_invalid_address_password_or_name_registers_nothing(string name)
    {
        var before = await platform.Aurora.CountAsync(db => db.Customers);

        Assert.NotNull((await Open(name).RegisterAsync("jane", Shop.GoodPassword)).Error("email"));
        Assert.NotNull((await Open(name).RegisterAsync($"short-{name}@example.com", "short")).Error("password"));
        Assert.NotNull((await Open(name).RegisterAsync($"margaretha-{name}@example.com", $"margaretha-{name}@example.com")).Error("password"));
        Assert.False((await Open(name).RegisterAsync($"ad-{name}@example.com", Shop.GoodPassword, "see www.example.com")).IsDone);

        Assert.Equal(before, await platform.Aurora.CountAsync(db => db.Customers));
    }

    [Fact]
    public async Task The_API_keeps_every_optional_field_and_answers_201()
    {
        var answer = await platform.Aurora.Api().PostPublicAsync("customer/auth/register", new
        {
            email = "full@example.com",
            password = Shop.GoodPassword,
            password_confirmation = Shop.GoodPassword,
            firstname = "Jane",
            lastname = "Doe",
            phone = "+31 20 123 4567",
            account_type = "business",
            company = "Doe BV",
            tax_number = "NL001",
            cart_reminder_consent = true,
            default_billing = new
            {
                firstname = "Jane",
                lastname = "Doe",
                street = "Keizersgracht",
                number = "12",
                postcode = "1015 CJ",
                city = "Amsterdam",
                country = "nl"
            },
        });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var customer = answer.Data.GetProperty("customer");
        Assert.Equal("business", customer.GetProperty("account_type").GetString());
        Assert.Equal("Doe BV", customer.GetProperty("company").GetString());
        Assert.Equal("NL", customer.GetProperty("default_billing").GetProperty("country").GetString());
        Assert.True(customer.GetProperty("cart_reminder_consent_active").GetBoolean());
        Assert.Equal(43, answer.Data.GetProperty("token").GetString()!.Length);
    }

    [Fact]
    public async Task The_API_names_every_field_that_is_wrong()
    {
        var answer = await platform.Aurora.Api().PostPublicAsync("customer/auth/register", new
        {
            email = "wrong@example.com",
            password = Shop.GoodPassword,
            password_confirmation = "something-else-entirely",
            phone = "call me",
            account_type = "robot",
            default_billing = new { street = "Keizersgracht", country = "XX" },
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.All(
            ["password_confirmation", "phone", "account_type", "default_billing.city", "default_billing.country"],
            field => Assert.NotNull(answer.Error(field)));
        Assert.Null(await platform.Aurora.FindCustomerAsync("wrong@example.com"));
    }

    [Fact]
    public async Task A_taken_or_pending_address_is_422_at_the_API_and_nothing_changes()
    {
        await platform.Aurora.CustomerAsync("taken@example.com");
        await platform.Aurora.InviteAsync("invited@example.com");
        var mails = (await platform.MailsAsync()).Count;

        foreach (var email in new[] { "taken@example.com", "TAKEN@example.com", "invited@example.com" })
        {
            var answer = await platform.Aurora.Api().PostPublicAsync("customer/auth/register", new { email, password = "an-entirely-new-password" });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "registration.address_taken"), (answer.Status, answer.Code));
            Assert.NotNull(answer.Error("email"));
        }

        Assert.Equal(mails, (await platform.MailsAsync()).Count);
        Assert.Null((await platform.Aurora.FindCustomerAsync("invited@example.com"))!.PasswordHash);
        Assert.True((await new ApiDoor(platform.Aurora).SignInAsync("taken@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task The_page_says_the_same_about_a_taken_and_a_pending_address_and_mails_its_owner()
    {
        await platform.Aurora.CustomerAsync("owner@example.com");
        var invitation = await platform.Aurora.InviteAsync("guest@example.com");
        var pages = new List<string>();
        foreach (var email in new[] { "owner@example.com", "guest@example.com" })
        {
            var browser = platform.Aurora.NewBrowser();
            var page = await browser.SubmitAsync(
                await browser.GetAsync("/account/register"), ("Email", email), ("Password", "an-entirely-new-password"),
                ("PasswordConfirmation", "an-entirely-new-password"));
            Assert.Equal("Look in your inbox", page.Heading);
            Assert.DoesNotContain("__Host-session", browser.Cookies.Keys);
            pages.Add(page.Main.Replace(email, "…", StringComparison.Ordinal));
        }

        Assert.Single(pages.Distinct());
        Assert.Contains(
            (await platform.MailsAsync()).Where(mail => mail.To == "owner@example.com"),
            mail => mail.Text.Contains("You already have one", StringComparison.Ordinal));
        var renewed = await platform.Aurora.NewestLinkAsync("guest@example.com");
        Assert.Equal("/account/accept-invitation", renewed.Address.AbsolutePath);
        Assert.NotEqual(invitation.Token, renewed.Token);
        Assert.False((await new ApiDoor(platform.Aurora).SignInAsync("owner@example.com", "an-entirely-new-password")).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task The_owner_of_the_address_takes_the_account_over_by_a_reset(string name)
    {
        var email = $"squatted-{name}@example.com";
        var squatter = (await Open(name).RegisterAsync(email, Shop.GoodPassword)).Session!;

        Assert.True((await Open(name).ResetAsync(await platform.Aurora.ForgetPasswordAsync(email), "the-true-owners-password")).IsDone);

        Assert.False(await Open(name).IsSignedInAsync(squatter));
        Assert.False((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }
}
