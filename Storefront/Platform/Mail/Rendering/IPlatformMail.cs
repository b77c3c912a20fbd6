namespace Storefront.Platform.Mail.Rendering;

/// <summary>A mail of the platform itself, to staff: from its sender and without a shop's brand.</summary>
public interface IPlatformMail : IMail;
