using Storefront.Admin.Invitations;

namespace Storefront.Tests.Admin.Invitations;

public sealed class InvitationViewTests
{
    [Fact]
    public void An_address_holds_the_whole_view_and_leaves_out_what_is_usual()
    {
        var view = new InvitationView { Tab = "bounced", Search = "jané & co", Sort = "email", IsAscending = true, Page = 3, Open = 7 };

        Assert.Equal("/admin/shops/2/invitations?tab=bounced&q=jan%C3%A9%20%26%20co&sort=email&order=asc&page=3&id=7", view.At(2));
        Assert.Equal("/admin/shops/2/invitations", new InvitationView().At(2));
    }

    [Fact]
    public void Unknown_values_of_an_address_count_as_absent() =>
        Assert.Equal(new InvitationView(), InvitationView.Of("nonsense", null, "password", "sideways", -3, null));

    [Theory]
    [InlineData("pending", "pending", null)]
    [InlineData("bounced", null, "bounced")]
    [InlineData("all", null, null)]
    public void A_tab_becomes_the_filter_of_the_API(string tab, string? status, string? delivery)
    {
        var request = new InvitationView { Tab = tab }.ToRequest();

        Assert.Equal((status, delivery), (request.Status?.Single(), request.Delivery?.Single()));
    }
}
