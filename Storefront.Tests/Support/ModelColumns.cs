using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;

namespace Storefront.Tests.Support;

/// <summary>A row's values, column by column of the model, so that a new column is compared too.</summary>
public static class ModelColumns
{
    public static IReadOnlyList<string> Columns<T>(this TestPlatform platform, T row)
        where T : class
    {
        using var scope = platform.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model.FindEntityType(typeof(T))!.GetProperties()
            .Select(
                property =>
                    $"{property.Name}: "
                        + (property.PropertyInfo!.GetValue(row) is byte[] bytes ? Convert.ToHexString(bytes) : property.PropertyInfo.GetValue(row)))];
    }
}
