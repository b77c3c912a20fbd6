using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Audit;

public sealed class AuditCommandTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task Entries_are_listed_newest_first_in_pages_per_subject_and_merchant()
    {
        await platform.Aurora.CustomerAsync("seen@example.com");
        await platform.Birch.CustomerAsync("other@example.com");
        var subject = (await platform.Aurora.FindCustomerAsync("seen@example.com"))!.SubjectId;

        var all = await RunAsync("audit", "list", "--merchant", "1", "--subject", $"{subject}");
        var newest = await RunAsync("audit", "list", "--merchant", "1", "--subject", $"{subject}", "--take", "1");
        var next = await RunAsync("audit", "list", "--merchant", "1", "--subject", $"{subject}", "--before", newest.Output.Split('\t')[0]);
        var elsewhere = await RunAsync("audit", "list", "--merchant", "2", "--subject", $"{subject}");

        Assert.Equal(["invitation.accepted", "customer.invited"], all.Output.Split('\n').Select(line => line.Split('\t')[2]));
        Assert.Equal(all.Output, $"{newest.Output}\n{next.Output}");
        Assert.Equal((0, "Nothing."), elsewhere);
        Assert.DoesNotContain("example.com", (await RunAsync("audit", "list", "--merchant", "1", "--take", "1000")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no such merchant.", "--merchant", "99")]
    [InlineData("take: Choose between 1 and 1000.", "--merchant", "1", "--take", "0")]
    [InlineData("take: Choose between 1 and 1000.", "--merchant", "1", "--take", "1001")]
    [InlineData("Cannot parse argument 'nobody'", "--merchant", "1", "--subject", "nobody")]
    [InlineData("Option '--merchant' is required.")]
    public async Task An_invalid_listing_is_refused_with_one_line(string line, params string[] options)
    {
        var refused = await RunAsync(["audit", "list", .. options]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(line, refused.Output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] typed)
    {
        await using var output = new StringWriter();
        var exitCode = await platform.Services.GetRequiredService<OperatorConsole>().RunAsync(typed, output);
        return (exitCode, output.ToString().Trim().ReplaceLineEndings("\n"));
    }
}
