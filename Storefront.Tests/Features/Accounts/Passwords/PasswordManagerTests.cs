using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passwords;

/// <summary>Password managers save each password once, under its account, and generate one that the rules accept.</summary>
public sealed class PasswordManagerTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string[] Kinds = ["current-password", "new-password"];
    private const string Rules = "minlength: 12; maxlength: 191; allowed: ascii-printable;";

    private async Task<List<IHtmlFormElement>> FormsAsync(string name)
    {
        var invitation = await platform.Aurora.InviteAsync($"invited-{name}@example.com");
        await platform.Aurora.CustomerAsync($"{name}@example.com");
        var reset = await platform.Aurora.ForgetPasswordAsync($"{name}@example.com");
        var session = (await new BrowserDoor(platform.Aurora).SignInAsync($"{name}@example.com", Shop.GoodPassword)).Session!;
        platform.Clock.Turn(TimeSpan.FromMinutes(11));
        var (visitor, owner) = (platform.Aurora.NewBrowser(), PasskeyDoors.SignedIn(platform.Aurora, session));
        BrowserAnswer[] pages =
        [
            await visitor.OpenAsync(invitation.Address.PathAndQuery), await visitor.OpenAsync(reset.Address.PathAndQuery),
            await visitor.GetAsync("/account/sign-in"), await visitor.GetAsync("/account/register"), await owner.GetAsync("/account/password"),
            await owner.GetAsync("/account/email"), await owner.GetAsync("/account/delete"), await owner.GetAsync("/account/passkeys"),
        ];
        var forms = pages.SelectMany(page => page.Page.QuerySelectorAll<IHtmlFormElement>("main form:has(input[type=password])")).ToList();
        Assert.Equal(pages.Length, forms.Count);
        return forms;
    }

    [Fact]
    public async Task Every_form_with_a_password_names_its_account_before_it()
    {
        foreach (var form in await FormsAsync("names"))
        {
            var inputs = form.QuerySelectorAll("input[autocomplete]").Select(input => input.GetAttribute("autocomplete")!.Split(' ')[0]).ToList();

            Assert.Equal("username", inputs[0]);
            Assert.Single(inputs, "username");
        }
    }

    [Fact]
    public async Task Current_and_new_passwords_are_told_apart_and_new_ones_have_rules()
    {
        foreach (var field in (await FormsAsync("kinds")).SelectMany(form => form.QuerySelectorAll("input[type=password]")))
        {
            var kind = field.GetAttribute("autocomplete");

            Assert.Contains(kind, Kinds);
            Assert.Equal(kind == "new-password" ? Rules : null, field.GetAttribute("passwordrules"));
        }
    }

    [Fact]
    public async Task The_well_known_address_leads_to_the_page_that_changes_the_password()
    {
        var browser = platform.Birch.NewBrowser();

        var answer = await browser.GetAsync("/.well-known/change-password");

        Assert.Equal((HttpStatusCode.Found, "/account/password"), (answer.Status, answer.Location));

        // Managers trust the address only where another well-known one is not found.
        var nonsense = await browser.GetAsync("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200");
        Assert.Equal(HttpStatusCode.NotFound, nonsense.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Client("localhost").GetAsync("/.well-known/change-password")).StatusCode);
    }
}
