using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Adds a merchant with its primary host; an operator's operation, outside every merchant.</summary>
public sealed class AddMerchant(StorefrontDb db, CurrentMerchant currentMerchant, PlatformHosts platform, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Merchant>> RunAsync(AddMerchantRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("name", PersonName.Check(request.Name, out var name) ?? (name is null ? "Give the shop a name." : null));
        problems.Add(
            "host",
            HostName.Check(request.Host, out var host)
                ?? (platform.Contains(host) ? "This is a host of the platform itself (Platform:Hosts), where no shop is reached." : null));
        problems.Add("from", EmailAddress.Check(request.From, out var from));
        problems.Add("language", Languages.Check(request.Language));
        problems.Add("support", EmailAddress.Check(request.Support ?? request.From, out var support));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await db.InTransactionAsync<Merchant>(async () =>
        {
            var merchant = new Merchant
            {
                Name = name!,
                SenderAddress = from.Text,
                SupportAddress = support.Text,
                Language = request.Language,
                CreatedAt = clock.GetUtcNow(),
                Hosts = [new() { Host = host, IsPrimary = true }],
            };
            db.Merchants.Add(merchant);
            if (!await db.TrySaveAsync(ct))
            {
                return MerchantErrors.HostTaken;
            }

            currentMerchant.Set(merchant);
            audit.Add("merchant.added", $"host: {host}, language: {merchant.Language}");
            return merchant;
        }, ct);
    }
}

/// <summary>A merchant to add: name, host, sender address, and optionally reply address and language.</summary>
public sealed record AddMerchantRequest(string? Name, string? Host, string? From, string? Support = null, string Language = "en");
