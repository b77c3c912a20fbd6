using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Domain;

namespace Storefront.Platform.Persistence;

/// <summary>Reads one row, and its customer where it has one, as they are committed now, in one statement past EF Core, for the look-ups that requests begin with.</summary>
/// <remarks>A context and a translation would cost several times as much as these look-ups (ADR 0021). The tenant filter does not reach them:
/// whoever asks puts the merchant into the condition. They see nothing of an open transaction.</remarks>
public sealed class CommittedRows(ICommittedReads reads, IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<(Type Row, string Condition), object> _forms = [];
    private readonly Lazy<IModel> _model = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model;
    });

    /// <summary>The one row of the condition, in which <c>t</c> is the row and every value a parameter, <c>@p0</c>, <c>@p1</c> …; null when there is none.</summary>
    public ValueTask<T?> FindAsync<T>(string condition, IReadOnlyList<object?> values, CancellationToken ct)
        where T : class, ITenantOwned
    {
        var form = (CommittedRow<T>)_forms.GetOrAdd((typeof(T), condition), key => new CommittedRow<T>(_model.Value, key.Condition));
        return reads.FirstAsync(form.Statement, values, form.Read, ct);
    }
}
