namespace Storefront.Domain.Security;

/// <summary>A random key of this database, made when its table was: it hashes what is to be recognised and must not be kept.</summary>
public sealed class HashKey
{
    public required string Name { get; init; }

    /// <summary>The key under Data Protection; 32 plain bytes until the first start.</summary>
    public required byte[] Value { get; init; }
}
