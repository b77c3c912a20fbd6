using Microsoft.Extensions.Options;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks;

/// <summary>The rules for the fields of a webhook.</summary>
public sealed class WebhookRules(IOptions<WebhookOptions> options, PlatformHosts platformHosts, MerchantDirectory merchants)
{
    /// <summary>Checks the given fields; returns every field's problem, or the values to store.</summary>
    public Refusal? Check(string? url, IReadOnlyList<string>? events, string? description, out CheckedWebhook fields)
    {
        var problems = new FieldProblems();
        problems.Add("url", WebhookUrl.Check(url, options.Value.AllowPrivateAddresses, out var address));
        problems.Add("events", WebhookEventSet.Check(events, out var wanted));
        problems.Add("description", TextRules.CheckOptionalLine(description, TextRules.MaxLength, out var line));
        fields = new(address, wanted, line);
        return problems.ToRefusal();
    }

    /// <summary>Whether an address leads to this platform or one of its shops: their events would come back as requests.</summary>
    public async Task<bool> IsOwnAsync(string url, CancellationToken ct)
    {
        var host = WebhookUrl.HostOf(new Uri(url));
        return !options.Value.AllowPrivateAddresses
            && (platformHosts.Contains(host) || await merchants.FindByHostAsync(host, ct) is not null);
    }
}

/// <summary>Fields that passed every rule.</summary>
public sealed record CheckedWebhook(string Url, WebhookEventSet Events, string? Description);
