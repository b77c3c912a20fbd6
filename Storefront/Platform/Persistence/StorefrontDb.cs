using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database as one merchant sees it: every query is filtered to the scope's merchant, every write is checked against it.</summary>
/// <remarks>One sealed subclass per provider carries that provider's migrations; all other code knows this type alone.</remarks>
public abstract class StorefrontDb(DbContextOptions options, CurrentMerchant currentMerchant) : DbContext(options)
{
    /// <summary>Name of the query filter that holds the tenant; lifted by name, in Platform only.</summary>
    public const string TenantFilter = "tenant";

    private const string Holding = """UPDATE "Customers" SET "SubjectId" = "SubjectId" WHERE "MerchantId" = @p0 AND "Id" = @p1""";

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

    /// <summary>Whether what is written now belongs to a transaction that was opened before.</summary>
    protected virtual bool IsInTransaction => Database.CurrentTransaction is not null;

    // A property of this instance: a captured value would freeze the first merchant into the cached model.
    private long TenantId => currentMerchant.Id;

    /// <summary>Runs the work in one write transaction: saved and committed when it succeeds, undone when it is refused or throws.</summary>
    /// <remarks>Slow work (hashing, rendering) belongs before the call. On SQLite, writers wait their turn in the process, first come
    /// first served, instead of colliding in the database, and those who wait together are committed together.</remarks>
    public Task<Result<T>> InTransactionAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct) => WriteAsync(() => SavedAsync(work, ct), result => !result.IsRefused, ct);

    /// <summary>The same for work that inserts and runs statements of our own, and does nothing else with the context: setting that up for a transaction costs more than such work does.</summary>
    public Task<Result<T>> InPlainTransactionAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct) => WritePlainlyAsync(() => SavedAsync(work, ct), result => !result.IsRefused, ct);

    /// <summary>Adds a row that nobody will change before it is saved; a row it points to by object must come before it.</summary>
    /// <remarks>Its number is known once it is saved. Where rows are written past the change tracker they are never tracked.</remarks>
    public virtual void Insert<T>(T row)
        where T : class, ITenantOwned => Add(row);

    /// <summary>Runs one writing statement in turn with other writers; inside a transaction the turn is already had.</summary>
    public virtual Task<T> AloneAsync<T>(Func<Task<T>> statement, CancellationToken ct) =>
        IsInTransaction ? statement() : WriteAsync(statement, _ => true, ct);

    /// <summary>The same for statements of our own.</summary>
    public virtual Task<T> PlainlyAloneAsync<T>(Func<Task<T>> statements, CancellationToken ct) =>
        IsInTransaction ? statements() : WritePlainlyAsync(statements, _ => true, ct);

    /// <summary>Holds a customer's row until the transaction ends, or answers false when the account is gone.</summary>
    /// <remarks>What gives a customer new rows holds it first, and so does the deletion: whoever comes second sees what the first one did,
    /// instead of failing on a foreign key.</remarks>
    public async Task<bool> TryHoldAsync(Customer customer, CancellationToken ct) =>
        await ExecuteAsync(Holding, [TenantId, customer.Id], ct) == 1;

    /// <summary>Saves what was added, or answers false when another row already holds a value that must be unique.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException problem) when (IsUniqueViolation(problem))
        {
            return false;
        }
    }

    /// <summary>Carries out one statement with its values <c>@p0</c>, <c>@p1</c> … and reads the rows it returns.</summary>
    /// <remarks>The tenant filter does not reach it: whoever asks puts the merchant into the condition. The same goes for <see cref="ExecuteAsync"/>.</remarks>
    public virtual Task<List<T>> QueryAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ListAsync(read, ct), ct);

    /// <summary>Carries out one statement with its values <c>@p0</c>, <c>@p1</c> … and tells how many rows it wrote.</summary>
    public virtual Task<int> ExecuteAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        Database.RunAsync(statement, values, command => command.ExecuteNonQueryAsync(ct), ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once for the guards and the writing together: each of them would look through every row again.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            GuardTenant();
            GuardWhatStays();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardTenant();
        GuardWhatStays();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Runs the work in a transaction of its own or in a part of one, which is kept or undone as a whole.</summary>
    protected abstract Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct);

    /// <summary>The same for work that inserts and runs statements of our own, and does nothing else with the context.</summary>
    protected virtual Task<T> WritePlainlyAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) => WriteAsync(work, isKept, ct);

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

    // Customers go by the erasure plan alone, which deals with everything of theirs; what happened, and what an erasure did, is only ever added to.
    private void GuardWhatStays()
    {
        if (ChangeTracker.Entries().FirstOrDefault(entry => (entry.Entity, entry.State) is
            (Customer, EntityState.Deleted) or (AuditEntry or DeletionReceipt, EntityState.Modified or EntityState.Deleted)) is { } entry)
        {
            throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} was about to be {entry.State}.");
        }
    }

    /// <summary>Fails when a new row is another merchant's.</summary>
    protected void GuardTenant(ITenantOwned row)
    {
        if (row.MerchantId != TenantId)
        {
            throw Foreign(row.GetType().Name);
        }
    }

    private async Task<Result<T>> SavedAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct)
    {
        var result = await work();
        if (!result.IsRefused)
        {
            await SaveChangesAsync(ct);
        }

        return result;
    }

    private static InvalidOperationException Foreign(string what) => new($"A {what} of another merchant was about to be written.");

    private void GuardTenant()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var owner = entry.Property(row => row.MerchantId);
            if (owner.CurrentValue != TenantId || owner.OriginalValue != TenantId)
            {
                throw Foreign(entry.Metadata.ClrType.Name);
            }
        }
    }
}
