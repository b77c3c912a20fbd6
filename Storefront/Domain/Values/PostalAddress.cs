namespace Storefront.Domain.Values;

/// <summary>A postal address as it was written at one time; orders keep their own copy.</summary>
public sealed record PostalAddress
{
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public string? Street { get; init; }
    public string? Number { get; init; }
    public string? Postcode { get; init; }
    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
    public string? Phone { get; init; }
}
