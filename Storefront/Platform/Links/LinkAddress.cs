namespace Storefront.Platform.Links;

/// <summary>Reads the address of an older link, as transport may have changed it.</summary>
/// <remarks>Decoded once too rarely, it still contains percent signs; decoded once too often, its plus became a space. An unreadable
/// address is ignored: the secret alone finds the link.</remarks>
public static class LinkAddress
{
    /// <summary>The address; null when there is no readable one.</summary>
    public static EmailAddress? Read(string? text) => EmailAddress.Check(Mend(text), out var address) is null ? address : null;

    private static string? Mend(string? text)
    {
        // A valid address stays as it is: it may contain percent signs of its own.
        if (text is null || EmailAddress.Check(text, out _) is null)
        {
            return text;
        }

        var decoded = LinkText.Decode(text).Trim();
        var at = decoded.LastIndexOf('@');
        return at < 0 ? text : decoded[..at].Replace(' ', '+') + decoded[at..];
    }
}
