using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Refusals about a merchant's hosts.</summary>
internal static class HostErrors
{
    internal static readonly Refusal Invalid = Refusal.Invalid("host", "host.invalid", "Enter a host name alone, such as shop.example.com.");
    internal static readonly Refusal Unknown = Refusal.Invalid("host", "host.unknown", "The shop has no such host.");
    internal static readonly Refusal Platform = Refusal.Invalid(
        "host", "host.platform", "This is a host of the platform itself (Platform:Hosts), where no shop is reached.");

    internal static readonly Refusal IsPrimary = Refusal.Invalid(
        "host", "host.primary", "This is the primary host, which every link leads to. Make another one primary first.");

    internal static readonly Refusal Unverified = Refusal.Invalid("host", "host.unverified", "The DNS does not prove that this host is the shop's.");
    internal static readonly Refusal HasOpenLinks = Refusal.Invalid("host", "host.open_links", "Mailed links still lead to this host.");
    internal static readonly Refusal SameShop = Refusal.Invalid("to", "host.same_shop", "The host is this shop's already.");
}
