using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>The operator commands for API tokens.</summary>
public sealed class TokenCommands : IOperatorCommands
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
                    + $"only by name: {string.Join(", ", Ability.ByNameOnly.Select(ability => ability.Name))}",
        };
        var days = new Option<int?>("--expires-in-days") { Description = "How long it lives; 365 when absent" };
        var perMinute = new Option<int?>("--per-minute") { Description = "Its own number of requests a minute; the setting's when absent" };
        return console.Command(new(
            "create", "Create a token; it is printed once") { merchant, name, abilities, days, perMinute }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<NamedMerchant>().RunAsync(typed.GetValue(merchant), caller =>
                services.GetRequiredService<CreateMerchantToken>().RunAsync(caller, new()
                {
                    Name = typed.GetValue(name),
                    Abilities = [typed.GetValue(abilities)!],
                    ExpiresInDays = typed.GetValue(days),
                    PerMinute = typed.GetValue(perMinute),
                }, ct), ct))
            .Report(output, Shown));
    }

    private static Command List(OperatorConsole console)
    {
        var merchant = Merchant;
        return console.Command(new("list", "List a shop's tokens, newest first") { merchant }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<NamedMerchant>().RunAsync(typed.GetValue(merchant), caller =>
                services.GetRequiredService<ListMerchantTokens>().RunAsync(caller, new() { PerPage = ListMerchantTokens.LargestSize }, ct), ct))
            .Report(output, page => page.Total == 0 ? "No tokens." : string.Join(Environment.NewLine, page.Rows.Select(Line))));
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
            (await services.GetRequiredService<NamedMerchant>().RunAsync(typed.GetValue(merchant), caller =>
                services.GetRequiredService<RotateMerchantToken>().RunAsync(
                    caller, new() { TokenId = typed.GetValue(token), OverlapHours = typed.GetValue(overlap) }, ct), ct))
            .Report(output, Shown));
    }

    private static Command Revoke(OperatorConsole console)
    {
        var (merchant, token) = (Merchant, Token);
        return console.Command(new("revoke", "Revoke a token at once") { merchant, token }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<NamedMerchant>().RunAsync(typed.GetValue(merchant), caller =>
                services.GetRequiredService<RevokeMerchantToken>().RunAsync(caller, new() { TokenId = typed.GetValue(token) }, ct), ct))
            .Report(output, _ => $"Token {typed.GetValue(token)} is revoked."));
    }

    private static string Shown(CreatedToken token) => $"Token {token.Id}. It is shown only now:{Environment.NewLine}{token.Secret}";

    private static string Line(ListedToken token) => string.Join(
        '\t', token.Id, token.Name, string.Join(',', token.Abilities), $"{Number(token.PerMinute)} a minute",
        $"created {Moment(token.CreatedAt)}", $"expires {Moment(token.ExpiresAt)}", $"last used {Moment(token.LastUsedAt)}", State(token.Status));

    private static string State(TokenStatus status) => status switch
    {
        TokenStatus.Active => "works",
        TokenStatus.Expired => "expired",
        _ => "revoked",
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "as set";

    private static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";
}
