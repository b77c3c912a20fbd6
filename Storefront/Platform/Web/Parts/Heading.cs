namespace Storefront.Platform.Web.Parts;

/// <summary>The heading of a column; one for a column of buttons is there for screen readers alone.</summary>
public sealed record Heading(string Label, bool IsNumber = false, bool IsUnseen = false);
