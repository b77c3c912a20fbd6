using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Statements;

/// <summary>The tenant filter does not reach hand-written statements: each requires the merchant, and finds nothing of another merchant's
/// rows.</summary>
/// <remarks>The statements are found in the compiled assembly. One with a parameter without a value here fails until it gets one.</remarks>
public sealed class StatementTenancyTests : IAsyncDisposable
{
    private const string Email = "own@example.com";
    private const string AnyMerchant = "AtAnyMerchantAsync";
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    public static TheoryData<string> Names =>
        [.. Methods().Where(method => !method.Name.EndsWith(AnyMerchant, StringComparison.Ordinal)).Select(Name)];

    [Fact]
    public void Every_statement_requires_the_merchant_except_the_listed_ones()
    {
        Assert.InRange(Methods().Count(), 15, 100);
        Assert.Empty(Methods().Where(method => !method.Name.EndsWith(AnyMerchant, StringComparison.Ordinal)
            && !method.GetParameters().Any(parameter => parameter is { Name: "merchantId" } && parameter.ParameterType == typeof(long)))
                .Select(Name));
    }

    [Fact]
    public void Five_statements_read_any_merchant() => Assert.Equal(
        [
            "JournalStatements.ListBeforeAtAnyMerchantAsync(Int64)",
            "OutboxStatements.FindDueAtAnyMerchantAsync(DateTimeOffset)", "OutboxStatements.FindDueWebhooksAtAnyMerchantAsync(DateTimeOffset)",
            "UntrackedLookup.FindMerchantTokenAtAnyMerchantAsync(Byte[])",
            "UntrackedLookup.FindSessionAtAnyMerchantAsync(SessionKind, Byte[])"
        ],
        Methods().Where(method => method.Name.EndsWith(AnyMerchant, StringComparison.Ordinal)).Select(Name).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public async Task A_statement_finds_rows_of_its_own_merchant_only(string name)
    {
        var values = await AuroraAsync();
        var before = await OfAuroraAsync();

        Assert.Equal(IsAddition(name), await RunAsync(_platform.Birch, name, values));
        Assert.Equal(before, await OfAuroraAsync());

        Assert.True(await RunAsync(_platform.Aurora, name, values), "The values of the test are not those of a row.");
    }

    private static bool IsAddition(string name) => name.Contains(".Add", StringComparison.Ordinal);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters()
        .Select(parameter => parameter.ParameterType).Where(type => type != typeof(StorefrontDb) && type != typeof(CancellationToken))
        .Select(type => type.Name))})";

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(UntrackedLookup).Assembly.GetTypes()
        where type.Namespace == typeof(UntrackedLookup).Namespace && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.ReturnType.IsGenericType && method.ReturnType.Name is "Task`1" or "ValueTask`1"
        select method;

    // Whether the statement, as one merchant and on Aurora's rows, finds or writes anything.
    private Task<bool> RunAsync(Shop shop, string name, IReadOnlyDictionary<string, object> values) => _platform.AsAsync(shop, async (db, services) =>
    {
        var isEffective = false;
        foreach (var method in Methods().Where(method => Name(method) == name))
        {
            foreach (var instance in Instances(method.DeclaringType!, db, services))
            {
                dynamic task = method.Invoke(instance, [.. method.GetParameters().Select(parameter => Value(parameter, shop, db, values))])!;
                object? result = await task;
                isEffective |= result is not (null or 0 or ICollection { Count: 0 });
            }
        }

        return isEffective;
    });

    private static IEnumerable<object> Instances(Type type, StorefrontDb db, IServiceProvider services)
    {
        var tables = PersonalTable.AllOf(db.Model);
        return type == typeof(ErasedRowStatements) ? [tables.First(table => table.RowType == typeof(Session)).Erased]
            : type == typeof(KeptRowStatements) ? tables.Select(table => table.Kept).OfType<KeptRowStatements>()
            : type == typeof(PersonsRowStatements) ? tables.Select(table => table.Kept).OfType<KeptRowStatements>()
                .SelectMany(kept => new[] { kept.OfCustomer, kept.OfGuest })
            : [services.GetRequiredService(type)];
    }

    private static object Value(ParameterInfo parameter, Shop shop, StorefrontDb db, IReadOnlyDictionary<string, object> values) =>
        parameter.Name switch
        {
            "db" => db,
            "ct" => CancellationToken.None,
            "merchantId" => shop.Id,
            "now" => parameter.ParameterType == typeof(long) ? ((DateTimeOffset)values["moment"]).ToUnixTimeMilliseconds() : values["moment"],
            "hash" => values[$"hash of {parameter.Member.Name}"],
            { } name => values[name],
            _ => throw new InvalidOperationException(),
        };

    private async Task<IReadOnlyList<string>> OfAuroraAsync() => [
        .. (await _platform.RowsAsync()).Where(row => row.Contains("MerchantId=1", StringComparison.Ordinal)),
        .. await _platform.AsAsync(
            _platform.Aurora,
            db => db.AttemptCounters.OrderBy(row => row.Key).Select(row => $"{row.Key} {row.Count} {row.WindowEndsAt}").ToListAsync())];

    /// <summary>A customer with a session, an open link, a failed attempt and two orders at Aurora, one past its term; a guest's order came
    /// later.</summary>
    private async Task<IReadOnlyDictionary<string, object>> AuroraAsync()
    {
        var aurora = _platform.Aurora;
        await aurora.AddAsync(aurora.Order(Email, "1001"), aurora.Order(Email, "1002", placedAt: _platform.Clock.Now.AddYears(-30)));
        await aurora.CustomerAsync(Email);
        await aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "suppressed@example.com" });
        await aurora.ForgetPasswordAsync(Email);
        await aurora.Door("API").SignInAsync(Email, "wrong-horse-battery-staple");
        await aurora.AddAsync(aurora.Order(Email, "1003"), aurora.Order("guest@example.com", "1004", placedAt: _platform.Clock.Now.AddYears(-30)));
        return await _platform.AsAsync(aurora, async db =>
        {
            var (customer, session) = (await db.Customers.SingleAsync(), await db.Sessions.SingleAsync());
            var link = await db.OneTimeTokens.SingleAsync(token => token.Purpose == TokenPurpose.ResetPassword);
            var miss = await db.AttemptCounters.FirstAsync(row => row.Key.StartsWith("password:"));
            var now = _platform.Clock.Now.ToUnixTimeMilliseconds();
            return (IReadOnlyDictionary<string, object>)new Dictionary<string, object>
            {
                ["customerId"] = customer.Id,
                ["person"] = customer.Id,
                ["address"] = customer.NormalizedEmail!,
                ["purpose"] = link.Purpose,
                ["kind"] = session.Kind,
                [$"hash of {nameof(UntrackedLookup.FindLinkAsync)}"] = link.Hash,
                [$"hash of {nameof(UntrackedLookup.FindSuppressionAsync)}"] = (await db.Suppressions.SingleAsync()).Hash,
                [$"hash of {nameof(UntrackedLookup.FindSessionAsync)}"] = session.Hash,
                [$"hash of {nameof(UntrackedLookup.FindMerchantTokenAsync)}"] = (await db.MerchantTokens.FirstAsync()).Hash,
                ["key"] = miss.Key,
                ["keys"] = new[] { miss.Key },
                ["counters"] = new[] { new CounterIncrement(miss.Key, 1, now + 1000, 5) },
                ["rule"] = new MissRule(now + 1000, now + 2000, now + 3000, 5, 9, 0, 1000),
                ["since"] = _platform.Clock.Now.AddYears(-10),
                ["subject"] = customer.SubjectId,
                ["action"] = "customer.invited",
                ["step"] = 100,
                ["moment"] = _platform.Clock.Now,
            };
        });
    }
}
