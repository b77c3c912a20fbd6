using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

/// <summary>The real program, without help: a deletion reaches the bytes of its files.</summary>
[Trait("Storage", "Sqlite")]
public sealed partial class ErasedProgramTests
{
    private const string Api = "api/services/webshop/v1/";
    private const string Email = "jane@example.com";

    [Fact]
    public async Task The_running_program_removes_only_the_deleted_customer_from_its_files()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var leaving = await LiveAsync(program, "aurora.localhost", "demo-aurora-token", 1, "Unmistakable Zebra 7431");
        await LiveAsync(program, "birch.localhost", "demo-birch-token", 2, "Staying Zebra 9917");
        Assert.True(FilesHold(folder, "Unmistakable Zebra 7431"));

        await PostAsync(program, "aurora.localhost", "customer/account/delete", leaving, new { password = Shop.GoodPassword });

        await Eventually.IsSoAsync(() => !FilesHold(folder, "Unmistakable Zebra 7431"));
        Assert.True(FilesHold(folder, "Staying Zebra 9917"));
    }

    // A customer with a company; returns the bearer token.
    private static async Task<string> LiveAsync(RunningProgram program, string host, string token, int project, string company)
    {
        await PostAsync(program, host, "customers/invite", token, new { email = Email });
        var secret = "";
        await Eventually.IsSoAsync(async () => (secret = await SecretAsync(program, host)) != "");
        var accepted = await PostAsync(
            program, host, "customer/auth/invitation/accept", null,
            new { project_id = project, email = Email, token = secret, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword });
        var bearer = accepted.GetProperty("data").GetProperty("token").GetString()!;
        await PostAsync(
            program, host, "customer/profile/update", bearer,
            new { firstname = "Jane", lastname = "Doe", phone = "+31 20 123 4567", account_type = "business", company });
        return bearer;
    }

    // The mails that the program has sent by itself; empty until then.
    private static async Task<string> SecretAsync(RunningProgram program, string host)
    {
        using var mailbox =
            JsonDocument.Parse(await (await program.SendAsync(HttpMethod.Get, "localhost", "_dev/mailbox.json")).Content.ReadAsStringAsync());
        return mailbox.RootElement.EnumerateArray().Select(mail => SecretPattern().Match(mail.GetProperty("text").GetString()!))
            .FirstOrDefault(link => link.Success && link.Groups["host"].Value == host)?.Groups["secret"].Value ?? "";
    }

    private static async Task<JsonElement> PostAsync(RunningProgram program, string host, string path, string? token, object body)
    {
        using var answer = await program.SendAsync(HttpMethod.Post, host, Api + path, token, JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static bool FilesHold(ProgramFolder folder, string text) =>
        Directory.EnumerateFiles(folder.Path, "storefront.db*").Any(file => Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex(@"https?://(?<host>[^/:\s]+)\S*[?&]token=(?<secret>[A-Za-z0-9]{55})")]
    private static partial Regex SecretPattern();
}
