using System.Globalization;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Samples;

/// <summary>Each program in <c>samples/</c> does on fresh demo shops what its README says.</summary>
public sealed class SampleTests
{
    private const string Export = """
        First Name,Last Name,Email,Company,Phone
        Jane,Doe,sample-jane@example.com,,
        Zoë,de Vries,sample-zoe@example.com,Vries BV,+31 20 123 4567
        No,Address,nonsense,,
        """;

    private static readonly string[] Events = ["customer.invited"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [RequiresProgramFact("python3", asRoot: false)]
    public Task The_Python_script_invites_a_file_once() =>
        InvitesOnceAsync((folder, variables, arguments) =>
            ProgramRun.RunAsync("python3", folder, variables, [In("migrate-python", "migrate.py"), .. arguments]));

    [RequiresProgramFact("dotnet", asRoot: false)]
    public Task The_CSharp_program_invites_a_file_once() =>
        InvitesOnceAsync((folder, variables, arguments) =>
            ProgramRun.RunAsync("dotnet", folder, variables, ["run", In("migrate-csharp", "migrate.cs"), .. arguments]));

    [RequiresProgramFact("npm", asRoot: false)]
    public async Task The_Node_receiver_prints_a_message_once_and_refuses_a_forged_one()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var port = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);
        var secret = (await CallAsync(program, "webhooks/create", new { url = $"http://127.0.0.1:{port}/", events = Events }))
            .GetProperty("webhook").GetProperty("secret").GetString()!;
        var tools = await NodeTools.FolderAsync();
        var script = Path.Combine(tools, "receiver.mjs");
        File.Copy(In("webhook-receiver-node", "receiver.mjs"), script, overwrite: true);
        using var receiver = ProgramRun.Start("node", tools, [("PORT", port), ("WEBHOOK_SECRET", secret)], script);
        try
        {
            Assert.Equal("Listening", await receiver.StandardOutput.ReadLineAsync().WaitAsync(Patience));

            await CallAsync(program, "customers/invite", new { email = "hooked@example.com" });
            var printed = await receiver.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            using var http = new HttpClient();
            var forged = await http.PostAsync($"http://127.0.0.1:{port}/", new StringContent("{}"));

            Assert.StartsWith("customer.invited {", printed, StringComparison.Ordinal);
            Assert.Contains("hooked@example.com", printed, StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task InvitesOnceAsync(
        Func<string, (string Name, string Value)[], string[], Task<(int ExitCode, string Output)>> run)
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var file = Path.Combine(folder.Path, "customers.csv");
        await File.WriteAllTextAsync(file, Export);
        (string, string)[] variables = [("SHOP_API", $"http://localhost:{program.Http.BaseAddress!.Port}")];

        var tried = await run(folder.Path, variables, [file, "--dry-run"]);
        var invited = await run(folder.Path, variables, [file]);
        var again = await run(folder.Path, variables, [file]);

        Assert.True((tried.ExitCode, invited.ExitCode, again.ExitCode) == (0, 0, 0), tried.Output + invited.Output + again.Output);
        Assert.Contains("3 rows from", tried.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed of 3", tried.Output, StringComparison.Ordinal);
        Assert.Contains("2 invited, 0 skipped, 1 failed of 3", invited.Output, StringComparison.Ordinal);
        Assert.Equal(LastLine(invited.Output), LastLine(again.Output));
        var list = await CallAsync(program, "customers/invitations/all", new { search_query = "sample-" });
        Assert.Equal(2, list.GetProperty("total").GetInt32());
    }

    private static string LastLine(string output) => output.TrimEnd().Split('\r', '\n')[^1];

    private static string In(params string[] path) => Path.Combine([Sources.Root, "samples", .. path]);

    private static async Task<JsonElement> CallAsync(RunningProgram program, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Full(path)) { Content = Requests.Body(JsonSerializer.Serialize(body)) };
        request.Headers.Host = "localhost";
        request.Headers.Authorization = Requests.Bearer("demo-aurora-token");
        using var answer = await program.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }
}
