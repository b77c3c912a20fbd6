using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database as one merchant sees it: every query is filtered to the scope's merchant, every write is checked against it.</summary>
/// <remarks>One sealed subclass per provider carries that provider's migrations; all other code knows this type alone.</remarks>
public abstract partial class StorefrontDb(DbContextOptions options, CurrentMerchant currentMerchant) : DbContext(options)
{
    /// <summary>Name of the query filter that holds the tenant; lifted by name, in Platform only.</summary>
    public const string TenantFilter = "tenant";

    public DbSet<Merchant> Merchants => Set<Merchant>();
    public DbSet<MerchantHost> MerchantHosts => Set<MerchantHost>();
    public DbSet<BrandLogo> BrandLogos => Set<BrandLogo>();
    public DbSet<MerchantToken> MerchantTokens => Set<MerchantToken>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();
    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();
    public DbSet<ConsentStatement> ConsentStatements => Set<ConsentStatement>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<MailboxMail> MailboxMails => Set<MailboxMail>();
    public DbSet<AttemptCounter> AttemptCounters => Set<AttemptCounter>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<DeletionReceipt> DeletionReceipts => Set<DeletionReceipt>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The collation that compares texts by code point, so that they sort alike on every provider.</summary>
    public abstract string ByteOrder { get; }

    /// <summary>Whether what is written now belongs to a transaction that <see cref="InTransactionAsync"/> opened.</summary>
    protected virtual bool IsInTransaction => Database.CurrentTransaction is not null;

    /// <summary>Whether the next save has anything to write.</summary>
    protected virtual bool HasUnsavedRows => ChangeTracker.HasChanges();

    /// <summary>Whether the change tracker may hold rows.</summary>
    protected virtual bool IsTracking => true;

    // A property of this instance: a captured value would freeze the first merchant into the cached model.
    private long TenantId => currentMerchant.Id;

    /// <summary>Holds a customer's row until the transaction ends, or answers false when the account is gone.</summary>
    /// <remarks>What gives a customer new rows holds it first, and so does the deletion: whoever comes second sees what the first one did,
    /// instead of failing on a foreign key.</remarks>
    public async Task<bool> TryHoldAsync(Customer customer, CancellationToken ct) => await Customers.Where(row => row.Id == customer.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.SubjectId, row => row.SubjectId), ct) == 1;

    /// <summary>Holds a customer's row until the transaction ends and loads it as it is now; null when the account is gone.</summary>
    public async Task<Customer?> HoldAsync(Customer customer, CancellationToken ct)
    {
        if (!await TryHoldAsync(customer, ct))
        {
            return null;
        }

        // A row that this context loaded before may have been changed since.
        if (Customers.Local.FindEntry(customer.Id) is { State: EntityState.Unchanged } loaded)
        {
            await loaded.ReloadAsync(ct);
            return loaded.Entity;
        }

        return await Customers.FirstAsync(row => row.Id == customer.Id, ct);
    }

    /// <summary>Saves what was added, or answers false when another row already holds a value that must be unique.</summary>
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

    /// <summary>Carries out a reading statement with its values <c>@p0</c>, <c>@p1</c> … For the typed methods in <c>Statements</c> alone.</summary>
    internal virtual Task<List<T>> QueryStatementAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ListAsync(read, ct), ct);

    /// <summary>Carries out a writing statement and reads the rows it returns, in the transaction or in the writer's turn.</summary>
    internal Task<List<T>> WriteStatementAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        InTurnAsync(() => QueryStatementAsync(statement, values, read, ct), ct);

    /// <summary>Carries out a writing statement and tells how many rows it wrote, in the transaction or in the writer's turn.</summary>
    internal Task<int> ExecuteStatementAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        InTurnAsync(() => RunStatementAsync(statement, values, ct), ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once for the guards and the writing together: each of them would look through every row again.
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

    /// <summary>Runs the work in a transaction of its own or in a part of one, which is kept or undone as a whole.</summary>
    protected abstract Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct);

    /// <summary>Carries out a statement on the connection at hand and tells how many rows it wrote.</summary>
    private protected virtual Task<int> RunStatementAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ExecuteNonQueryAsync(ct), ct);

    /// <summary>Runs one writing statement where writers take turns; inside a transaction the turn is already had.</summary>
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

    /// <summary>Fails when a new row is another merchant's.</summary>
    protected void GuardTenant(ITenantOwned row) => WriteGuards.Check(row.GetType(), row.MerchantId, currentMerchant);
}
