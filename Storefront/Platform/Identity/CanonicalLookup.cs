using Microsoft.AspNetCore.Identity;
using Storefront.Domain;

namespace Storefront.Platform.Identity;

/// <summary>Lets Identity look addresses up in the one canonical form that <see cref="EmailAddress"/> defines.</summary>
public sealed class CanonicalLookup : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) => EmailAddress.Check(email, out var address) is null ? address.Canonical : null;

    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
