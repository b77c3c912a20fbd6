using System.Security.Cryptography;
using System.Text.Json;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Tells by the values that a form showed whether they are still the ones that are kept.</summary>
/// <remarks>Of the form's own values alone: what is saved about something else in another tab disturbs nobody.</remarks>
internal static class FormVersion
{
    public static string Of<T>(T shown) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown)));
}
