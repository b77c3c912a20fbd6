using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants.Overview;

/// <summary>Counts what became of a period's invitations, and what needs a person now.</summary>
public sealed class ReadOverview(StorefrontDb db, CurrentMerchant currentMerchant, RowCounts counts, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadShop;

    private const int UsualDays = 30;

    public async Task<Result<ShopOverview>> RunAsync(Caller caller, ReadOverviewRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var to = (request.To ?? clock.GetUtcNow()).ToUniversalTime();
        var from = (request.From ?? to.AddDays(-UsualDays)).ToUniversalTime();
        var problems = new FieldProblems();
        problems.Add("to", from < to ? null : "The period ends before it begins.");
        return problems.ToRefusal() is { } unfit ? unfit : new ShopOverview(
            from, to, await FunnelAsync(from, request.To?.ToUniversalTime(), ct), await AttentionAsync(ct));
    }

    private async Task<InvitationFunnel> FunnelAsync(DateTimeOffset from, DateTimeOffset? to, CancellationToken ct)
    {
        var invitations = db.Invitations.AsNoTracking();
        var period = await InvitationPeriod.FindAsync(invitations, from, to, ct);
        var rows = period.Among(invitations);
        var name = FormattableString.Invariant($"overview {period.First} {period.End}");
        var opened = await CountAsync("opened", rows.Where(row => row.Delivery == InvitationDelivery.Opened));
        return new(
            await CountAsync("invited", rows),
            opened + await CountAsync("sent", rows.Where(row => row.Delivery == InvitationDelivery.Sent)),
            opened,
            await CountAsync("accepted", rows.Where(row => row.AcceptedAt != null)));

        Task<int> CountAsync(string what, IQueryable<Invitation> counted) => counts.CountAsync(currentMerchant, $"{name} {what}", counted, ct);
    }

    private async Task<ShopAttention> AttentionAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var bounced = db.Invitations.AsNoTracking().Where(row => row.Delivery == InvitationDelivery.Bounced)
            .Where(row => row.AcceptedAt == null && row.RevokedAt == null && row.DeclinedAt == null && row.ExpiresAt > now);
        var hooks = await db.Webhooks.AsNoTracking().Where(hook => hook.DeletedAt == null).ToListAsync(ct);
        var numbers = hooks.Select(hook => hook.Id).ToList();
        var domain = await db.MailDomains.AsNoTracking().FirstOrDefaultAsync(ct);
        return new()
        {
            BouncedInvitations = await counts.CountAsync(currentMerchant, "overview bounced", bounced, ct),
            FailingWebhooks = hooks.Count(hook => hook.Reason is not null || hook.FailingSince is not null),
            FailedDeliveries = await db.WebhookDeliveries.CountAsync(
                row => row.State == OutboxState.Parked && EF.Parameter(numbers).Contains(row.WebhookId), ct),
            PausedBatches = await db.InvitationBatches.CountAsync(
                batch => batch.Kind == InvitationBatchKind.Invitation && batch.ReceivedAt != null && batch.Status == InvitationBatchStatus.Paused,
                ct),
            StoppedGroups = await db.InvitationBatchGroups.CountAsync(
                group => group.StoppedAt != null
                    && db.InvitationBatches.Any(batch => batch.Id == group.BatchId && batch.Status == InvitationBatchStatus.Running), ct),
            MailDomain = domain?.Domain,
            SignsMails = domain?.VerifiedAt is not null,
        };
    }
}

/// <summary>Which period; the last 30 days when absent.</summary>
public sealed class ReadOverviewRequest
{
    /// <summary>Invited at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Invited before this time.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>What became of a period's invitations, and what needs a person now.</summary>
public sealed record ShopOverview(DateTimeOffset From, DateTimeOffset To, InvitationFunnel Funnel, ShopAttention Attention);

/// <summary>The invitations created in the period, and how many of these were delivered, opened and accepted so far.</summary>
public sealed record InvitationFunnel(int Invited, int Delivered, int Opened, int Accepted);

/// <summary>What needs a person now.</summary>
public sealed record ShopAttention
{
    /// <summary>Pending invitations whose mail was refused.</summary>
    public required int BouncedInvitations { get; init; }

    /// <summary>Webhooks that fail, were paused because they failed, or have ended.</summary>
    public required int FailingWebhooks { get; init; }

    /// <summary>Messages that were given up; they can be sent again.</summary>
    public required int FailedDeliveries { get; init; }
    public required int PausedBatches { get; init; }

    /// <summary>Groups of receivers of running batches that get no mail now.</summary>
    public required int StoppedGroups { get; init; }

    /// <summary>The domain that signs mails; null without one.</summary>
    public required string? MailDomain { get; init; }

    /// <summary>Whether every record of that domain was found in the DNS.</summary>
    public required bool SignsMails { get; init; }
}
