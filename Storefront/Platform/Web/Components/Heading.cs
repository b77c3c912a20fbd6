namespace Storefront.Platform.Web.Components;

/// <summary>The heading of a column; one for a column of buttons is there for screen readers alone.</summary>
/// <param name="Label">What it says.</param>
/// <param name="IsNumber">Whether the column holds numbers.</param>
/// <param name="IsUnseen">Whether only screen readers get it.</param>
/// <param name="Link">Where a click leads that sorts by the column.</param>
/// <param name="Sorted">How the table is sorted by it, in the words of aria-sort; null where it is not.</param>
public sealed record Heading(string Label, bool IsNumber = false, bool IsUnseen = false, string? Link = null, string? Sorted = null);
