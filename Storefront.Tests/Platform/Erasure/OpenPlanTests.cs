using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Tenancy;

namespace Storefront.Tests.Platform.Erasure;

/// <summary>A model with an undeclared part gives no plan: neither preview nor deletion runs on an incomplete rule.</summary>
public sealed class OpenPlanTests
{
    private static readonly Dictionary<string, Action<ModelBuilder>> Opened = new()
    {
        ["Customer.Company has no class"] = model => Column<Customer>(model, nameof(Customer.Company)).RemoveAnnotation(ColumnRule.Annotation),
        ["MailboxMail holds personal columns and nothing leads from a customer to them"] = model => Declare<MailboxMail>(model, "Content", "Erase"),
        ["Session.Device would be kept in a row that goes"] = model => Declare<Session>(model, nameof(Session.Device), "Mask"),
        ["Order.BuyerEmail would be erased in a row that stays"] = model => Declare<Order>(model, nameof(Order.BuyerEmail), "Erase"),
        ["Session.CustomerId leads to a customer and is neither erased nor unlinked"] = model =>
            Declare<Session>(model, nameof(Session.CustomerId), "NotPersonal"),
        ["Session stays and does not say how (IOutlivesCustomer)"] = model => Declare<Session>(model, nameof(Session.CustomerId), "Unlink"),
        ["Session has rows of customers and no word for them"] = model =>
            model.Entity<Session>().Metadata.RemoveAnnotation(ColumnRule.KindAnnotation),
    };

    public static TheoryData<string> What => [.. Opened.Keys];

    [Fact]
    public void The_current_model_declares_everything() => Assert.NotEmpty(PersonalTable.AllOf(ModelOf(_ => { })));

    [Theory, MemberData(nameof(What))]
    public void An_incomplete_declaration_is_refused(string what)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => PersonalTable.AllOf(ModelOf(Opened[what])));

        Assert.Equal($"The erasure plan is not complete: {what}.", refused.Message);
    }

    [Fact]
    public void A_column_has_one_class() => Assert.Contains("declared twice", Assert.Throws<InvalidOperationException>(
        () => ModelOf(model => model.Entity<Session>().OnErasure("sessions").NotPersonal(session => session.Device))).Message,
        StringComparison.Ordinal);

    private static IMutableProperty Column<T>(ModelBuilder model, string name)
        where T : class => model.Entity<T>().Metadata.FindProperty(name)!;

    private static void Declare<T>(ModelBuilder model, string name, string @class)
        where T : class => Column<T>(model, name).SetAnnotation(ColumnRule.Annotation, @class);

    private static IModel ModelOf(Action<ModelBuilder> change)
    {
        using var db = new ChangedDb(change);
        return db.Model;
    }

    /// <summary>The application's own mappings, with one change.</summary>
    private sealed class ChangedDb(Action<ModelBuilder> change)
        : StorefrontDb(new DbContextOptionsBuilder<ChangedDb>().UseSqlite().EnableServiceProviderCaching(false).Options, new CurrentMerchant())
    {
        public override string ByteOrder => "BINARY";

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            change(modelBuilder);
        }

        protected override Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) => throw new NotSupportedException();

        protected override Task<T> InTurnAsync<T>(Func<Task<T>> statement, CancellationToken ct) => throw new NotSupportedException();

        protected override bool IsUniqueViolation(DbUpdateException problem) => false;
    }
}
