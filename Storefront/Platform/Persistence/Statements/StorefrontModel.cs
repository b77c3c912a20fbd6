using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>EF Core's model, for statements that are built without a context; created at its first use.</summary>
public sealed class StorefrontModel(IServiceScopeFactory scopes)
{
    private readonly Lazy<IModel> _model = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model;
    });

    public IModel Value => _model.Value;
}
