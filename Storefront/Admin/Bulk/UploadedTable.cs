namespace Storefront.Admin.Bulk;

/// <summary>A file that a member has chosen, as long as the screen is open.</summary>
public sealed record UploadedTable(string Name, ReadOnlyMemory<byte> Bytes);
