using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations;

public sealed class InvitationMailTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private async Task<MailMessage> MailAsync(string email) => (await platform.MailsAsync()).Single(mail => mail.To == email);

    [Fact]
    public async Task The_mail_has_the_merchants_brand_and_goes_only_to_the_stored_address()
    {
        await platform.Aurora.InviteAsync("brand@example.com", "Jane", "Doe");
        await platform.Birch.InviteAsync("merk@example.com");

        var (aurora, birch) = (await MailAsync("brand@example.com"), await MailAsync("merk@example.com"));

        Assert.Equal(new MailSender("hello@aurora.example", "Aurora Coffee"), aurora.From);
        Assert.Equal("help@aurora.example", aurora.ReplyTo);
        Assert.Contains("Aurora Coffee", aurora.Subject, StringComparison.Ordinal);
        Assert.Contains("Jane", aurora.Text, StringComparison.Ordinal);
        Assert.EndsWith("@aurora.example", aurora.MessageId, StringComparison.Ordinal);
        Assert.Equal(new MailSender("hallo@birch.example", "Birch & Co"), birch.From);
        Assert.Equal("klantenservice@birch.example", birch.ReplyTo);
        Assert.DoesNotContain("Aurora", birch.Text + birch.Html + birch.Subject, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Both_parts_contain_the_same_link()
    {
        var link = await platform.Aurora.InviteAsync("parts@example.com");

        var mail = await MailAsync("parts@example.com");
        var html = new HtmlParser().ParseDocument(mail.Html);

        Assert.Equal("/account/accept-invitation", link.Address.AbsolutePath);
        Assert.Equal(link.Address.AbsoluteUri, Assert.Single(html.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Contains(link.Address.AbsoluteUri, mail.Text, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9]{55}$", link.Token);
    }

    [Theory, InlineData("aurora.localhost"), InlineData("second.aurora.example"), InlineData("localhost")]
    public async Task The_link_uses_the_primary_host_whatever_host_was_called(string host)
    {
        await using var fresh = new TestPlatform();
        await using (var scope = fresh.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
            db.MerchantHosts.Add(new MerchantHost { Host = "second.aurora.example", MerchantId = fresh.Aurora.Id });
            await db.SaveChangesAsync();
        }

        using var client = fresh.Client(host, fresh.Aurora.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/services/webshop/v1/customers/invite")
        {
            Content = JsonContent.Create(new { email = "host@example.com" })
        };
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Original-Host", "evil.example");
        request.Headers.Add("Forwarded", "host=evil.example");
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(request)).StatusCode);

        var mail = Assert.Single(await fresh.MailsAsync());

        Assert.Contains("https://aurora.localhost/account/accept-invitation?", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("second.aurora", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_merchants_message_is_shown_as_text()
    {
        const string message = "<script>alert(1)</script> <b>50% off</b> & more\r\nBcc: victim@example.com\n@Model {{7*7}} ${x}";
        Assert.Equal(
            HttpStatusCode.Created,
            (await platform.Aurora.MerchantApi.PostAsync(
                "customers/invite", new { email = "words@example.com", firstname = "O'Neil & \"Søn\"", message })).Status);

        var mail = await MailAsync("words@example.com");
        var html = new HtmlParser().ParseDocument(mail.Html);

        Assert.Empty(html.QuerySelectorAll("script, b"));
        Assert.Contains("<script>alert(1)</script> <b>50% off</b> & more", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("@Model {{7*7}} ${x}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("O'Neil & \"Søn\"", mail.Text, StringComparison.Ordinal);
        Assert.Contains("O'Neil & \"Søn\"", html.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("words@example.com", mail.To);
        Assert.DoesNotContain(mail.Headers, header => header.Name.Contains("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Jane\r\nBcc: victim@example.com")]
    [InlineData("Jane\u2028Bcc: victim@example.com")]
    [InlineData("<a href=//evil.example>Jane</a>")]
    [InlineData("Visit http://evil.example now")]
    [InlineData("www.x")]
    [InlineData("Jane > Doe")]
    public async Task A_name_with_a_link_or_markup_is_refused(string name)
    {
        var answer = await platform.UnchangedAsync(() =>
            platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "hostile@example.com", firstname = name, lastname = name }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error("firstname"));
        Assert.NotNull(answer.Error("lastname"));
    }

    [Fact]
    public async Task The_mail_is_in_the_requested_language()
    {
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "dutch@example.com", locale = "nl" });
        await platform.Aurora.InviteAsync("english@example.com");
        await platform.Birch.InviteAsync("nederlands@example.com");

        var (asked, own, birchs) =
            (await MailAsync("dutch@example.com"), await MailAsync("english@example.com"), await MailAsync("nederlands@example.com"));

        Assert.Contains("9 March 2026", own.Text, StringComparison.Ordinal);
        Assert.Contains("9 maart 2026", asked.Text, StringComparison.Ordinal);
        Assert.Contains("9 maart 2026", birchs.Text, StringComparison.Ordinal);
    }
}
