namespace Storefront.Tests.Support;

/// <summary>Rows of uploads with a value in every column about a person.</summary>
internal static class ImportRows
{
    public static InvitationBatchRow Of(Shop shop, long customerId, InvitationBatch batch, string content, string group) => new()
    {
        MerchantId = shop.Id,
        BatchId = batch.Id,
        CustomerId = customerId,
        Line = 2,
        Hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)),
        Content = content,
        Status = BatchRowStatus.Skipped,
        Code = "customer.exists",
        ReceivingGroup = group,
    };
}
