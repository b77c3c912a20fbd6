using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Domain;

namespace Storefront.Platform.Sessions;

/// <summary>How a session and its customer are read from one row: columns and conversions are the model's, so a new column is read here as well.</summary>
internal sealed class SessionRow
{
    public const string Hash = "@hash";
    public const string Kind = "@kind";
    public const string Merchant = "@merchant";

    private const string OfSession = "s";
    private const string OfCustomer = "c";
    private readonly List<string> _columns = [];

    public SessionRow(IModel model)
    {
        var session = model.FindEntityType(typeof(Session))!;
        var customer = model.FindEntityType(typeof(Customer))!;
        var reader = Expression.Parameter(typeof(DbDataReader));
        var whole = Expression.MemberInit(New<Session>(),
            [.. Bindings(session, OfSession, reader), Expression.Bind(typeof(Session).GetProperty(nameof(Session.Customer))!, Expression.MemberInit(New<Customer>(), Bindings(customer, OfCustomer, reader)))]);
        Read = Expression.Lambda<Func<DbDataReader, Session>>(whole, reader).Compile();

        Anywhere = $"""
            SELECT {string.Join(", ", _columns)} FROM "{session.GetTableName()}" {OfSession}
            JOIN "{customer.GetTableName()}" {OfCustomer} ON {OfCustomer}."{nameof(Customer.MerchantId)}" = {OfSession}."{nameof(Session.MerchantId)}" AND {OfCustomer}."{nameof(Customer.Id)}" = {OfSession}."{nameof(Session.CustomerId)}"
            WHERE {OfSession}."{nameof(Session.Hash)}" = {Hash} AND {OfSession}."{nameof(Session.Kind)}" = {Kind}
            """;
        AtMerchant = $"""{Anywhere} AND {OfSession}."{nameof(Session.MerchantId)}" = {Merchant}""";
    }

    /// <summary>The statement for one merchant, and the one for all.</summary>
    public string AtMerchant { get; }
    public string Anywhere { get; }

    /// <summary>Makes the session and its customer of a row.</summary>
    public Func<DbDataReader, Session> Read { get; }

    private static NewExpression New<T>() => Expression.New(typeof(T));

    private List<MemberBinding> Bindings(IEntityType entity, string table, ParameterExpression reader)
    {
        List<MemberBinding> bindings = [];
        foreach (var property in entity.GetProperties())
        {
            bindings.Add(Expression.Bind(property.PropertyInfo!, Value(property, reader, _columns.Count)));
            _columns.Add($"{table}.\"{property.GetColumnName()}\"");
        }

        return bindings;
    }

    private static Expression Value(IProperty property, ParameterExpression reader, int ordinal)
    {
        var at = Expression.Constant(ordinal);
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value = Expression.Call(reader, nameof(DbDataReader.GetFieldValue), [stored], at);
        value = Expression.Convert(converter is null ? value : Expression.Invoke(converter.ConvertFromProviderExpression, value), property.ClrType);
        return property.IsNullable ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(property.ClrType), value) : value;
    }
}
