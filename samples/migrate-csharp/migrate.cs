#:property PublishAot=false
// Invites the customers of a CSV export, and shows how far it is.
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

var content = await File.ReadAllBytesAsync(args[0]);
var dryRun = args.Contains("--dry-run");
var platform = Environment.GetEnvironmentVariable("SHOP_API") ?? "http://localhost:5080";
using var http = new HttpClient { BaseAddress = new(platform + "/api/services/webshop/v1/") };
http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("SHOP_TOKEN") ?? "demo-aurora-token");

var found = (await CallAsync("customers/import/inspect", Csv))["file"]!;
Console.WriteLine($"{found["rows"]} rows from {found["source"]}, {found["encoding"]}");
foreach (var warning in found["warnings"]!.AsArray())
{
    Console.WriteLine($"  line {warning!["line"]}: {warning["message"]}");
}

var number = (await CallAsync($"customers/invite/bulk?dry_run={(dryRun ? "true" : "false")}", Csv, isWrite: true))["batch"]!["id"]!;
JsonNode batch;
while ((int)(batch = await ReadAsync())["done"]! < (int)batch["total"]!)
{
    Console.Write($"\r{batch["done"]} of {batch["total"]}");
    await Task.Delay(TimeSpan.FromSeconds(1));
}

Console.WriteLine($"\rBatch {number}: {batch["invited"]} invited, {batch["skipped"]} skipped, {batch["failed"]} failed of {batch["total"]}");

async Task<JsonNode> ReadAsync() =>
    (await CallAsync("customers/invite/bulk/get", () => JsonContent.Create(new { batch_id = (long)number })))["batch"]!;

HttpContent Csv() => new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

async Task<JsonNode> CallAsync(string path, Func<HttpContent> body, bool isWrite = false)
{
    while (true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body() };
        if (isWrite)
        {
            // The same file and options are invited once, however often this runs within a day.
            request.Headers.Add("Idempotency-Key", Convert.ToHexString(SHA256.HashData([.. content, (byte)(dryRun ? 1 : 0)])));
        }

        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode is 429 or 503)
        {
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(5));
            continue;
        }

        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer.IsSuccessStatusCode
            ? json["data"]!
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {json["code"]}: {json["errors"] ?? json["message"]}");
    }
}
