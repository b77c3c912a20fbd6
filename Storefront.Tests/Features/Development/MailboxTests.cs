using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

public sealed class MailboxTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const int Newest = 200;

    private async Task<List<JsonElement>> ListAsync(string host, string query = "") =>
        [
            .. JsonDocument.Parse(await platform.Client(host).GetStringAsync(new Uri($"/_dev/mailbox.json{query}", UriKind.Relative))).RootElement
                .EnumerateArray()
        ];

    private Task<HttpResponseMessage> OpenAsync(string host, long id) =>
        platform.Client(host).GetAsync(new Uri($"/_dev/mailbox/{id}", UriKind.Relative));

    [Fact]
    public async Task A_shops_own_mails_are_shown_at_its_host_however_many_another_shop_sends()
    {
        await platform.Birch.InviteAsync("jane@example.com");
        var birchs = (await ListAsync("birch.localhost"))[0].GetProperty("id").GetInt64();
        await platform.Aurora.InviteAsync("joe@example.com");
        var sample = (await platform.MailsAsync())[0];
        var mailbox = platform.Services.GetRequiredService<IMailTransport>();
        foreach (var number in Enumerable.Range(0, Newest))
        {
            await mailbox.SendAsync(sample with { MessageId = $"{number}@aurora.example" }, default);
        }

        Assert.Equal([birchs], (await ListAsync("birch.localhost")).Select(mail => mail.GetProperty("id").GetInt64()));
        Assert.Equal(Newest, (await ListAsync("localhost")).Count);
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync("birch.localhost", birchs)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync("localhost", birchs)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync("aurora.localhost", birchs)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync("localhost", 999_999)).StatusCode);
        Assert.Empty(await ListAsync("birch.localhost", $"?after={birchs}"));
    }
}
