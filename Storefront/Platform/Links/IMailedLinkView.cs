namespace Storefront.Platform.Links;

/// <summary>What the holder of a mailed link may know about it.</summary>
public interface IMailedLinkView
{
    /// <summary>The address of the customer it is for; null where the link is unknown.</summary>
    string? Email { get; }
}
