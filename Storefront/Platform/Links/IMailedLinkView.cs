namespace Storefront.Platform.Links;

/// <summary>What the page of a mailed link may show about it.</summary>
public interface IMailedLinkView
{
    /// <summary>The address of the link's customer; null when the link is unknown.</summary>
    string? Email { get; }

    /// <summary>The canonical address that the link was mailed to, as its operation requires it; null when the link is unknown.</summary>
    string? Address { get; }

    /// <summary>Whether the link can still be used.</summary>
    bool IsUsable { get; }
}
