using NSwag;
using NSwag.CodeGeneration.CSharp;
using Storefront.Tests.Support;

namespace Storefront.Tests.Samples;

/// <summary>Clients that an integrator generates from the OpenAPI document compile, and work against the running program.</summary>
public sealed class GeneratedClientTests
{
    [RequiresProgramFact("npm", asRoot: false)]
    public async Task A_TypeScript_client_is_generated_compiles_and_invites()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "v1.json"), await DocumentAsync(program));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "use.mts"), $$"""
            import type { paths } from "./client.mjs";
            type Invite = paths["/api/services/webshop/v1/customers/invite"]["post"];
            const body: Invite["requestBody"]["content"]["application/json"] = { email: "typed@example.com", firstname: null };
            const response = await fetch("{{Platform(program)}}/api/services/webshop/v1/customers/invite", {
              method: "POST",
              headers: { Authorization: "Bearer demo-aurora-token", "Content-Type": "application/json" },
              body: JSON.stringify(body),
            });
            const answer = await response.json() as Invite["responses"]["201"]["content"]["application/json"];
            const status: "pending" | string = answer.data.invitation.status;
            console.log(`${response.status} ${status} ${answer.data.customer.email}`);
            """);

        var generated = await NodeTools.RunAsync("openapi-typescript", folder.Path, "v1.json -o client.mts");
        var compiled = await NodeTools.RunAsync("tsc", folder.Path, "--strict --target es2022 --module nodenext --skipLibCheck use.mts");
        var ran = await ProgramRun.RunAsync("node", folder.Path, "use.mjs");

        Assert.True(generated.ExitCode == 0, generated.Output);
        Assert.True(compiled.ExitCode == 0, compiled.Output);
        Assert.Equal("201 pending typed@example.com", ran.Output.Trim());
    }

    [RequiresProgramFact("dotnet", asRoot: false)]
    public async Task A_CSharp_client_is_generated_by_NSwag_compiles_and_invites()
    {
        using var folder = new ProgramFolder();
        await using var program = await RunningProgram.StartAsync(folder, "Development");
        var document = await OpenApiDocument.FromJsonAsync(await DocumentAsync(program));
        var client = new CSharpClientGenerator(document, new()
        {
            ClassName = "ShopClient",
            CSharpGeneratorSettings = { Namespace = "Shop", JsonLibrary = NJsonSchema.CodeGeneration.CSharp.CSharpJsonLibrary.SystemTextJson },
        }).GenerateFile();
        var file = Path.Combine(folder.Path, "use.cs");
        await File.WriteAllTextAsync(file, $$"""
            #:property PublishAot=false
            #:property Nullable=disable
            using System.Net.Http.Headers;

            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-aurora-token");
            var shop = new Shop.ShopClient(http) { BaseUrl = "{{Platform(program)}}" };
            var answer = await shop.InviteCustomerAsync(null, new() { Email = "generated@example.com" });
            Console.WriteLine($"{answer.Data.Customer.Email} {answer.Data.Invitation.Status}");

            {{client}}
            """);

        var ran = await ProgramRun.RunAsync("dotnet", folder.Path, "run", file);

        Assert.True(ran.ExitCode == 0, ran.Output);
        Assert.Equal("generated@example.com pending", ran.Output.Trim().ToLowerInvariant());
    }

    private static async Task<string> DocumentAsync(RunningProgram program)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync($"{Platform(program)}/openapi/v1.json");
    }

    private static string Platform(RunningProgram program) => $"http://localhost:{program.Http.BaseAddress!.Port}";
}
