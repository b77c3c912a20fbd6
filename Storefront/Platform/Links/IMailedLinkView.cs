namespace Storefront.Platform.Links;

/// <summary>What the holder of a mailed link may know about it.</summary>
public interface IMailedLinkView
{
    /// <summary>The address of the customer it is for; null where the link is unknown.</summary>
    string? Email { get; }

    /// <summary>The address the link was mailed to, in its canonical form, which its operation asks for; null where the link is unknown.</summary>
    string? Address { get; }

    /// <summary>Whether what the link is good for can be done.</summary>
    bool IsUsable { get; }
}
