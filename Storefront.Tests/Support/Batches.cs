using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Batches;

namespace Storefront.Tests.Support;

/// <summary>Batches of invitations, as a merchant sends and follows them.</summary>
internal static class Batches
{
    public const string Bulk = "customers/invite/bulk";

    /// <summary>Sends the addresses and returns the number of the batch.</summary>
    public static async Task<long> BulkAsync(this Shop shop, IEnumerable<string> emails, int pace = 100_000)
    {
        var answer = await shop.MerchantApi.PostAsync(Bulk, new { customers = emails.Select(email => new { email }), pace });
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return IdOf(answer);
    }

    public static long IdOf(ApiAnswer answer) => answer.Data.GetProperty("batch").GetProperty("id").GetInt64();

    /// <summary>Lets the dispatcher do what is due now.</summary>
    public static async Task RunBatchesAsync(this TestPlatform platform)
    {
        while (await platform.Services.GetRequiredService<BatchDispatcher>().RunDueAsync(default) > 0)
        {
            // Until nothing is due any more.
        }
    }

    /// <summary>Lets batches and mails go on for so many steps of a few seconds.</summary>
    public static async Task GoOnAsync(this TestPlatform platform, int steps, TimeSpan? each = null)
    {
        for (var step = 0; step < steps; step++)
        {
            await platform.RunBatchesAsync();
            await platform.MailsAsync();
            platform.Clock.Turn(each ?? TimeSpan.FromSeconds(6));
        }
    }

    public static async Task<JsonElement> BatchAsync(this Shop shop, long batch) =>
        (await shop.MerchantApi.PostAsync($"{Bulk}/get", new { batch_id = batch })).Data.GetProperty("batch");

    public static Task<ApiAnswer> ControlAsync(this Shop shop, string command, long batch) =>
        shop.MerchantApi.PostAsync($"{Bulk}/{command}", new { batch_id = batch });

    public static async Task<IReadOnlyList<BatchRow>> RowsAsync(this Shop shop, long batch)
    {
        var answer = await shop.MerchantApi.PostAsync($"{Bulk}/rows", new { batch_id = batch, per_page = 200 });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return [.. answer.Data.GetProperty("data").EnumerateArray().Select(row => new BatchRow(
            row.GetProperty("line").GetInt32(), row.GetProperty("email").GetString(), row.GetProperty("status").GetString()!,
            row.GetProperty("code").GetString()))];
    }
}

/// <summary>A row as the API shows it.</summary>
internal sealed record BatchRow(int Line, string? Email, string Status, string? Code);
