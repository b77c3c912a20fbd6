using Storefront.Platform.Erasure;

namespace Storefront.Platform.Hosting;

/// <summary>Repeats, before the first request, what was erased since the backup that this database may come from.</summary>
internal sealed class ReplayErasures(ErasureReplay replay) : IStartStep
{
    public async Task RunAsync(CancellationToken ct) => await replay.RunAsync(ct);
}
