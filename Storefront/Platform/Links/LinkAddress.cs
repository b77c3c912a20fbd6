namespace Storefront.Platform.Links;

/// <summary>Reads the address that an older link carries beside its secret, as the way may have left it.</summary>
/// <remarks>Decoded once too rarely, it still holds percent signs; decoded once too often, its plus has become a space. What cannot be read says
/// nothing: the secret alone finds the address.</remarks>
public static class LinkAddress
{
    /// <summary>The address; null where there is none to be read.</summary>
    public static EmailAddress? Read(string? text) => EmailAddress.Check(Mend(text), out var address) is null ? address : null;

    private static string? Mend(string? text)
    {
        // An address that is one already stays as it is: it may hold percent signs of its own.
        if (text is null || EmailAddress.Check(text, out _) is null)
        {
            return text;
        }

        var decoded = LinkText.Decode(text).Trim();
        var at = decoded.LastIndexOf('@');
        return at < 0 ? text : decoded[..at].Replace(' ', '+') + decoded[at..];
    }
}
