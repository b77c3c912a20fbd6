using System.Text.RegularExpressions;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>One visitor's tour through several pages of a merchant. Every stop is inspected; problems are collected without ending the
/// tour.</summary>
public sealed partial class Walk(Site site, DemoShop shop, Visitor visitor)
{
    private readonly List<string> _problems = [];

    private Walk(Walk walk, Visitor other) : this(walk.Site, walk.Shop, other) => _problems = walk._problems;

    public Site Site { get; } = site;
    public DemoShop Shop { get; } = shop;
    public Visitor Visitor { get; } = visitor;

    /// <summary>The problems, stop by stop.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The same tour with another browser profile.</summary>
    public Walk As(Visitor other) => new(this, other);

    /// <summary>Opens an address and inspects the page.</summary>
    public async Task StopAsync(string name, string page, string address)
    {
        await Visitor.GoAsync(address);
        await StopAsync(name, page);
    }

    /// <summary>Inspects the current page, which must have this route.</summary>
    public async Task StopAsync(string name, string page)
    {
        Assert.Matches("^" + Parameter().Replace(page, "[^/?]+") + @"(\?|$)", Visitor.Path);
        _problems.AddRange(await new Inspection(Visitor, Shop).RunAsync(name));
    }

    /// <summary>Inspects a mail as the mailbox shows it.</summary>
    public async Task ReadAsync(string name, Mail mail)
    {
        await Visitor.GoAsync($"/_dev/mailbox/{mail.Id}");
        _problems.AddRange(await new Inspection(Visitor, Shop).ReadMailAsync(name));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
