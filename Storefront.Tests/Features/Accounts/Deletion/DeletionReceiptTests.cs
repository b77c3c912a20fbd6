using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

/// <summary>A deletion's result is shown to the person once, stays available to the merchant, and names nobody.</summary>
public sealed class DeletionReceiptTests : IAsyncDisposable
{
    private const string Jane = "jane@example.com";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private async Task<DeletionReceipt> DeleteAsync(string door, string email = Jane, Shop? shop = null)
    {
        await (shop ?? Aurora).CustomerAsync(email);
        var session = (await (shop ?? Aurora).Door(door).SignInAsync(email, Shop.GoodPassword)).Session!;
        Assert.True((await (shop ?? Aurora).Door(door).DeleteAsync(session, Shop.GoodPassword)).IsDone);
        return await _platform.AsAsync(shop ?? Aurora, db => db.DeletionReceipts.OrderByDescending(receipt => receipt.DeletedAt).FirstAsync());
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_preview_the_deletion_and_the_receipt_are_one_plan(string door)
    {
        await Aurora.CustomerAsync(Jane);
        var session = (await Aurora.Door(door).SignInAsync(Jane, Shop.GoodPassword)).Session!;
        var bearer = door == "API" ? session : (await Aurora.Door("API").SignInAsync(Jane, Shop.GoodPassword)).Session!;
        var preview = (await Aurora.Api(bearer).PostAsync("customer/account/deletion-preview")).Data;

        Assert.True((await Aurora.Door(door).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        var receipt = (await Aurora.MerchantApi.PostAsync("customers/deletions/all")).Data.GetProperty("data")[0];
        foreach (var part in new[] { "plan", "erased", "masked", "kept" })
        {
            Assert.Equal(preview.GetProperty(part).GetRawText(), receipt.GetProperty(part).GetRawText());
        }
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Mail_and_merchant_API_have_the_same_number_and_check_value(string door)
    {
        var receipt = await DeleteAsync(door);

        var mail = (await _platform.MailsAsync()).First(mail => mail.To == Jane);
        var told = (await Aurora.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt.Id })).Data.GetProperty("receipt");

        Assert.All(new[] { mail.Text, mail.Html }, text => Assert.Contains($"{receipt.Id}", text, StringComparison.Ordinal));
        Assert.All(new[] { mail.Text, mail.Html }, text => Assert.Contains(receipt.Check, text, StringComparison.Ordinal));
        Assert.Contains("3 orders, for the tax authority, until the end of 2033", mail.Text, StringComparison.Ordinal);
        Assert.Equal((receipt.Check, $"{receipt.Id}"), (told.GetProperty("check").GetString(), told.GetProperty("id").GetString()));
        Assert.Equal(3, told.GetProperty("kept").GetProperty("orders").GetInt32());
    }

    [Fact]
    public async Task The_done_page_shows_the_receipt_later_and_not_at_another_shop()
    {
        await Aurora.CustomerAsync(Jane);
        var browser = Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await Aurora.Door("browser").SignInAsync(Jane, Shop.GoodPassword)).Session!;
        var done = await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword));
        var receipt = await _platform.AsAsync(Aurora, db => db.DeletionReceipts.SingleAsync());

