using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>The operator's commands for staff, as typed, and the mails that they cause.</summary>
public sealed class StaffCommandTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task The_first_owner_is_invited_by_a_command_and_opens_the_admin_by_the_mail()
    {
        var invited = await RunAsync("staff", "invite", "--merchant", "1", "--email", "first@commands.example");

        Assert.Equal((0, "Invited as Owner; the mail is on its way."), invited);
        var browser = platform.StaffBrowser();
        var page = await browser.OpenAsync(await platform.StaffLinkAsync("first@commands.example"));
        await browser.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));
        Assert.True(await browser.IsSignedInAsync());
        Assert.Matches(@"(^|\n)\d+\tfirst@commands\.example\tOwner\taccepted\t?(\n|$)", (await RunAsync("staff", "list", "--merchant", "1")).Output);
        Assert.DoesNotContain("first@", (await RunAsync("staff", "list", "--merchant", "2")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no merchant with this number.", "invite", "--merchant", "99", "--email", "nobody@commands.example")]
    [InlineData("email: ", "invite", "--merchant", "1", "--email", "nobody")]
    [InlineData("email: This address is a member already.", "invite", "--merchant", "1", "--email", StaffScene.OwnerOfAurora)]
    [InlineData("Cannot parse argument 'king'", "invite", "--merchant", "1", "--email", "nobody@commands.example", "--role", "king")]
    [InlineData("Option '--email' is required.", "invite", "--merchant", "1")]
    [InlineData("There is no merchant with this number.", "list", "--merchant", "99")]
    [InlineData("There is no merchant with this number.", "remove", "--merchant", "99", "--email", StaffScene.OwnerOfAurora)]
    [InlineData("This member does not work here any more.", "remove", "--merchant", "1", "--email", "nobody@commands.example")]
    [InlineData("This member does not work here any more.", "remove", "--merchant", "1", "--email", StaffScene.OwnerOfBirch)]
    [InlineData("A shop needs an owner.", "remove", "--merchant", "2", "--email", StaffScene.OwnerOfBirch)]
    [InlineData("Nobody works here with this address", "operator", "--email", "nobody@commands.example")]
    [InlineData("Nobody works here with this address", "operator", "--email", "nobody")]
    public async Task A_wrong_command_is_refused_with_one_line_and_changes_nobody(string line, params string[] typed)
    {
        var before = await PeopleAsync();

        var refused = await RunAsync(["staff", .. typed]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, await PeopleAsync());
    }

    [Fact]
    public async Task A_removed_member_is_signed_out_and_erased()
    {
        var browser = await platform.JoinAsync(platform.Aurora, "removed@commands.example", StaffRole.Manager);

        Assert.Equal((0, "Removed."), await RunAsync("staff", "remove", "--merchant", "1", "--email", "Removed@commands.example"));

        Assert.False(await browser.IsSignedInAsync());
        Assert.DoesNotContain("removed@", await PeopleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_works_at_every_shop_until_it_is_taken_back_and_signs_in_anew_each_time()
    {
        const string email = "operator@commands.example";
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Viewer);

        Assert.Equal((0, "An operator now."), await RunAsync("staff", "operator", "--email", email));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(StaffRole.Owner, await RoleAsync(email, 1));
        Assert.Equal(StaffRole.Owner, await RoleAsync(email, 2));

        await browser.SignInAsync(email, Shop.GoodPassword);
        Assert.Equal((0, "No operator any more."), await RunAsync("staff", "operator", "--email", email, "--on", "false"));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(StaffRole.Viewer, await RoleAsync(email, 1));
        Assert.Null(await RoleAsync(email, 2));
    }

    [Fact]
    public async Task Without_a_sender_nobody_is_invited_and_the_command_says_which_settings_are_missing()
    {
        await using var silent = new TestPlatform { Settings = { ["Platform:Hosts:0"] = "" } };
        await using var output = new StringWriter();

        var code = await silent.Services.GetRequiredService<OperatorConsole>().RunAsync(
            ["staff", "invite", "--merchant", "1", "--email", "silent@commands.example"], output);

        Assert.Equal(1, code);
        Assert.Contains("set Platform:Sender and Platform:Hosts", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await silent.StaffAsync(db => db.Users.CountAsync(user => user.Email == "silent@commands.example")));
    }

    [Fact]
    public async Task A_member_of_another_shop_gets_a_notice_and_a_member_who_did_not_accept_a_fresh_link()
    {
        const string email = "twice@commands.example";
        await RunAsync("staff", "invite", "--merchant", "1", "--email", email, "--role", "Viewer");
        var first = await platform.StaffLinkAsync(email);
        await RunAsync("staff", "invite", "--merchant", "1", "--email", email, "--role", "Manager");
        var second = await platform.StaffLinkAsync(email);
        Assert.NotEqual(first, second);

        var browser = platform.StaffBrowser();
        var page = await browser.OpenAsync(second);
        await browser.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));
        Assert.Contains("has been used", (await platform.StaffBrowser().OpenAsync(first)).Main, StringComparison.Ordinal);
        await RunAsync("staff", "invite", "--merchant", "2", "--email", email, "--role", "Viewer");

        var notice = await platform.MailToStaffAsync(email);
        Assert.StartsWith("You can work at", notice.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", notice.Text, StringComparison.Ordinal);
        Assert.Equal(StaffRole.Manager, await RoleAsync(email, 1));
        Assert.Equal(StaffRole.Viewer, await RoleAsync(email, 2));
    }

    [Theory]
    [InlineData("nl", "nl")]
    [InlineData(null, "en")]
    public async Task A_staff_mail_speaks_the_members_language_and_comes_from_the_platform(string? language, string expected)
    {
        var email = $"speaks-{expected}@commands.example";
        await platform.JoinAsync(platform.Aurora, email, StaffRole.Viewer);
        await platform.StaffAsync(db => db.Users.Where(user => user.Email == email)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, language)));

        await platform.InviteStaffAsync(platform.Birch, email, StaffRole.Viewer);

        var mail = await platform.MailToStaffAsync(email);
        Assert.Contains($"lang=\"{expected}\"", mail.Html, StringComparison.Ordinal);
        Assert.Equal("staff@storefront.example", mail.From.Address);
        Assert.DoesNotContain("birch.localhost", mail.Html, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] typed)
    {
        await using var output = new StringWriter();
        var exitCode = await platform.Services.GetRequiredService<OperatorConsole>().RunAsync(typed, output);
        return (exitCode, output.ToString().Trim().ReplaceLineEndings("\n"));
    }

    private Task<string> PeopleAsync() => platform.StaffAsync(async db => string.Join('\n', await db.Memberships
        .OrderBy(row => row.MerchantId).ThenBy(row => row.StaffUserId)
        .Select(row => $"{row.MerchantId} {row.StaffUser.Email} {row.Role} {row.StaffUser.IsOperator}").ToListAsync()));

    private async Task<StaffRole?> RoleAsync(string email, long shopId)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<Storefront.Platform.Staff.StaffSessions>();
        var found = await sessions.FindMemberAsync(await sessions.OpenAsync(await platform.StaffIdAsync(email), default), shopId, default);
        return found.IsRefused ? null : found.Value.Role;
    }
}
