namespace Storefront.Platform.Mail.Transport;

/// <summary>Ends a slow step with a <see cref="TimeoutException"/>, and a cancelled one with a cancellation.</summary>
internal static class TimeLimit
{
    public static async Task RunAsync(TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken ct)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        source.CancelAfter(limit);
        try
        {
            await step(source.Token);
        }
        catch (Exception problem) when (source.IsCancellationRequested)
        {
            ct.ThrowIfCancellationRequested();
            throw new TimeoutException($"The mail server took longer than {limit.TotalSeconds:0.#} s.", problem);
        }
    }
}
