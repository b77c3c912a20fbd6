using System.Collections.Concurrent;
using System.Data;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Domain;

namespace Storefront.Platform.Persistence;

/// <summary>Reads one row, and its customer where it has one, as they are committed now, in one statement past EF Core, for the look-ups that requests begin with.</summary>
/// <remarks>A context and a translation would cost several times as much as these look-ups (ADR 0021). The tenant filter does not reach them:
/// whoever asks puts the merchant into the condition. They see nothing of an open transaction.</remarks>
public sealed class CommittedRows(NewConnection connect, IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Type, object> _forms = [];
    private readonly Lazy<IModel> _model = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model;
    });

    /// <summary>The one row of the condition, in which <c>t</c> is the row and every value a parameter; null when there is none.</summary>
    public async Task<T?> FindAsync<T>(string condition, CancellationToken ct, params (string Name, object Value)[] values)
        where T : class, ITenantOwned
    {
        var form = (CommittedRow<T>)_forms.GetOrAdd(typeof(T), _ => new CommittedRow<T>(_model.Value));
        await using var connection = connect();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the model's names and of conditions that are constants; every value is a parameter.
        command.CommandText = $"{form.Select} WHERE {condition}";
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return await reader.ReadAsync(ct) ? form.Read(reader) : null;
    }
}
