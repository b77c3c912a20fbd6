using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Browse;

/// <summary>Returns a customer's consents and what happened to the account, newest first, for a merchant.</summary>
/// <remarks>Of the events the newest <see cref="MostEvents"/>; client addresses are left out.</remarks>
public sealed class ReadCustomerHistory(StorefrontDb db, ReadCustomer read)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int MostEvents = 200;

    public async Task<Result<CustomerHistory>> RunAsync(Caller caller, NamedCustomerRequest request, CancellationToken ct)
    {
        var found = await read.RunAsync(caller, request, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var customer = found.Value;
        var consents = await db.ConsentStatements.AsNoTracking().Where(row => row.CustomerId == customer.Id).OrderByDescending(row => row.Id)
            .Select(row => new CustomerConsent(row.Kind, row.IsGiven, row.At, row.TextVersion)).ToListAsync(ct);
        var events = await db.AuditEntries.AsNoTracking().Where(row => row.SubjectId == customer.SubjectId).OrderByDescending(row => row.Id)
            .Take(MostEvents).Select(row => new CustomerEvent(row.Action, row.At, row.Facts)).ToListAsync(ct);
        return new CustomerHistory(consents, events);
    }
}

/// <summary>A customer's consents, and what happened to the account.</summary>
public sealed record CustomerHistory(IReadOnlyList<CustomerConsent> Consents, IReadOnlyList<CustomerEvent> Events);

/// <summary>A consent or its withdrawal, and the version of the text that was shown.</summary>
public sealed record CustomerConsent(ConsentKind Kind, bool IsGiven, DateTimeOffset At, string TextVersion);

/// <summary>One event, for example <c>customer.signed_in</c>, with counts and other facts.</summary>
public sealed record CustomerEvent(string Event, DateTimeOffset At, string? Facts);

/// <summary>An answer with a customer's history.</summary>
public sealed record CustomerHistoryData(CustomerHistory History);
