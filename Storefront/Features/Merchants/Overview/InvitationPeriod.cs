using Microsoft.EntityFrameworkCore;

namespace Storefront.Features.Merchants.Overview;

/// <summary>The numbers of the invitations that were created in a span of time.</summary>
/// <remarks>Invitations are numbered in order of creation. So a time is found by halving the numbers, with a few look-ups in an index, and
/// every count of the span needs an index alone.</remarks>
internal sealed record InvitationPeriod(long First, long End)
{
    /// <summary>The invitations from one time until before another, or all since then.</summary>
    public static async Task<InvitationPeriod> FindAsync(
        IQueryable<Invitation> invitations, DateTimeOffset from, DateTimeOffset? to, CancellationToken ct) =>
        new(await FirstSinceAsync(invitations, from, ct), to is { } end ? await FirstSinceAsync(invitations, end, ct) : long.MaxValue);

    public IQueryable<Invitation> Among(IQueryable<Invitation> invitations) => invitations.Where(row => row.Id >= First && row.Id < End);

    // The number of the first that is not older; behind the last where all are.
    private static async Task<long> FirstSinceAsync(IQueryable<Invitation> invitations, DateTimeOffset time, CancellationToken ct)
    {
        var low = await invitations.OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(ct);
        var high = await invitations.OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(ct) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await invitations.Where(row => row.Id >= middle).OrderBy(row => row.Id).Select(row => new { row.Id, row.CreatedAt })
                .FirstOrDefaultAsync(ct);
            if (next is null || next.CreatedAt >= time)
            {
                high = middle;
            }
            else
            {
                low = next.Id + 1;
            }
        }

        return low;
    }
}
