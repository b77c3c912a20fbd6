using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Preview;

public sealed class PreviewInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Preview = "customers/invite/preview";

    [Fact]
    public async Task A_preview_is_the_mail_that_goes_out_and_stores_nothing()
    {
        var wanted = new { email = "previewed@example.com", firstname = "Jane", message = "Welcome <b>back</b>", locale = "nl", expires_in_days = 3 };
        var preview = await platform.UnchangedAsync(() => platform.Aurora.Api("demo-aurora-readonly-token").PostAsync(Preview, wanted));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == wanted.email);
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", wanted);

        var mail = (await platform.MailsAsync()).Single(mail => mail.To == wanted.email);

        Assert.Equal(mail.Subject, preview.Data.GetProperty("subject").GetString());
        var link = await platform.Aurora.NewestLinkAsync(wanted.email);
        Assert.Equal(mail.Text.Replace(link.Token, "preview", StringComparison.Ordinal), preview.Data.GetProperty("text").GetString());
        Assert.Equal(mail.Html.Replace(link.Token, "preview", StringComparison.Ordinal), preview.Data.GetProperty("html").GetString());
    }

    [Fact]
    public async Task A_preview_obeys_the_rules_of_the_fields()
    {
        var answer = await platform.UnchangedAsync(() =>
            platform.Aurora.MerchantApi.PostAsync(Preview, new { email = "no address", message = new string('a', 501) }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error("email"));
        Assert.NotNull(answer.Error("message"));
    }
}
