using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class AcceptInvitationRulesTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string Long = string.Concat(Enumerable.Range(0, 100).Select(number => $"{(number * 7919) + 13:x}-"));

    public static TheoryData<string, string> BadFields()
    {
        string[] names = ["email", "token", "password", "password_confirmation"];
        string[] values = ["", "null", "\"\"", "\"   \"", "17", "true", "[]", "{}", "[\"a\"]", "\"\\u0000\"", "\"\\ud800\""];
        var data = new TheoryData<string, string>();
        foreach (var (name, value) in names.SelectMany(name => values.Select(value => (name, value))))
        {
            data.Add(name, value);
        }

        return data;
    }

    private Task<ApiAnswer> AcceptAsync(string email, string token, string password, long? project = null) => platform.Aurora.Api().PostPublicAsync(
        "customer/auth/invitation/accept",
        new { email, token, password, password_confirmation = password, project_id = project ?? platform.Aurora.Id });

    [Theory, MemberData(nameof(BadFields))]
    public async Task A_bad_field_is_refused_under_its_name_and_the_link_stays_usable(string name, string value)
    {
        var link = await InviteOnceAsync("bad-fields@example.com");
        var fields = new Dictionary<string, string>
        {
            ["email"] = $"\"{link.Email}\"",
            ["token"] = $"\"{link.Token}\"",
            ["password"] = $"\"{Shop.GoodPassword}\"",
            ["password_confirmation"] = $"\"{Shop.GoodPassword}\"",
            ["project_id"] = $"{platform.Aurora.Id}",
            [name] = value,
        };
        var body = "{" + string.Join(",", fields.Where(pair => pair.Value.Length > 0).Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";

        var answer = await platform.UnchangedAsync(() =>
            platform.Aurora.Api().PostRawAsync("customer/auth/invitation/accept", new StringContent(body, null, "application/json")));

        Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity && answer.Error(name) is not null, answer.Text);
        Assert.Equal("Welcome to Aurora Coffee", (await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Two_different_passwords_are_refused(string door)
    {
        var link = await platform.Aurora.InviteAsync($"differ-{door}@example.com");

        var refused =
            await platform.UnchangedAsync(() => platform.Aurora.Door(door).AcceptAsync(link, Shop.GoodPassword, "correct-horse-battery-stapler"));

        Assert.False(refused.IsDone);
        Assert.NotNull(refused.Error("password_confirmation"));
        Assert.True((await platform.Aurora.Door(door).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory]
    [InlineData("API", 11, false), InlineData("API", 12, true), InlineData("API", 191, true), InlineData("API", 192, false)]
    [InlineData("browser", 11, false), InlineData("browser", 12, true), InlineData("browser", 191, true), InlineData("browser", 192, false)]
    public async Task Passwords_have_12_to_191_characters(string door, int length, bool passes)
    {
        var link = await platform.Aurora.InviteAsync($"length-{door}-{length}@example.com");
        var password = length <= 12 ? "vK7#qLw2!zRt"[..length] : Long[..length];

        var accepted = passes
            ? await platform.Aurora.Door(door).AcceptAsync(link, password)
            : await platform.UnchangedAsync(() => platform.Aurora.Door(door).AcceptAsync(link, password));

        Assert.Equal(passes, accepted.IsSignedIn);
        Assert.Equal(passes, accepted.Error("password") is null);
        Assert.Equal(passes, (await platform.Aurora.Door(door).SignInAsync(link.Email, password)).IsSignedIn);
    }

    [Theory]
    [InlineData("API", "margarethe-vanderbilt")]
    [InlineData("browser", "Wilhelmina-Featherstone")]
    [InlineData("API", "AuroraCoffee2026")]
    [InlineData("browser", "aurora.localhost")]
    [InlineData("API", "password1234")]
    [InlineData("browser", "qwertyuiop12")]
    [InlineData("API", "abcabcabcabcabc")]
    public async Task A_common_password_is_refused(string door, string password)
    {
        const string email = "margarethe-vanderbilt@example.com";
        if (await platform.Aurora.FindCustomerAsync(email) is null)
        {
            await platform.Aurora.InviteAsync(email, "Wilhelmina", "Featherstone");
        }

        var link = await platform.Aurora.NewestLinkAsync(email);
        var refused = await platform.UnchangedAsync(() => platform.Aurora.Door(door).AcceptAsync(link, password));

        Assert.False(refused.IsDone);
        Assert.NotNull(refused.Error("password"));
    }

    [Theory]
    [InlineData("API", "cr\u00e8me-br\u00fbl\u00e9e-avalanche", "cre\u0300me-bru\u0302le\u0301e-avalanche")]
    [InlineData("browser", "cre\u0300me-bru\u0302le\u0301e-avalanche", "cr\u00e8me-br\u00fbl\u00e9e-avalanche")]
    [InlineData("API", "\uff36\uff2b\uff17-walrus-\ufb01eld-onion", "VK7-walrus-field-onion")]
    public async Task Two_spellings_of_one_password_sign_in_at_both_doors(string door, string chosen, string typed)
    {
        var link = await platform.Aurora.InviteAsync($"nfkc-{door}-{chosen.Length}@example.com");
        Assert.True((await platform.Aurora.Door(door).AcceptAsync(link, chosen)).IsSignedIn);

        foreach (var other in platform.Aurora.Doors)
        {
            Assert.True((await other.SignInAsync(link.Email, typed)).IsSignedIn);
            Assert.True((await other.SignInAsync(link.Email, chosen)).IsSignedIn);
            Assert.False((await other.SignInAsync(link.Email, typed.ToUpperInvariant())).IsSignedIn);
        }
    }

    [Fact]
    public async Task A_link_works_for_one_customer_at_one_shop_only()
    {
        var mine = await platform.Aurora.InviteAsync("mine@example.com");
        var theirs = await platform.Aurora.InviteAsync("theirs@example.com");
        var elsewhere = await platform.Birch.InviteAsync("mine@example.com");

        var swapped = await platform.UnchangedAsync(() => AcceptAsync(mine.Email, theirs.Token, Shop.GoodPassword));
        var foreign = await platform.UnchangedAsync(() => AcceptAsync(mine.Email, elsewhere.Token, Shop.GoodPassword));
        var misnamed = await platform.UnchangedAsync(() => AcceptAsync(mine.Email, mine.Token, Shop.GoodPassword, project: platform.Birch.Id));

        Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), (swapped.Status, swapped.Code));
        Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), (foreign.Status, foreign.Code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misnamed.Status);
        Assert.NotNull(misnamed.Error("project_id"));
    }

    private async Task<Link> InviteOnceAsync(string email) =>
        await platform.Aurora.FindCustomerAsync(email) is null
            ? await platform.Aurora.InviteAsync(email)
            : await platform.Aurora.NewestLinkAsync(email);
}
