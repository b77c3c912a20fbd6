using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Platform.Results;

namespace Storefront.Platform.Api;

/// <summary>Every error code of the API, with its status and its meaning, as <c>/docs/errors</c> lists them.</summary>
/// <remarks>A refusal is a static field, so the fields are the list; a rule test holds that. Internal ones never leave the program.</remarks>
public static class ErrorCatalog
{
    private const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The statuses that no refusal has: the request did not reach an operation, or the operation failed.
    private static readonly int[] Bare =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status405MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly Lazy<IReadOnlyList<ErrorCode>> Known = new(Collect);

    /// <summary>The codes in alphabetical order; a code with several statuses has a row for each.</summary>
    public static IReadOnlyList<ErrorCode> All => Known.Value;

    /// <summary>The error of an answer that has only a status.</summary>
    public static ErrorCode OfStatus(int status) => status switch
    {
        StatusCodes.Status500InternalServerError => new("server.error", status, "Internal server error."),
        StatusCodes.Status503ServiceUnavailable =>
            new("server.unavailable", status, "The service is not available for a moment. Try again."),
        _ => new($"http.{status}", status, ReasonPhrases.GetReasonPhrase(status) + "."),
    };

    private static ErrorCode[] Collect() =>
    [
        .. typeof(ErrorCatalog).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(Fields))
            .Where(field => field.FieldType == typeof(Refusal) && !field.IsAssembly)
            .Select(field => (Refusal)field.GetValue(null)!)
            .Select(refusal => new ErrorCode(refusal.Code, ApiResults.StatusOf(refusal.Kind), refusal.Message.English))
            .Concat(Bare.Select(OfStatus))
            .DistinctBy(error => (error.Code, error.Status))
            .OrderBy(error => error.Code, StringComparer.Ordinal).ThenBy(error => error.Status),
    ];
}

/// <summary>One error code, the status it comes with, and what it means in English.</summary>
public sealed record ErrorCode(string Code, int Status, string Meaning);
