using System.Security.Cryptography;
using System.Text.Json;

namespace Storefront.Features.Accounts.Profile;

/// <summary>A hash of the values a form showed, to detect that they changed meanwhile.</summary>
/// <remarks>It covers only the form's own values, so a change of other values in another tab has no effect.</remarks>
internal static class FormVersion
{
    public static string Of<T>(T shown) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown)));
}
