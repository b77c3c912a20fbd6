namespace Storefront.Platform.Results;

/// <summary>A refused request: its kind, a stable code, a sentence for shoppers, and messages per field.</summary>
public sealed record Refusal(RefusalKind Kind, string Code, Sentence Message)
{
    /// <summary>Problems per field, under the API's field names; only for kind <see cref="RefusalKind.Invalid"/>.</summary>
    public IReadOnlyDictionary<string, Sentence> Errors { get; init; } = new Dictionary<string, Sentence>();

    /// <summary>How long to wait; only for <see cref="RefusalKind.TooMany"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Invalid(string field, string code, Sentence problem) =>
        new(RefusalKind.Invalid, code, problem) { Errors = new Dictionary<string, Sentence> { [field] = problem } };

    public static Refusal TooMany(string code, Sentence message, TimeSpan? retryAfter = null) =>
        new(RefusalKind.TooMany, code, message) { RetryAfter = retryAfter };

    /// <summary>The same refusal for another field.</summary>
    public Refusal At(string field) => this with { Errors = new Dictionary<string, Sentence> { [field] = Message } };

    /// <summary>The same refusal with the sentence of this case.</summary>
    public Refusal Saying(Sentence message) =>
        this with { Message = message, Errors = Errors.ToDictionary(error => error.Key, _ => message) };

    /// <summary>The same refusal with the time to wait.</summary>
    public Refusal After(TimeSpan wait) => this with { RetryAfter = wait };
}

/// <summary>The kinds of refusals; each maps to one HTTP status.</summary>
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
