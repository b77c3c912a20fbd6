namespace Storefront.Platform.Identity.Imported;

/// <summary>Base64 without padding, as PHC strings hold it; some systems write a dot for the plus sign.</summary>
internal static class Unpadded
{
    /// <summary>The bytes, or null for a text of no such form.</summary>
    public static byte[]? Decode(string text)
    {
        var padded = text.Replace('.', '+').PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
