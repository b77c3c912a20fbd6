using Storefront.Platform.Results;

namespace Storefront.Admin.Parts;

/// <summary>The problems of a refused request, field by field, for a form.</summary>
public static class RefusalFields
{
    /// <summary>The problem of a field, or null.</summary>
    public static Sentence? ProblemOf(this Refusal? refusal, string field) => refusal?.Errors.GetValueOrDefault(field);
}
