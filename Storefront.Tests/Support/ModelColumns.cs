using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;

namespace Storefront.Tests.Support;

/// <summary>What a row holds, column by column of the model, so that one that is added later is compared as well.</summary>
public static class ModelColumns
{
    public static IReadOnlyList<string> Columns<T>(this TestPlatform platform, T row)
        where T : class
    {
        using var scope = platform.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model.FindEntityType(typeof(T))!.GetProperties()
            .Select(property => $"{property.Name}: {(property.PropertyInfo!.GetValue(row) is byte[] bytes ? Convert.ToHexString(bytes) : property.PropertyInfo.GetValue(row))}")];
    }
}
