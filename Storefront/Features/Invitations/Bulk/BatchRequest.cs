namespace Storefront.Features.Invitations.Bulk;

/// <summary>Names a batch.</summary>
public class BatchRequest
{
    public long? BatchId { get; init; }
}
