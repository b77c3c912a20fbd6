using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>The operator commands for API tokens; no other code creates or ends one.</summary>
public sealed class TokenCommands(TimeProvider clock) : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("tokens", "API tokens of merchants") { Create(console), List(console), Rotate(console), Revoke(console) };
    }

    private static Option<long> Merchant => new("--merchant") { Required = true, Description = "The merchant's number" };
    private static Option<long> Token => new("--token") { Required = true, Description = "The token's number" };

    private static Command Create(OperatorConsole console)
    {
        var merchant = Merchant;
        var name = new Option<string>("--name") { Required = true, Description = "What the token is for" };
        var abilities = new Option<string>("--abilities")
        {
            Required = true,
            Description =
                $"Comma-separated: {string.Join(", ", Ability.UnderEverything.Select(ability => ability.Name))}, or * for these; "
                    + $"{Ability.ImportPasswords.Name} only by name",
        };
        var days = new Option<int?>("--expires-in-days") { Description = "How long it lives; 365 when absent" };
        var perMinute = new Option<int?>("--per-minute") { Description = "Its own number of requests a minute; the setting's when absent" };
        return console.Command(new(
            "create", "Create a token; it is printed once") { merchant, name, abilities, days, perMinute }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<CreateMerchantToken>().RunAsync(
                new(typed.GetValue(merchant), typed.GetValue(name), typed.GetValue(abilities), typed.GetValue(days), typed.GetValue(perMinute)), ct))
            .Report(output, Shown));
    }

    private Command List(OperatorConsole console)
    {
        var merchant = Merchant;
        return console.Command(new("list", "List a shop's tokens") { merchant }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<ListMerchantTokens>().RunAsync(typed.GetValue(merchant), ct))
            .Report(output, tokens => tokens.Count == 0 ? "No tokens." : string.Join(Environment.NewLine, tokens.Select(Line))));
    }

    private static Command Rotate(OperatorConsole console)
    {
        var (merchant, token) = (Merchant, Token);
        var overlap = new Option<int>("--overlap-hours")
        {
            DefaultValueFactory = _ => RotateMerchantToken.UsualOverlapHours,
            Description = "How long the old token works on"
        };
        return console.Command(new(
            "rotate",
            "Create a token in the place of another; it is printed once") { merchant, token, overlap }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<RotateMerchantToken>()
                .RunAsync(new(typed.GetValue(merchant), typed.GetValue(token), typed.GetValue(overlap)), ct))
            .Report(output, Shown));
    }

    private static Command Revoke(OperatorConsole console)
    {
        var (merchant, token) = (Merchant, Token);
        return console.Command(new("revoke", "Revoke a token at once") { merchant, token }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<RevokeMerchantToken>().RunAsync(typed.GetValue(merchant), typed.GetValue(token), ct))
            .Report(output, _ => $"Token {typed.GetValue(token)} is revoked."));
    }

    private static string Shown(CreatedToken token) => $"Token {token.Id}. It is shown only now:{Environment.NewLine}{token.Secret}";

    private string Line(MerchantToken token) => string.Join('\t', token.Id, token.Name, token.Abilities.Names, $"{Number(token.PerMinute)} a minute",
        $"created {Moment(token.CreatedAt)}", $"expires {Moment(token.ExpiresAt)}", $"last used {Moment(token.LastUsedAt)}", State(token));

    private string State(MerchantToken token) => token switch
    {
        { RevokedAt: not null } => "revoked",
        _ => token.IsAliveAt(clock.GetUtcNow()) ? "works" : "expired",
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "as set";

    private static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";
}
