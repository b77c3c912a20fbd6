namespace Storefront.Platform.Results;

/// <summary>The result of an operation: a value, or the refusal.</summary>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }
    public bool IsRefused => Refusal is not null;
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of an operation that returns no data.</summary>
public sealed record Done
{
    public static readonly Done Value = new();
}
