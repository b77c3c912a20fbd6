using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Domain;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>Every attack string through the operator's commands: the same rules as at the doors, and never a stack trace.</summary>
public sealed class AttackStringCommandTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private readonly HashSet<string> _hosts = [];
    private int _number;

    [Theory, InlineData("name"), InlineData("from"), InlineData("support"), InlineData("host")]
    public async Task A_merchant_is_added_or_refused_by_the_field_rules(string option)
    {
        foreach (var text in AttackStrings.All)
        {
            var host = $"attacked-{option}-{_number++}.localhost";
            var words = new Dictionary<string, string>
            {
                ["name"] = "Cedar",
                ["host"] = host,
                ["from"] = "shop@cedar.example",
                ["support"] = "help@cedar.example",
                [option] = text
            };
            var problem = option switch
            {
                "name" => PersonName.Check(text, out var name) ?? (name is null ? "Give the shop a name." : null),
                "host" => HostName.Check(text, out var given) ?? (_hosts.Add(given) ? null : "Another shop has this host."),
                _ => EmailAddress.Check(text, out _),
            };

            await using var output = new StringWriter();
            var exit = await platform.Services.GetRequiredService<OperatorConsole>()
                .RunAsync(["merchants", "add", .. words.SelectMany(word => new[] { $"--{word.Key}={word.Value}" })], output);

            var where = $"{option} {AttackStrings.Show(text)}: {exit} {output}";
            Assert.True(exit == (problem is null ? 0 : 1), where);
            Assert.DoesNotContain("   at ", output.ToString(), StringComparison.Ordinal);
            Assert.True(problem is null || output.ToString().Contains($"{option}: ", StringComparison.Ordinal), where);
        }
    }
}
