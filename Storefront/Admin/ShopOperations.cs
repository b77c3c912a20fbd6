using Microsoft.AspNetCore.Components.Authorization;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;
using Storefront.Platform.Tenancy;

namespace Storefront.Admin;

/// <summary>Runs an operation for the signed-in member at one shop: in a scope of its own, with session, membership and role read
/// anew.</summary>
/// <remarks>A circuit lives for hours, so nothing it was told when it began is believed. The role becomes the caller's abilities, which the
/// operation checks. A shop of somebody else is as unknown as none.</remarks>
public sealed class ShopOperations(
    IServiceScopeFactory scopes, AuthenticationStateProvider authentication, MerchantDirectory merchants, ILogger<ShopOperations> log)
{
    /// <summary>Runs the operation as the member at the shop.</summary>
    public async Task<Result<T>> RunAsync<TOperation, T>(
        long shopId, Func<TOperation, Caller, Task<Result<T>>> run, CancellationToken ct = default)
        where TOperation : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var entered = await EnterAsync(scope.ServiceProvider, shopId, ct);
            return entered.Refusal is { } refusal ? refusal
                : await run(scope.ServiceProvider.GetRequiredService<TOperation>(), entered.Value);
        }
        catch (Exception problem) when (StorageFault.IsPassing(problem))
        {
            log.LogWarning("A screen of the admin was refused: {Problem}", StorageFault.NameOf(problem));
            return AdminErrors.Unavailable;
        }
    }

    /// <summary>The shop and the member's role in it, or a refusal where they do not work.</summary>
    public Task<Result<OpenShop>> OpenAsync(long shopId, CancellationToken ct = default) =>
        RunAsync<CurrentMerchant, OpenShop>(
            shopId, (_, caller) => Task.FromResult<Result<OpenShop>>(new OpenShop(caller.Merchant, caller.Staff!, caller.Abilities)), ct);

    private async Task<Result<Caller>> EnterAsync(IServiceProvider services, long shopId, CancellationToken ct)
    {
        if (StaffTicket.Of((await authentication.GetAuthenticationStateAsync()).User) is not { } ticket)
        {
            return StaffSessions.NoShop;
        }

        var found = await services.GetRequiredService<StaffSessions>().FindMemberAsync(ticket.Secret, shopId, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await merchants.FindByIdAsync(shopId, ct) is not { } merchant)
        {
            return StaffSessions.NoShop;
        }

        var member = found.Value;
        services.GetRequiredService<CurrentMerchant>().Set(merchant);
        services.GetRequiredService<ActingStaff>().Id = member.Id;
        return new Caller
        {
            Merchant = merchant,
            Staff = member,
            Abilities = StaffRoles.AbilitiesOf(member.Role),
            ClientAddress = ticket.ClientAddress,
        };
    }
}

/// <summary>The shop of a screen, and the member who opened it.</summary>
public sealed record OpenShop(Merchant Merchant, StaffMember Member, AbilitySet Abilities)
{
    /// <summary>Whether the member may do this here. It decides what is shown; the operation checks again.</summary>
    public bool Can(Ability ability) => Abilities.Contains(ability);
}
