using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>The values of a statement of our own.</summary>
internal static class StatementValues
{
    /// <summary>Adds the values as <c>@p0</c>, <c>@p1</c> … in their order.</summary>
    public static void AddValues(this DbCommand command, IReadOnlyList<object> values)
    {
        foreach (var (index, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{index}", value);
            command.Parameters.Add(parameter);
        }
    }
}
