namespace Storefront.Platform.Results;

/// <summary>A "no" somebody can act on: its family, a stable code, a sentence a shopper may read, and messages per field.</summary>
public sealed record Refusal(RefusalKind Kind, string Code, Sentence Message)
{
    /// <summary>Problems per field, in the wire's names; only a refusal of kind <see cref="RefusalKind.Invalid"/> has them.</summary>
    public IReadOnlyDictionary<string, Sentence> Errors { get; init; } = new Dictionary<string, Sentence>();

    /// <summary>How long to wait; only <see cref="RefusalKind.TooMany"/> has it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Invalid(string field, string code, Sentence problem) =>
        new(RefusalKind.Invalid, code, problem) { Errors = new Dictionary<string, Sentence> { [field] = problem } };

    public static Refusal TooMany(string code, Sentence message, TimeSpan retryAfter) =>
        new(RefusalKind.TooMany, code, message) { RetryAfter = retryAfter };
}

/// <summary>The families of refusals; one switch turns a family into a status.</summary>
public enum RefusalKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    TooMany,
}
