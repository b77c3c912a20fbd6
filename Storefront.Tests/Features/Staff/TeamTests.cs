using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Staff.Team;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>Members of two shops: invited, given other roles, removed.</summary>
public sealed class TeamTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Another = "copper lantern walrus choir";

    private static string New(string name) => $"{name}-{Guid.CreateVersion7():n}@staff.example";

    [Fact]
    public async Task An_invited_member_chooses_a_password_once_and_the_audit_names_who_invited()
    {
        var email = New("ann");
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Manager);
        var link = await platform.StaffLinkAsync(email);

        Assert.True(await browser.IsSignedInAsync());
        Assert.Contains("has been used", (await platform.StaffBrowser().OpenAsync(link)).Main, StringComparison.Ordinal);
        var mail = await platform.MailToStaffAsync(email);
        Assert.Equal(("staff@storefront.example", "Storefront"), (mail.From.Address, mail.From.Name));
        Assert.StartsWith("You are invited to work at Aurora Coffee", mail.Subject, StringComparison.Ordinal);
        var facts = await platform.AsAsync(
            platform.Aurora, db => db.AuditEntries.Where(entry => entry.Action == "staff.invited").Select(entry => entry.Facts!).ToListAsync());
        Assert.Contains($"member: {await platform.StaffIdAsync(email)}, role: Manager, staff: 1", facts);
    }

    [Fact]
    public async Task An_invitation_of_a_member_counts_once_at_the_shops_reserve_and_nowhere_at_another()
    {
        var (before, elsewhere) = (await ReserveAsync(platform.Aurora), await ReserveAsync(platform.Birch));

        await platform.InviteStaffAsync(platform.Aurora, New("counted"), StaffRole.Viewer);
        await platform.MailsAsync();

        Assert.Equal((before + 1, elsewhere), (await ReserveAsync(platform.Aurora), await ReserveAsync(platform.Birch)));
    }

    [Fact]
    public async Task A_weak_password_leaves_the_link_usable()
    {
        var email = New("weak");
        await platform.InviteStaffAsync(platform.Aurora, email, StaffRole.Viewer);
        var browser = platform.StaffBrowser();
        var page = await browser.OpenAsync(await platform.StaffLinkAsync(email));

        var weak = await browser.SubmitAsync(page, ("Password", "short"), ("PasswordConfirmation", "short"));
        var strong = await browser.SubmitAsync(weak, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Contains("at least", weak.Problem("password"), StringComparison.Ordinal);
        Assert.Equal("/admin", strong.Location);
    }

    [Fact]
    public async Task The_secret_of_the_link_leaves_the_address_at_once_and_opening_spends_nothing()
    {
        var email = New("scanned");
        await platform.InviteStaffAsync(platform.Aurora, email, StaffRole.Viewer);
        var link = await platform.StaffLinkAsync(email);

        for (var scan = 0; scan < 3; scan++)
        {
            var answer = await platform.StaffBrowser().GetAsync(link);
            Assert.Equal((HttpStatusCode.SeeOther, "/admin/invite"), (answer.Status, answer.Location));
        }

        Assert.Contains(email, (await platform.StaffBrowser().OpenAsync(link)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_role_ends_the_members_cookie_at_the_next_request()
    {
        var email = New("promoted");
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Viewer);
        var id = await platform.StaffIdAsync(email);

        var changed = await platform.AsOwnerAsync<ChangeStaffRole, Done>(
            platform.Aurora, (change, caller) => change.RunAsync(caller, new(id, StaffRole.Manager), default));

        Assert.False(changed.IsRefused);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal("/admin", (await platform.StaffBrowser().SignInAsync(email, Shop.GoodPassword)).Location);
    }

    [Fact]
    public async Task A_removed_member_is_signed_out_and_erased_unless_another_shop_has_them()
    {
        var (gone, shared) = (New("gone"), New("shared"));
        var browser = await platform.JoinAsync(platform.Aurora, gone, StaffRole.Viewer);
        var other = await platform.JoinAsync(platform.Aurora, shared, StaffRole.Viewer);
        await platform.InviteStaffAsync(platform.Birch, shared, StaffRole.Manager);
        foreach (var email in new[] { gone, shared })
        {
            var id = await platform.StaffIdAsync(email);
            Assert.False((await platform.AsOwnerAsync<RemoveStaff, Done>(
                platform.Aurora, (remove, caller) => remove.RunAsync(caller, id, default))).IsRefused);
        }

        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await other.IsSignedInAsync());
        Assert.Equal([shared], await platform.StaffAsync(db =>
            db.Users.Where(user => user.Email == gone || user.Email == shared).Select(user => user.Email!).ToListAsync()));
        Assert.Equal([2L], await platform.StaffAsync(db => db.Memberships.Where(row => row.StaffUser.Email == shared)
            .Select(row => row.MerchantId).ToListAsync()));
    }

    [Fact]
    public async Task The_last_owner_stays_and_another_shops_member_is_unknown()
    {
        var ownerOfBirch = await platform.StaffIdAsync(StaffScene.OwnerOfBirch);

        var last = await platform.AsOwnerAsync<RemoveStaff, Done>(
            platform.Birch, (remove, caller) => remove.RunAsync(caller, ownerOfBirch, default));
        var demoted = await platform.AsOwnerAsync<ChangeStaffRole, Done>(
            platform.Birch, (change, caller) => change.RunAsync(caller, new(ownerOfBirch, StaffRole.Viewer), default));
        var foreign = await platform.AsOwnerAsync<RemoveStaff, Done>(
            platform.Aurora, (remove, caller) => remove.RunAsync(caller, ownerOfBirch, default));

        Assert.Equal(("staff.last_owner", "staff.last_owner", "staff.unknown"), (last.Refusal!.Code, demoted.Refusal!.Code, foreign.Refusal!.Code));
    }

    [Theory, InlineData(StaffRole.Viewer), InlineData(StaffRole.Manager)]
    public async Task Only_owners_change_the_team(StaffRole role)
    {
        var invited = await platform.AsOwnerAsync<InviteStaff, TeamMember>(
            platform.Aurora, (invite, caller) => invite.RunAsync(caller, new() { Email = New("no") }, default), role);
        var changed = await platform.AsOwnerAsync<ChangeStaffRole, Done>(
            platform.Aurora, (change, caller) => change.RunAsync(caller, new(1, StaffRole.Viewer), default), role);
        var removed = await platform.AsOwnerAsync<RemoveStaff, Done>(
            platform.Aurora, (remove, caller) => remove.RunAsync(caller, 2, default), role);

        Assert.All([invited.Refusal!.Code, changed.Refusal!.Code, removed.Refusal!.Code], code => Assert.Equal("staff.owners_only", code));
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_every_session_ends()
    {
        var email = New("forgetful");
        var stranger = New("stranger");
        var former = await platform.JoinAsync(platform.Aurora, email, StaffRole.Manager);
        var browser = platform.StaffBrowser();
        var known = await browser.SubmitAsync(await browser.GetAsync("/admin/reset"), ("Email", email));
        var unknown = await browser.SubmitAsync(await browser.GetAsync("/admin/reset"), ("Email", stranger));
        await Eventually.IsSoAsync(async () => (await platform.StaffLinkAsync(email)).StartsWith("/admin/reset", StringComparison.Ordinal));

        var page = await browser.OpenAsync(await platform.StaffLinkAsync(email));
        var chosen = await browser.SubmitAsync(page, ("Password", Another), ("PasswordConfirmation", Another));

        Assert.Equal("/admin", chosen.Location);
        Assert.False(await former.IsSignedInAsync());
        Assert.Equal(
            known.Main.Replace(email, "", StringComparison.Ordinal), unknown.Main.Replace(stranger, "", StringComparison.Ordinal));
        Assert.NotNull((await platform.StaffBrowser().SignInAsync(email, Shop.GoodPassword)).Problem("email"));
    }

    private Task<int> ReserveAsync(Shop shop)
    {
        var key = AttemptCounterStore.Key("mail-reserve", "all");
        return platform.AsAsync(shop, db => db.AttemptCounters.Where(counter => counter.Key == key).SumAsync(counter => counter.Count));
    }
}
