using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

/// <summary>A merchant deletes a customer, by the plan of the customer's own deletion.</summary>
public sealed class DeleteCustomerTests : IAsyncDisposable
{
    private const string Email = "jane@example.com";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_preview_tells_what_the_deletion_then_does()
    {
        await Aurora.CustomerAsync(Email);
        var customer = new { customer_id = (await Aurora.FindCustomerAsync(Email))!.Id };
        var preview = await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync("customers/deletion-preview", customer));

        var receipt = (await Aurora.MerchantApi.PostAsync("customers/delete", customer)).Data.GetProperty("receipt");

        Assert.Equal(preview.Data.GetProperty("erased").GetRawText(), receipt.GetProperty("erased").GetRawText());
        Assert.Equal(preview.Data.GetProperty("kept").GetRawText(), receipt.GetProperty("kept").GetRawText());
        Assert.Equal(3, receipt.GetProperty("kept").GetProperty("orders").GetInt32());
    }

    [Fact]
    public async Task Nothing_opens_the_account_any_more_and_the_customer_is_told()
    {
        var bearer = await Aurora.CustomerAsync(Email);
        var cookie = (await new BrowserDoor(Aurora).SignInAsync(Email, Shop.GoodPassword)).Session!;
        var mails = await Aurora.MailsToAsync(Email);

        var deleted = await Aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = (await Aurora.FindCustomerAsync(Email))!.Id });

        Assert.Equal(HttpStatusCode.OK, deleted.Status);
        Assert.False(await new ApiDoor(Aurora).IsSignedInAsync(bearer));
        Assert.False(await new BrowserDoor(Aurora).IsSignedInAsync(cookie));
        Assert.Null(await Aurora.FindCustomerAsync(Email));
        Assert.Equal(mails + 1, await Aurora.MailsToAsync(Email));
        var notice = (await _platform.MailsAsync()).First(mail => mail.To == Email);
        Assert.Contains("Aurora Coffee has deleted your account.", notice.Text, StringComparison.Ordinal);
        Assert.Contains(deleted.Data.GetProperty("receipt").GetProperty("id").GetString()!, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repetition_under_a_key_tells_the_receipt_and_one_without_a_key_finds_nobody()
    {
        await Aurora.CustomerAsync(Email);
        var body = $$"""{"customer_id":{{(await Aurora.FindCustomerAsync(Email))!.Id}}}""";
        Task<ApiAnswer> DeleteAsync() => Aurora.MerchantApi.PostWithAsync("customers/delete", Requests.Body(body), ("Idempotency-Key", "gone"));
        var first = await DeleteAsync();

        var again = await DeleteAsync();

        Assert.Equal((HttpStatusCode.OK, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replayed")));
        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.MerchantApi.PostRawAsync("customers/delete", Requests.Body(body))).Status);
    }

    [Fact]
    public async Task Of_deletions_at_once_one_wins()
    {
        await Aurora.CustomerAsync(Email);
        var customer = new { customer_id = (await Aurora.FindCustomerAsync(Email))!.Id };

        var answers =
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Aurora.MerchantApi.PostAsync("customers/delete", customer))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(31, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        Assert.Equal(1, await Aurora.CountAsync(db => db.DeletionReceipts));
    }

    [Theory]
    [InlineData("customers.read,customers.invite,customers.write,orders.read,orders.write,webhooks.manage", HttpStatusCode.Forbidden)]
    [InlineData("customers.delete", HttpStatusCode.OK)]
    public async Task Only_a_token_that_may_delete_does(string abilities, HttpStatusCode status)
    {
        await Aurora.InviteAsync(Email);
        var (_, token) = await Aurora.NewTokenAsync(abilities);

        Assert.Equal(
            status,
            (await Aurora.Api(token).PostAsync("customers/delete", new { customer_id = (await Aurora.FindCustomerAsync(Email))!.Id })).Status);
    }
}
