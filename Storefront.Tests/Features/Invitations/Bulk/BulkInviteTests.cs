using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Features.Invitations.Import;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Bulk;

/// <summary>A table of people is invited row by row: a bad row stops no other, and every row tells what became of it.</summary>
public sealed class BulkInviteTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task Every_row_is_invited_or_tells_why_not() => LiveAsync(_platform);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_invites_alike()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await LiveAsync(platform);
    }

    [Fact]
    public async Task A_dry_run_gives_the_same_rows_and_invites_nobody()
    {
        await PrepareAsync(_platform);
        var file = Table();

        var dry = Batches.IdOf(await Aurora.MerchantApi.PostRawAsync(Batches.Bulk + "?dry_run=true&pace=100000", ExportFile.Csv(file)));
        await _platform.RunBatchesAsync();
        var customers = await Aurora.CountAsync(db => db.Customers);
        var rows = await Aurora.RowsAsync(dry);
        var real = Batches.IdOf(await Aurora.MerchantApi.PostRawAsync(Batches.Bulk + "?pace=100000", ExportFile.Csv(file)));
        await _platform.RunBatchesAsync();

        Assert.Equal(2, customers);
        Assert.Equal(rows, await Aurora.RowsAsync(real));
        var batch = await Aurora.BatchAsync(dry);
        Assert.Equal(
            ("completed", true, 0), (batch.GetProperty("status").GetString(), batch.GetProperty("dry_run").GetBoolean(), Number(batch, "queued")));
    }

    [Fact]
    public async Task Existing_customers_fail_where_the_merchant_wants_it()
    {
        await PrepareAsync(_platform);

        var batch = Batches.IdOf(await Aurora.MerchantApi.PostRawAsync(Batches.Bulk + "?on_existing=fail&pace=100000", ExportFile.Csv(Table())));
        await _platform.RunBatchesAsync();

        Assert.Equal(["failed", "failed"], (await Aurora.RowsAsync(batch)).Where(row => row.Code is "customer.exists" or "invitation.pending")
            .Select(row => row.Status));
    }

    [Fact]
    public async Task The_same_bytes_are_taken_twice_only_on_purpose()
    {
        await Aurora.BulkAsync(["jane@example.com"]);

        var body = new { customers = new[] { new { email = "jane@example.com" } }, pace = 100_000 };
        var again = await Aurora.MerchantApi.PostAsync(Batches.Bulk, body);
        _platform.Clock.Turn(TimeSpan.FromHours(24));
        var nextDay = await Aurora.MerchantApi.PostAsync(Batches.Bulk, body);

        Assert.Equal((HttpStatusCode.Conflict, "batch.repeated"), (again.Status, again.Code));
        Assert.Equal(HttpStatusCode.Accepted, nextDay.Status);
        Assert.Equal(
            HttpStatusCode.Accepted, (await Aurora.MerchantApi.PostRawAsync(
                Batches.Bulk + "?allow_repeat=true", ExportFile.Csv("email\njoe@example.com\n"))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await _platform.Birch.MerchantApi.PostAsync(Batches.Bulk, body)).Status);
    }

    [Fact]
    public async Task A_password_hash_needs_its_own_ability_and_is_left_out_of_a_file_without_it()
    {
        var hashed = new { customers = new[] { new { email = "jane@example.com", password_hash = "$P$BExample" } } };

        var refused = await Aurora.MerchantApi.PostAsync(Batches.Bulk, hashed);
        var file = await Aurora.MerchantApi.PostRawAsync(Batches.Bulk, ExportFile.Csv(ExportFile.Read("woocommerce-users.csv")));

        Assert.Equal((HttpStatusCode.Forbidden, "customers.import_passwords"), (refused.Status, refused.Code));
        Assert.Equal(HttpStatusCode.Accepted, file.Status);
        var named = await Aurora.MerchantApi.PostRawAsync(
            Batches.Bulk + "?allow_repeat=true&mapping=" + Uri.EscapeDataString("""{"user_pass":"password_hash"}"""),
            ExportFile.Csv(ExportFile.Read("woocommerce-users.csv")));
        Assert.Equal(HttpStatusCode.Forbidden, named.Status);
    }

    [Fact]
    public async Task Rows_as_a_file_are_texts_and_no_formulas()
    {
        var batch = Batches.IdOf(await Aurora.MerchantApi.PostRawAsync(
            Batches.Bulk, ExportFile.Csv("email\n=HYPERLINK(\"x\")\n+1@\n-x\n@x\njane@example.com\n")));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/services/webshop/v1/{Batches.Bulk}/rows");
        request.Content = Requests.Body(JsonSerializer.Serialize(new { batch_id = batch }));
        request.Headers.Accept.ParseAdd("text/csv");
        var answer = await Aurora.MerchantApi.Http.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("line,email,customer_id,status,code,message", lines[0]);
        Assert.All(lines[1..5], line => Assert.Matches("""^[2-5],"?'[=+@-]""", line));
        Assert.StartsWith("6,jane@example.com,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_erased_before_the_row_is_written_is_not_invited()
    {
        await PrepareAsync(_platform);
        var batch = await Aurora.BulkAsync(["active@example.com", "other@example.com"]);
        await Aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = (await Aurora.FindCustomerAsync("active@example.com"))!.Id });
        await _platform.GoOnAsync(3);

        Assert.Null(await Aurora.FindCustomerAsync("active@example.com"));
        Assert.Equal(["other@example.com"], (await Aurora.RowsAsync(batch)).Select(row => row.Email));
        Assert.Equal("completed", (await Aurora.BatchAsync(batch)).GetProperty("status").GetString());
    }

    private static async Task PrepareAsync(TestPlatform platform)
    {
        await platform.Aurora.CustomerAsync("active@example.com");
        await platform.Aurora.InviteAsync("pending@example.com");
        await platform.Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "no-more@example.com" });
    }

    // Every code of the list, and the rest good.
    private static string Table() =>
        "id,email,firstname,lastname,language,newsletter\n"
        + "1,active@example.com,A,,,\n2,Pending@example.com,P,,,\n3,no-more@example.com,N,,,\n4,no address,X,,,\n"
        + "5,jane@example.com,Jane,van den Berg,nl_NL,yes\n6,JANE@example.com,Jane,,,\n7,joe@example.com,www.evil.example/free,,,\n"
        + $"8,{new string('a', 64)}@{new string('b', 60)}.{new string('c', 60)}.com,Long,,,\n9,max@example.com,{new string('m', 192)},,,\n"
        + "10,more@example.com,M,O,nl,no,cells\n"
        + string.Concat(Enumerable.Range(0, 60).Select(number => $"x{number},many{number}@example.com,Many,Doe,,no\n"));

    private static async Task LiveAsync(TestPlatform platform)
    {
        await PrepareAsync(platform);
        var shop = platform.Aurora;

        var answer = await shop.MerchantApi.PostRawAsync(Batches.Bulk + "?pace=100000&message=Hello&expires_in_days=3", ExportFile.Csv(Table()));
        var id = Batches.IdOf(answer);
        Assert.Equal((HttpStatusCode.Accepted, 70), (answer.Status, answer.Data.GetProperty("batch").GetProperty("total").GetInt32()));
        await platform.GoOnAsync(6);

        Assert.Equal(
            [
                (2, "skipped", "customer.exists"), (3, "skipped", "invitation.pending"), (4, "skipped", "invitation.suppressed"),
                (5, "failed", "email.invalid"), (6, "invited", null), (7, "skipped", "row.duplicate"), (8, "failed", "name.invalid"),
                (9, "invited", null), (10, "failed", "name.invalid"), (11, "failed", "row.columns"),
            ],
            (await shop.RowsAsync(id)).Take(10).Select(row => (row.Line, row.Status, row.Code)));
        var batch = await shop.BatchAsync(id);
        Assert.Equal(
            ("completed", 70, 70, 62, 4, 4, 62),
            (batch.GetProperty("status").GetString(), Number(batch, "total"), Number(batch, "done"), Number(batch, "invited"),
                Number(batch, "skipped"),
                Number(batch, "failed"), Number(batch, "sent")));
        var jane = (await shop.FindCustomerAsync("jane@example.com"))!;
        Assert.Equal(
            ("Jane", "van den Berg", "nl", "5", """{"newsletter":"yes"}"""),
            (jane.Firstname, jane.Lastname, jane.Language, jane.ExternalId, jane.Metadata!.Json));
        Assert.Null(jane.CartReminderConsentAt);
        Assert.True((await new ApiDoor(shop).AcceptAsync(await shop.NewestLinkAsync("jane@example.com"), Shop.GoodPassword)).IsSignedIn);
        Assert.Equal(1, Number(await shop.BatchAsync(id), "accepted"));
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.Customers));
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Birch.ControlAsync("get", id)).Status);
    }

    private static int Number(JsonElement batch, string field) => batch.GetProperty(field).GetInt32();
}
