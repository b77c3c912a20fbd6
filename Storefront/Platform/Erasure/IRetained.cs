namespace Storefront.Platform.Erasure;

/// <summary>Rows kept on a ground, of people who are no customers here.</summary>
internal interface IRetained
{
    string Kind { get; }

    /// <summary>How many have served their term and still name somebody.</summary>
    Task<int> CountOverAsync(Merchant merchant, DateTimeOffset now, CancellationToken ct);

    /// <summary>Masks some of them and tells how many.</summary>
    Task<int> MaskOverAsync(Merchant merchant, DateTimeOffset now, int step, CancellationToken ct);
}
