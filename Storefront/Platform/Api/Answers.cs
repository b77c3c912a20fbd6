using System.Text.Json.Serialization;

namespace Storefront.Platform.Api;

/// <summary>The envelope of a success.</summary>
public record Answer<T>(string Message, T Data)
    where T : notnull
{
    [JsonPropertyOrder(-1)]
    public bool Error => false;
}

/// <summary>The envelope of 401, 403, 405, 413, 415 and 429.</summary>
public record ErrorAnswer(string Message, string Code)
{
    [JsonPropertyOrder(-1)]
    public bool Error => true;
}

/// <summary>The envelope of 400, 404, 409 and 500: an error with empty data.</summary>
public sealed record ErrorWithDataAnswer(string Message, string Code) : ErrorAnswer(Message, Code)
{
    public IReadOnlyList<string> Data => [];
}

/// <summary>The envelope of 422: messages per field, under the request's field names.</summary>
public sealed record InvalidAnswer(
    string Message, string Code, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors) : ErrorAnswer(Message, Code);
