using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>Rows that are written past the change tracker are what EF Core reads, belong to the shop, and are written with their transaction or not at all.</summary>
public sealed class NewRowsTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    public static TheoryData<bool> Ways => [false, true];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_row_is_read_as_it_was_inserted_with_the_number_it_was_given(bool plain)
    {
        foreach (var shop in new[] { _platform.Aurora, _platform.Birch })
        {
            var (customer, token) = Pair(shop, "jane");
            var mail = new OutboxMail
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
            await InsertAsync(shop, plain, customer, token, mail);

            Assert.Equal(_platform.Columns(customer), _platform.Columns(await _platform.AsAsync(shop, db => db.Customers.AsNoTracking().SingleAsync())));
            Assert.Equal(_platform.Columns(token), _platform.Columns(await _platform.AsAsync(shop, db => db.OneTimeTokens.AsNoTracking().SingleAsync())));
            Assert.Equal(_platform.Columns(mail), _platform.Columns(await _platform.AsAsync(shop, db => db.OutboxMails.AsNoTracking().SingleAsync(row => row.Kind == "a kind"))));
            Assert.True(customer.Id > 0 && token.CustomerId == customer.Id && mail.CustomerId == customer.Id);
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_row_of_another_shop_is_refused_when_it_is_added(bool plain)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => InsertAsync(_platform.Aurora, plain, Pair(_platform.Birch, "jane").Customer));

        Assert.Empty(await _platform.AsAsync(_platform.Birch, db => db.Customers.ToListAsync()));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Of_rows_that_are_saved_together_all_are_written_or_none(bool plain)
    {
        await InsertAsync(_platform.Aurora, plain, Pair(_platform.Aurora, "jane").Customer);
        var (joe, token) = Pair(_platform.Aurora, "joe");
        var isSaved = true;

        await RunAsync(_platform.Aurora, plain, async db =>
        {
            db.Insert(joe);
            db.Insert(token);
            db.Insert(Pair(_platform.Aurora, "jane").Customer);
            isSaved = await db.TrySaveAsync(default);
            return Done.Value;
        });

        Assert.False(isSaved);
        Assert.Equal(["jane@example.com"], await _platform.AsAsync(_platform.Aurora, db => db.Customers.Select(row => row.Email).ToListAsync()));
        Assert.Empty(await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.ToListAsync()));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task What_a_refused_transaction_added_is_not_written_by_the_next(bool plain)
    {
        await _platform.AsAsync(_platform.Aurora, async db =>
        {
            await InAsync(db, plain, () =>
            {
                db.Insert(Pair(_platform.Aurora, "refused").Customer);
                return Task.FromResult<Result<Done>>(ApiErrors.Forbidden);
            });
            return await InAsync(db, plain, () =>
            {
                db.Insert(Pair(_platform.Aurora, "kept").Customer);
                return Task.FromResult<Result<Done>>(Done.Value);
            });
        });

        Assert.Equal(["kept@example.com"], await _platform.AsAsync(_platform.Aurora, db => db.Customers.Select(row => row.Email).ToListAsync()));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Saving_without_waiting_writes_them_too(bool plain)
    {
        var customer = Pair(_platform.Aurora, "jane").Customer;
        var saved = 0;

        await RunAsync(_platform.Aurora, plain, db =>
        {
            db.Insert(customer);
            saved = db.SaveChanges();
            return Task.FromResult<Result<Done>>(Done.Value);
        });

        Assert.Equal(1, saved);
        Assert.Equal(_platform.Columns(customer), _platform.Columns(await _platform.AsAsync(_platform.Aurora, db => db.Customers.AsNoTracking().SingleAsync())));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Outside_of_a_transaction_the_next_save_writes_them(bool waits)
    {
        await _platform.AsAsync(_platform.Aurora, db =>
        {
            db.Insert(Pair(_platform.Aurora, "jane").Customer);
            return waits ? db.SaveChangesAsync() : Task.FromResult(db.SaveChanges());
        });

        Assert.Equal(["jane@example.com"], await _platform.AsAsync(_platform.Aurora, db => db.Customers.Select(row => row.Email).ToListAsync()));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_work_that_was_given_up_inserts_nothing_into_anybodys_transaction(bool plain)
    {
        _platform.Services.GetRequiredService<GroupCommit>().Patience = TimeSpan.FromMilliseconds(50);
        var awakening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(_platform.Aurora, plain, async db =>
        {
            await awakening.Task;
            db.Insert(Pair(_platform.Aurora, "late").Customer);
            late.SetResult(await Record.ExceptionAsync(() => db.SaveChangesAsync()));
            return Done.Value;
        }));

        awakening.SetResult();

        Assert.IsType<ObjectDisposedException>(await late.Task);
        Assert.Empty(await _platform.AsAsync(_platform.Aurora, db => db.Customers.ToListAsync()));
    }

    private (Customer Customer, OneTimeToken Token) Pair(Shop shop, string name)
    {
        var customer = new Customer
        {
            MerchantId = shop.Id,
            Email = $"{name}@example.com",
            NormalizedEmail = $"{name}@example.com",
            Firstname = "Zoë 'or' \"--\" 🙂",
            AccountType = AccountType.Business,
            DefaultBilling = new() { City = "Utrecht", Country = "NL" },
            CreatedAt = _platform.Clock.Now,
        };
        return (customer, new()
        {
            MerchantId = shop.Id,
            Customer = customer,
            Purpose = TokenPurpose.ResetPassword,
            Hash = System.Text.Encoding.UTF8.GetBytes($"{name} {shop.Id}"),
            Address = customer.NormalizedEmail,
            CreatedAt = _platform.Clock.Now,
            ExpiresAt = _platform.Clock.Now.AddDays(1),
        });
    }

    private Task<Result<Done>> InsertAsync(Shop shop, bool plain, params ITenantOwned[] rows) => RunAsync(shop, plain, db =>
    {
        foreach (var row in rows)
        {
            db.Insert(row);
        }

        return Task.FromResult<Result<Done>>(Done.Value);
    });

    private Task<Result<Done>> RunAsync(Shop shop, bool plain, Func<StorefrontDb, Task<Result<Done>>> work) => _platform.AsAsync(shop, db => InAsync(db, plain, () => work(db)));

    private static Task<Result<Done>> InAsync(StorefrontDb db, bool plain, Func<Task<Result<Done>>> work) =>
        plain ? db.InPlainTransactionAsync(work, default) : db.InTransactionAsync(work, default);
}
