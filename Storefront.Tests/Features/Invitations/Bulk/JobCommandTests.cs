using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Bulk;

/// <summary>The operator lists and cancels batches, by the merchants' own rules.</summary>
public sealed class JobCommandTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_batch_is_listed_and_cancelled_at_its_own_merchant_alone()
    {
        Assert.Equal("Nothing.", await _platform.CommandAsync("jobs", "list"));
        var sent = await _platform.Aurora.MerchantApi.PostAsync(
            "customers/invite/bulk", new { customers = new[] { new { email = "one@example.com" }, new { email = "two@example.com" } } });
        var id = Batches.IdOf(sent);

        Assert.StartsWith($"{id}\t1\tInvitation\tQueued\t0/2\t", await _platform.CommandAsync("jobs", "list"), StringComparison.Ordinal);
        Assert.Equal("Nothing.", await _platform.CommandAsync("jobs", "list", "--merchant", "2"));
        Assert.Equal(1, await CancelAsync(2, id));

        Assert.Equal(0, await CancelAsync(1, id));
        Assert.Equal(1, await CancelAsync(1, id));

        Assert.Contains("\tCancelled\t", await _platform.CommandAsync("jobs", "list", "--merchant", "1"), StringComparison.Ordinal);
        Assert.Contains($"batch.cancelled batch: {id}", await _platform.Aurora.EventsAsync());
    }

    private async Task<int> CancelAsync(long merchant, long id)
    {
        await using var output = new StringWriter();
        return await _platform.Services.GetRequiredService<OperatorConsole>()
            .RunAsync(["jobs", "cancel", "--merchant", $"{merchant}", "--id", $"{id}"], output);
    }
}
