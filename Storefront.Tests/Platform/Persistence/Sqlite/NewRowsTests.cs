using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Api;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Sqlite;

/// <summary>Rows inserted past the change tracker read back as EF Core reads them, belong to the merchant, and commit with their
/// transaction or not at all.</summary>
public sealed class NewRowsTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public void An_untracked_row_type_has_no_setters()
    {
        var settable = from type in typeof(IImmutableRow).Assembly.GetTypes()
                       where type.IsClass && type.IsAssignableTo(typeof(IImmutableRow))
                       from property in type.GetProperties()
                       where property.SetMethod is { } set
                           && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                       select $"{type.Name}.{property.Name}";

        Assert.Empty(settable);
    }

    [Fact]
    public async Task A_row_is_read_as_it_was_inserted_with_the_number_it_was_given()
    {
        foreach (var shop in new[] { _platform.Aurora, _platform.Birch })
        {
            var (customer, token) = Pair(shop, "jane");
            var mail = Mail(shop, customer);
            await InsertAsync(shop, customer, token, mail);

            Assert.Equal(
                _platform.Columns(token), _platform.Columns(await _platform.AsAsync(shop, db => db.OneTimeTokens.AsNoTracking().SingleAsync())));
            Assert.Equal(
                _platform.Columns(mail),
                _platform.Columns(await _platform.AsAsync(shop, db => db.OutboxMails.AsNoTracking().SingleAsync(row => row.Kind == "a kind"))));
            Assert.True(customer.Id > 0 && token.CustomerId == customer.Id && mail.CustomerId == customer.Id);
        }
    }

    [Fact]
    public async Task A_row_of_another_shop_is_refused_when_it_is_added()
    {
        var (customer, token) = Pair(_platform.Birch, "jane");
        await InsertAsync(_platform.Birch, customer);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(_platform.Aurora, db => Inserting(db, token)));

        Assert.Empty(await _platform.AsAsync(_platform.Birch, db => db.OneTimeTokens.ToListAsync()));
    }

    [Fact]
    public async Task Rows_saved_together_are_written_all_or_none_and_a_collision_throws()
    {
        var (jane, first) = Pair(_platform.Aurora, "jane");
        await InsertAsync(_platform.Aurora, jane, first);

        // Rows that could not be saved stay unsaved, so a later save fails.
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => RunAsync(_platform.Aurora, async db =>
        {
            db.Insert(Token(_platform.Aurora, jane, "other"));
            db.Insert(Token(_platform.Aurora, jane, "jane"));
            await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.TrySaveAsync(default));
            return Done.Value;
        }));

        Assert.Equal([first.Id], await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.Select(row => row.Id).ToListAsync()));
    }

    [Fact]
    public async Task Rows_of_a_refused_transaction_are_not_written_by_the_next()
    {
        var (jane, refused) = Pair(_platform.Aurora, "jane");
        await InsertAsync(_platform.Aurora, jane);

        await _platform.AsAsync(_platform.Aurora, async db =>
        {
            await db.InTransactionAsync<Done>(
                () =>
                {
                    db.Insert(refused);
                    return Task.FromResult<Result<Done>>(ApiErrors.Forbidden);
                },
                default);
            return await db.InTransactionAsync(() => Inserting(db, Token(_platform.Aurora, jane, "kept")), default);
        });

        Assert.Equal(
            "kept", System.Text.Encoding.UTF8.GetString((await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.SingleAsync())).Hash)[..4]);
    }

    [Fact]
    public async Task Synchronous_saving_writes_inserted_rows_too()
    {
        var (jane, token) = Pair(_platform.Aurora, "jane");
        await InsertAsync(_platform.Aurora, jane);
        var saved = 0;

        await RunAsync(_platform.Aurora, db =>
        {
            db.Insert(token);
            saved = db.SaveChanges();
            return Task.FromResult<Result<Done>>(Done.Value);
        });

        Assert.Equal(1, saved);
        Assert.Equal(
            _platform.Columns(token),
            _platform.Columns(await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.AsNoTracking().SingleAsync())));
    }

    [Fact]
    public async Task Cancelled_work_inserts_nothing_into_another_transaction()
    {
        var (jane, late) = Pair(_platform.Aurora, "jane");
        await InsertAsync(_platform.Aurora, jane);
        _platform.Services.GetRequiredService<GroupCommit>().Patience = TimeSpan.FromMilliseconds(50);
        var awakening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var problem = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(_platform.Aurora, async db =>
        {
            await awakening.Task;
            db.Insert(late);
            problem.SetResult(await Record.ExceptionAsync(() => db.SaveChangesAsync()));
            return Done.Value;
        }));

        awakening.SetResult();

        Assert.IsType<ObjectDisposedException>(await problem.Task);
        Assert.Empty(await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.ToListAsync()));
    }

    private static Task<Result<Done>> Inserting(StorefrontDb db, IImmutableRow row)
    {
        db.Insert(row);
        return Task.FromResult<Result<Done>>(Done.Value);
    }

    private (Customer Customer, OneTimeToken Token) Pair(Shop shop, string name)
    {
        var customer = new Customer
        {
            MerchantId = shop.Id,
            Email = $"{name}@example.com",
            NormalizedEmail = $"{name}@example.com",
            CreatedAt = _platform.Clock.Now,
        };
        return (customer, Token(shop, customer, name));
    }

    private OneTimeToken Token(Shop shop, Customer customer, string name) => new()
    {
        MerchantId = shop.Id,
        CustomerId = customer.Id,
        Customer = customer,
        Purpose = TokenPurpose.ResetPassword,
        Hash = System.Text.Encoding.UTF8.GetBytes($"{name} {shop.Id}"),
        Address = "Zoë 'or' \"--\" 🙂",
        CreatedAt = _platform.Clock.Now,
        ExpiresAt = _platform.Clock.Now.AddDays(1),
    };

    private OutboxMail Mail(Shop shop, Customer customer) => new()
    {
        MerchantId = shop.Id,
        Customer = customer,
        Kind = "a kind",
        Language = "nl",
        Content = "protected",
        MessageId = $"{shop.Id}@example.com",
        State = OutboxState.Parked,
        Attempts = 7,
        CreatedAt = _platform.Clock.Now,
        NextAttemptAt = _platform.Clock.Now.AddDays(1),
        LeasedUntil = _platform.Clock.Now.AddHours(1),
        Lease = Guid.CreateVersion7(),
        SentAt = _platform.Clock.Now.AddMinutes(1),
        LastProblem = "none",
    };

    private Task<Result<Done>> InsertAsync(Shop shop, Customer customer, params IImmutableRow[] rows) => RunAsync(shop, db =>
    {
        db.Add(customer);
        Array.ForEach(rows, db.Insert);
        return Task.FromResult<Result<Done>>(Done.Value);
    });

    private Task<Result<Done>> RunAsync(Shop shop, Func<StorefrontDb, Task<Result<Done>>> work) =>
        _platform.AsAsync(shop, db => db.InTransactionAsync(() => work(db), default));
}
