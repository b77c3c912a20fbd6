namespace Storefront.Domain.Security;

/// <summary>One key of the Data Protection key ring, as the framework writes it.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; init; }
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }
}
