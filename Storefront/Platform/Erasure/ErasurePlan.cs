using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Webhooks;

namespace Storefront.Platform.Erasure;

/// <summary>What erasing a customer does, as the mappings declare it: counting gives the preview, executing is the deletion, and the result
/// is the receipt.</summary>
/// <remarks>No other code deletes a customer row. The foreign keys to customers restrict deletion, so the database refuses if the plan
/// missed a table.</remarks>
public sealed class ErasurePlan(
    StorefrontDb db, CurrentMerchant currentMerchant, PasswordAttemptGuard attempts, MailBudgets budgets, AddressTraces traces,
    IEnumerable<IErasureHandler> handlers, WebhookEvents webhooks, WalTruncator truncator, AuditTrail audit, TimeProvider clock)
{
    private const int FingerprintLength = 12;
    private static readonly ConditionalWeakTable<IReadOnlyModel, string> Fingerprints = [];

    /// <summary>A fingerprint of the declarations: the same plan has the same name in preview and receipt.</summary>
    public string Fingerprint => FingerprintOf(db.Model);

    /// <summary>Counts what would be done. Changes nothing.</summary>
    public Task<IReadOnlyList<ErasureLine>> PreviewAsync(Customer customer, CancellationToken ct) =>
        EachAsync((rows, leaving) => rows.CountAsync(leaving, ct), customer);

    /// <summary>Erases the customer in the caller's transaction, or returns null when another caller did so first.</summary>
    public Task<DeletionReceipt?> RunAsync(Customer customer, CancellationToken ct) => RunAsync(customer, former: null, ct);

    /// <summary>Repeats a noted erasure in a restored database: erases the customer if there is one, and stores the receipt of then.</summary>
    public async Task RepeatAsync(Customer? customer, JournalEntry entry, CancellationToken ct)
    {
        if (customer is not null)
        {
            await RunAsync(customer, entry.Receipt, ct);
        }
        else if (entry.Receipt is { } receipt)
        {
            await AddAsync(receipt, former: receipt, entry.Subject, ct);
        }
        else
        {
            audit.Add(entry.Action, entry.Subject);
        }
    }

    private async Task<DeletionReceipt?> RunAsync(Customer customer, DeletionReceipt? former, CancellationToken ct)
    {
        if (!await db.TryHoldAsync(customer, ct))
        {
            return null;
        }

        foreach (var handler in handlers)
        {
            await handler.HandleAsync(customer, ct);
        }

        var isOnItsWay = await webhooks.AreOnTheirWayAsync(customer.Id, ct);
        var lines = await EachAsync((rows, leaving) => rows.EraseAsync(leaving, ct), customer);
        await attempts.ForgetAsync(customer, ct);
        await budgets.ForgetAsync(customer, ct);
        await traces.EraseAsync(customer.NormalizedEmail!, ct);
        db.AfterCommit(truncator.Request);
        var receipt = former ?? DeletionReceipt.Of(currentMerchant.Merchant, clock.GetUtcNow(), Fingerprint, lines);
        await AddAsync(receipt, former, customer.SubjectId, ct);
        await webhooks.AddDeletionAsync(customer.Id, receipt, isOnItsWay, ct);
        return receipt;
    }

    private async Task AddAsync(DeletionReceipt receipt, DeletionReceipt? former, Guid subjectId, CancellationToken ct)
    {
        if (former is null || !await db.DeletionReceipts.AnyAsync(row => row.Id == receipt.Id, ct))
        {
            db.Insert(receipt);
        }

        var kept = receipt.Lines.Where(line => line.Fate == RowFate.Kept).Sum(line => line.Count);
        audit.Add("customer.deleted", subjectId, $"receipt: {receipt.Id}, check: {receipt.Check}, orders kept: {kept}", receipt);
    }

    /// <summary>The fingerprint of a model's declarations, whatever the provider.</summary>
    public static string FingerprintOf(IReadOnlyModel model) => Fingerprints.GetValue(model, Read);

    private static string Read(IReadOnlyModel model)
    {
        var declared = from entity in model.GetEntityTypes()
                       from column in entity.GetProperties()
                       select $"{entity.ClrType.Name}.{column.Name} {ColumnRule.Of(column)}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', declared.Order(StringComparer.Ordinal)))))[..FingerprintLength];
    }

    private async Task<IReadOnlyList<ErasureLine>> EachAsync(
        Func<PersonalRows, ErasureContext, Task<IReadOnlyList<ErasureLine>>> work, Customer customer)
    {
        var leaving = new ErasureContext(customer, currentMerchant.Merchant, clock.GetUtcNow());
        var lines = new List<ErasureLine>();
        foreach (var table in PersonalTable.AllOf(db.Model))
        {
            lines.AddRange(await work(PersonalRows.Of(db, table), leaving));
        }

        return lines;
    }
}
