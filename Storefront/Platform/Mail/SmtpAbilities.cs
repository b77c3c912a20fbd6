namespace Storefront.Platform.Mail;

/// <summary>What a server said it can do, in answer to EHLO.</summary>
internal sealed class SmtpAbilities
{
    public static readonly SmtpAbilities None = new();

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _logins = new(StringComparer.OrdinalIgnoreCase);

    public static SmtpAbilities Of(SmtpReply hello)
    {
        var abilities = new SmtpAbilities();
        foreach (var line in hello.Lines.Skip(1))
        {
            // "AUTH=LOGIN" is how servers said it before there was a standard; some still say both.
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name, .. var more])
            {
                abilities._names.Add(name);
                abilities._logins.UnionWith(name.Equals("AUTH", StringComparison.OrdinalIgnoreCase) ? more : []);
            }
        }

        return abilities;
    }

    public bool Has(string name) => _names.Contains(name);

    public bool HasLogin(string mechanism) => _logins.Contains(mechanism);
}
