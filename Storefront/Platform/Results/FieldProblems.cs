namespace Storefront.Platform.Results;

/// <summary>Collects the problems of a request's fields, so that a form shows all of them at once.</summary>
public sealed class FieldProblems
{
    private static readonly Refusal AnyField = new(RefusalKind.Invalid, "request.invalid", "Please check the form.");
    private readonly Dictionary<string, Sentence> _problems = [];

    /// <summary>Whether there is any problem so far.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>Adds a field's problem; the first one per field is kept.</summary>
    public void Add(string field, Sentence? problem)
    {
        if (problem is not null)
        {
            _problems.TryAdd(field, problem);
        }
    }

    /// <summary>A refusal of kind invalid with every problem, or null when there is none.</summary>
    public Refusal? ToRefusal() => _problems.Count == 0
        ? null
        : AnyField with { Message = _problems.Values.First(), Errors = _problems };
}
