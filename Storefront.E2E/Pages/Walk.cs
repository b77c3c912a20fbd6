using System.Text.RegularExpressions;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>One visitor's way through several pages of a shop. Every stop is inspected, and what is wrong is noted without ending the walk.</summary>
public sealed partial class Walk(Site site, DemoShop shop, Visitor visitor)
{
    private readonly List<string> _problems = [];

    private Walk(Walk walk, Visitor other) : this(walk.Site, walk.Shop, other) => _problems = walk._problems;

    public Site Site { get; } = site;
    public DemoShop Shop { get; } = shop;
    public Visitor Visitor { get; } = visitor;

    /// <summary>What was wrong, stop by stop.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The same walk through the eyes of somebody else.</summary>
    public Walk As(Visitor other) => new(this, other);

    /// <summary>Goes to an address and looks at what is there.</summary>
    public async Task StopAsync(string name, string page, string address)
    {
        await Visitor.GoAsync(address);
        await StopAsync(name, page);
    }

    /// <summary>Looks at the page the visitor is on, which has to be the one of this route.</summary>
    public async Task StopAsync(string name, string page)
    {
        Assert.Matches("^" + Parameter().Replace(page, "[^/?]+") + @"(\?|$)", Visitor.Path);
        _problems.AddRange(await new Inspection(Visitor, Shop).RunAsync(name));
    }

    /// <summary>Looks at a mail as the mailbox shows it.</summary>
    public async Task ReadAsync(string name, Mail mail)
    {
        await Visitor.GoAsync($"/_dev/mailbox/{mail.Id}");
        _problems.AddRange(await new Inspection(Visitor, Shop).ReadMailAsync(name));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