        foreach (var visitor in new[] { browser, Aurora.NewBrowser() })
        {
            var page = await visitor.GetAsync(done.Location!);
            Assert.Equal((HttpStatusCode.OK, "Your account is deleted"), (page.Status, page.Heading));
            Assert.Contains(receipt.Check, page.Main, StringComparison.Ordinal);
            Assert.Contains("2 sign-ins, on every device", page.Main, StringComparison.Ordinal);
            Assert.Contains("3 orders, for the tax authority, until the end of 2033", page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain(Jane, page.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(receipt.Check, (await _platform.Birch.NewBrowser().GetAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?receipt=")]
    [InlineData("?receipt=nonsense")]
    [InlineData("?receipt=00000000-0000-0000-0000-000000000000")]
    [InlineData("?receipt=a&receipt=b")]
    [InlineData("?receipt=%00%27%3Cscript%3E")]
    public async Task The_done_page_without_a_receipt_says_that_it_is_done(string query)
    {
        var page = await Aurora.NewBrowser().GetAsync("/account/deleted" + query);

        Assert.Equal((HttpStatusCode.OK, "Your account is deleted"), (page.Status, page.Heading));
        Assert.DoesNotContain("script>", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_is_visible_to_its_merchant_only()
    {
        var receipt = await DeleteAsync("API");
        var birchs = await DeleteAsync("API", shop: _platform.Birch);

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _platform.Birch.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt.Id })).Status);
        var listed = (await _platform.Birch.MerchantApi.PostAsync("customers/deletions/all")).Data;
        Assert.Equal($"{birchs.Id}", Assert.Single(listed.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(
            HttpStatusCode.OK,
            (await Aurora.Api("demo-aurora-readonly-token").PostAsync("customers/deletions/get", new { receipt_id = receipt.Id })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api().PostAsync("customers/deletions/get", new { receipt_id = receipt.Id })).Status);
    }

    [Fact]
    public async Task Unknown_and_missing_numbers_and_invalid_pages_are_refused()
    {
        Assert.Equal(
            (HttpStatusCode.NotFound, "receipt.not_found"),
            Of(await Aurora.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = "nonsense" })));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "receipt.required"), Of(await Aurora.MerchantApi.PostAsync("customers/deletions/get", new { })));
        Assert.NotNull((await Aurora.MerchantApi.PostAsync("customers/deletions/all", new { page = 0 })).Error("page"));
        Assert.NotNull((await Aurora.MerchantApi.PostAsync("customers/deletions/all", new { per_page = 201 })).Error("per_page"));
    }

    [Fact]
    public async Task Receipts_are_listed_newest_first_by_pages()
    {
        var first = await DeleteAsync("API", "first@example.com");
        _platform.Clock.Turn(TimeSpan.FromMinutes(5));
        var second = await DeleteAsync("API", "second@example.com");

        var page = (await Aurora.MerchantApi.PostAsync("customers/deletions/all", new { per_page = 1, page = 2 })).Data;

        Assert.Equal(2, page.GetProperty("total").GetInt32());
        Assert.Equal($"{first.Id}", page.GetProperty("data")[0].GetProperty("id").GetString());
        Assert.NotEqual(first.Check, second.Check);
    }

    [Fact]
    public async Task The_check_value_follows_from_everything_in_the_receipt()
    {
        var receipt = await DeleteAsync("API");
        var merchant = new Merchant { Id = 2, Name = "", SenderAddress = "", SupportAddress = "" };
        DeletionReceipt Copy(Guid? id = null, DateTimeOffset? at = null, string? plan = null, string? counts = null, long merchantId = 1) => new()
        {
            Id = id ?? receipt.Id,
            MerchantId = merchantId,
            DeletedAt = at ?? receipt.DeletedAt,
            Plan = plan ?? receipt.Plan,
            Counts = counts ?? receipt.Counts,
        };

        Assert.Equal(receipt.Check, Copy().Check);
        Assert.Matches("^([0-9A-F]{4}-){7}[0-9A-F]{4}$", receipt.Check);
        DeletionReceipt[] others =
        [
            Copy(id: Guid.CreateVersion7()), Copy(at: receipt.DeletedAt.AddMilliseconds(1)), Copy(plan: "another"), Copy(merchantId: merchant.Id),
            Copy(counts: receipt.Counts.Replace("\"Count\":3", "\"Count\":2", StringComparison.Ordinal)),
        ];
        Assert.All(others, other => Assert.NotEqual(receipt.Check, other.Check));
    }

    [Fact]
    public async Task A_receipt_names_nobody()
    {
        await DeleteAsync("API");

        var row = Assert.Single(await _platform.RowsAsync(), row => row.StartsWith("DeletionReceipts", StringComparison.Ordinal));
        Assert.All((string[])["jane", "example", "Doe"], word => Assert.DoesNotContain(word, row, StringComparison.OrdinalIgnoreCase));
    }

    private static (HttpStatusCode Status, string? Code) Of(ApiAnswer answer) => (answer.Status, answer.Code);
}
