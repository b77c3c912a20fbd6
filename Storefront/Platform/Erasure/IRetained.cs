namespace Storefront.Platform.Erasure;

/// <summary>Rows kept on a legal ground, about people who are not customers here.</summary>
internal interface IRetained
{
    string Kind { get; }

    /// <summary>How many have passed their term and still contain personal data.</summary>
    Task<int> CountOverAsync(Merchant merchant, DateTimeOffset now, CancellationToken ct);

    /// <summary>Masks some of them and returns how many.</summary>
    Task<int> MaskOverAsync(Merchant merchant, DateTimeOffset now, int step, CancellationToken ct);
}
