using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>EF Core's model, for statements that are put together without a context; built when it is first asked for.</summary>
public sealed class StorefrontModel(IServiceScopeFactory scopes)
{
    private readonly Lazy<IModel> _model = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model;
    });

    public IModel Value => _model.Value;
}
