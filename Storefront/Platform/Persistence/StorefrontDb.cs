using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database as one merchant's scope sees it: every query is filtered to the merchant, every write is checked against
/// it.</summary>
/// <remarks>One sealed subclass per provider has its own migrations; all other code uses this type.</remarks>
public abstract partial class StorefrontDb(DbContextOptions options, CurrentMerchant currentMerchant) : DbContext(options)
{
    /// <summary>The name of the tenant query filter. Only Platform lifts it, by name.</summary>
    public const string TenantFilter = "tenant";

    public DbSet<Merchant> Merchants => Set<Merchant>();
    public DbSet<MerchantHost> MerchantHosts => Set<MerchantHost>();
    public DbSet<BrandLogo> BrandLogos => Set<BrandLogo>();
    public DbSet<MailDomain> MailDomains => Set<MailDomain>();
    public DbSet<MerchantToken> MerchantTokens => Set<MerchantToken>();
    public DbSet<IdempotencyClaim> IdempotencyClaims => Set<IdempotencyClaim>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<InvitationEvent> InvitationEvents => Set<InvitationEvent>();
    public DbSet<InvitationBatch> InvitationBatches => Set<InvitationBatch>();
    public DbSet<InvitationBatchRow> InvitationBatchRows => Set<InvitationBatchRow>();
    public DbSet<InvitationBatchGroup> InvitationBatchGroups => Set<InvitationBatchGroup>();
    public DbSet<Suppression> Suppressions => Set<Suppression>();
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();
    public DbSet<CustomerPasskey> CustomerPasskeys => Set<CustomerPasskey>();
    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();
    public DbSet<ConsentStatement> ConsentStatements => Set<ConsentStatement>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<MailboxMail> MailboxMails => Set<MailboxMail>();
    public DbSet<AttemptCounter> AttemptCounters => Set<AttemptCounter>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<DeletionReceipt> DeletionReceipts => Set<DeletionReceipt>();
    public DbSet<HashKey> HashKeys => Set<HashKey>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The collation that compares texts by code point, so that they sort alike on every provider.</summary>
    public abstract string ByteOrder { get; }

    /// <summary>Whether a write now belongs to a transaction that <see cref="InTransactionAsync"/> opened.</summary>
    protected virtual bool IsInTransaction => Database.CurrentTransaction is not null;

    /// <summary>Whether the next save has anything to write.</summary>
    protected virtual bool HasUnsavedRows => ChangeTracker.HasChanges();

    /// <summary>Whether the change tracker may hold rows.</summary>
    protected virtual bool IsTracking => true;

    // A property of this instance: a captured value would fix the first merchant in the cached model.
    private long TenantId => currentMerchant.Id;

    /// <summary>Locks a customer's row until the transaction ends, or returns false when the account was deleted.</summary>
    /// <remarks>Code that adds rows to a customer locks the customer first, and so does the deletion. Whoever comes second then sees the
    /// other's result, instead of failing on a foreign key.</remarks>
    public Task<bool> TryHoldAsync(Customer customer, CancellationToken ct) => TryHoldAsync(customer.Id, ct);

    /// <summary>Locks the row of the customer with this number until the transaction ends, or returns false when there is none.</summary>
    public async Task<bool> TryHoldAsync(long customerId, CancellationToken ct) => await Customers.Where(row => row.Id == customerId)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.SubjectId, row => row.SubjectId), ct) == 1;

    /// <summary>Locks a customer's row until the transaction ends and loads it anew; null when the account was deleted.</summary>
    public Task<Customer?> HoldAsync(Customer customer, CancellationToken ct) => HoldAsync(customer.Id, ct);

    /// <summary>Locks the row of the customer with this number until the transaction ends and loads it; null when there is none.</summary>
    public async Task<Customer?> HoldAsync(long customerId, CancellationToken ct)
    {
        if (!await TryHoldAsync(customerId, ct))
        {
            return null;
        }

        // A row that this context loaded before may have changed since.
        if (Customers.Local.FindEntry(customerId) is { State: EntityState.Unchanged } loaded)
        {
            await loaded.ReloadAsync(ct);
            return loaded.Entity;
        }

        return await Customers.FirstAsync(row => row.Id == customerId, ct);
    }

    /// <summary>Saves what was added, or returns false when another row already has a value that must be unique.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException problem) when (IsUniqueViolation(problem) && RowsOf(problem).Any(row => row is not IImmutableRow))
        {
            return false;
        }
    }

    /// <summary>Runs a reading statement with its values <c>@p0</c>, <c>@p1</c> …; only for the typed methods in
    /// <c>Statements</c>.</summary>
    internal virtual Task<List<T>> QueryStatementAsync<T>(
        string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ListAsync(read, ct), ct);

    /// <summary>Runs a writing statement and returns its rows, in the transaction or under the writer lock.</summary>
    internal Task<List<T>> WriteStatementAsync<T>(
        string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        InTurnAsync(() => QueryStatementAsync(statement, values, read, ct), ct);

    /// <summary>Runs a writing statement and returns how many rows it wrote, in the transaction or under the writer lock.</summary>
    internal Task<int> ExecuteStatementAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        InTurnAsync(() => RunStatementAsync(statement, values, ct), ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Detected once for the guards and the save; each of them would compare every row again.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            WriteGuards.Check(ChangeTracker, currentMerchant);
            CheckInsertedRows();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        WriteGuards.Check(ChangeTracker, currentMerchant);
        CheckInsertedRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Runs the work in its own transaction or savepoint, which is kept or undone as a whole.</summary>
    protected abstract Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct);

    /// <summary>Runs a statement on the current connection and returns how many rows it wrote.</summary>
    private protected virtual Task<int> RunStatementAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ExecuteNonQueryAsync(ct), ct);

    /// <summary>Runs one writing statement under the writer lock; inside a transaction the lock is already held.</summary>
    protected abstract Task<T> InTurnAsync<T>(Func<Task<T>> statement, CancellationToken ct);

    protected abstract bool IsUniqueViolation(DbUpdateException problem);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<PostalAddress>().HaveConversion<AddressJson>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(StorefrontDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(typeof(ITenantOwned).IsAssignableFrom))
        {
            FilterMethod.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }
    }

    private static System.Reflection.MethodInfo FilterMethod { get; } =
        typeof(StorefrontDb).GetMethod(nameof(FilterByTenant), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void FilterByTenant<T>(ModelBuilder modelBuilder)
        where T : class, ITenantOwned =>
        modelBuilder.Entity<T>().HasQueryFilter(TenantFilter, row => row.MerchantId == TenantId);

    /// <summary>Throws when a new row belongs to another merchant.</summary>
    protected void GuardTenant(ITenantOwned row) => WriteGuards.Check(row.GetType(), row.MerchantId, currentMerchant);
}
