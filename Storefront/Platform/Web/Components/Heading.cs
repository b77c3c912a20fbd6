namespace Storefront.Platform.Web.Components;

/// <summary>The heading of a column; a column of buttons has one for screen readers only.</summary>
/// <param name="Label">Its text.</param>
/// <param name="IsNumber">Whether the column holds numbers.</param>
/// <param name="IsUnseen">Whether only screen readers get it.</param>
/// <param name="Link">The address that sorts by the column.</param>
/// <param name="Sorted">The value of aria-sort; null when the table is sorted by another column.</param>
public sealed record Heading(string Label, bool IsNumber = false, bool IsUnseen = false, string? Link = null, string? Sorted = null);
