using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Opens an invitation while another account is signed in: both addresses and three options, with script and without.</summary>
[Collection(OnTheSite.Name)]
public sealed class InvitationChoiceTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Continuing_opens_the_invited_account_here(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        var (email, invited) = await OpenAsync(visitor, site.Aurora);

        await visitor.FollowAsync($"Continue as {invited}");
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));

        Assert.Equal("/account", visitor.Path);
        Assert.Contains(invited, await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(email, await visitor.TextAsync(), StringComparison.Ordinal);
        visitor.AssertSilent();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Staying_signed_in_changes_neither_account_nor_invitation(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        var (email, invited) = await OpenAsync(visitor, site.Aurora);

        await visitor.FollowAsync($"Stay signed in as {email}");

        Assert.Equal("/account", visitor.Path);
        Assert.Contains(email, await visitor.TextAsync(), StringComparison.Ordinal);
        await using var other = await site.VisitAsync(site.Aurora);
        await other.AcceptAsync(await site.Aurora.WaitForLinkAsync(invited, "/account/accept-invitation"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Declining_ends_only_the_invitation(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        var (email, invited) = await OpenAsync(visitor, site.Birch);

        await visitor.FollowAsync(site.Birch.Says("Not for me"));
        await visitor.PressAsync(site.Birch.Says("Decline the invitation"));
        Assert.Equal(site.Birch.Says("This invitation was declined"), await visitor.HeadingAsync());

        await using var other = await site.VisitAsync(site.Birch);
        await other.OpenAsync(await site.Birch.WaitForLinkAsync(invited, "/account/accept-invitation"));
        Assert.Equal(site.Birch.Says("This invitation was declined"), await other.HeadingAsync());
        await visitor.GoAsync("/account");
        Assert.Contains(email, await visitor.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<(string SignedIn, string Invited)> OpenAsync(Visitor visitor, DemoShop shop)
    {
        var (email, invited) = (await visitor.BecomeCustomerAsync(), DemoShop.NewEmail());
        await visitor.OpenAsync(await shop.InviteAsync(invited));
        Assert.Equal(shop.Says("Which account do you want to use here?"), await visitor.HeadingAsync());
        Assert.Contains(email, await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Contains(invited, await visitor.TextAsync(), StringComparison.Ordinal);
        return (email, invited);
    }
}
