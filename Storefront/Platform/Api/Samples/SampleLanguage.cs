namespace Storefront.Platform.Api.Samples;

/// <summary>A language of the samples, and how a call is written in it. Each sample is a whole program that prints the answer.</summary>
/// <param name="Name">As its users write it.</param>
/// <param name="Write">Writes a call, given the address of the platform without a slash at its end.</param>
public sealed record SampleLanguage(string Name, Func<SampleRequest, string, string> Write)
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<SampleLanguage> All { get; } =
        [new("cURL", Curl), new("JavaScript", JavaScript), new("PHP", Php), new("Python", Python), new("C#", CSharp)];

    private static string Curl(SampleRequest request, string platform) => string.Join(" \\\n  ",
    [
        $"curl -X {request.Method} {Shell(platform + request.Path)}",
        .. request.Headers.Select(header => $"-H {Shell($"{header.Key}: {header.Value}")}"),
        .. request.Body is { } body ? [$"--data-binary {Shell(body)}"] : Array.Empty<string>(),
    ]);

    private static string JavaScript(SampleRequest request, string platform)
    {
        var headers = request.Headers.Select(header => $"\n    {SampleLiteral.Json(header.Key)}: {SampleLiteral.Json(header.Value)},");
        var body = request.Body is null ? ""
            : request.HasJson ? $"\n  body: JSON.stringify({Indented(SampleLiteral.JavaScript.Write(request.Body), 2)}),"
            : $"\n  body: {SampleLiteral.Json(request.Body)},";
        return $$"""
            const response = await fetch({{SampleLiteral.Json(platform + request.Path)}}, {
              method: "{{request.Method}}",
              redirect: "manual",
              headers: {{{string.Concat(headers)}}
              },{{body}}
            });
            console.log(response.status, await response.text());
            """;
    }

    private static string Php(SampleRequest request, string platform)
    {
        var headers = request.Headers.Select(header => $"\n        {SampleLiteral.PhpQuote($"{header.Key}: {header.Value}")},");
        var body = request.Body is null ? ""
            : request.HasJson ? $"\n    CURLOPT_POSTFIELDS => json_encode({Indented(SampleLiteral.Php.Write(request.Body), 4)}),"
            : $"\n    CURLOPT_POSTFIELDS => {SampleLiteral.PhpQuote(request.Body)},";
        return $"""
            <?php
            $curl = curl_init({SampleLiteral.PhpQuote(platform + request.Path)});
            curl_setopt_array($curl, [
                CURLOPT_CUSTOMREQUEST => '{request.Method}',
                CURLOPT_RETURNTRANSFER => true,
                CURLOPT_HTTPHEADER => [{string.Concat(headers)}
                ],{body}
            ]);
            $answer = curl_exec($curl);
            echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;
            """;
    }

    private static string Python(SampleRequest request, string platform)
    {
        var headers = request.Headers.Where(header => header.Key != "Content-Type" || !request.HasJson)
            .Select(header => $"\n        {SampleLiteral.Json(header.Key)}: {SampleLiteral.Json(header.Value)},");
        var body = request.Body is null ? ""
            : request.HasJson ? $"\n    json={Indented(SampleLiteral.Python.Write(request.Body), 4)},"
            : $"\n    data={SampleLiteral.Json(request.Body)}.encode(),";
        return $$"""
            import requests

            response = requests.request(
                "{{request.Method}}",
                {{SampleLiteral.Json(platform + request.Path)}},
                headers={{{string.Concat(headers)}}
                },{{body}}
                allow_redirects=False,
            )
            print(response.status_code, response.text)
            """;
    }

    private static string CSharp(SampleRequest request, string platform)
    {
        var headers = request.Headers.Where(header => header.Key != "Content-Type")
            .Select(header => $"\nrequest.Headers.Add({SampleLiteral.Json(header.Key)}, {SampleLiteral.Json(header.Value)});");
        var type = request.Headers.FirstOrDefault(header => header.Key == "Content-Type").Value;
        var body = request.Body is null ? ""
            : $"\nrequest.Content = new StringContent(\n    \"\"\"\n    {Indented(request.Body, 4)}\n    \"\"\",\n"
                + $"    Encoding.UTF8,\n    \"{type}\");";
        return $"""
            using System.Text;

            using var http = new HttpClient(new HttpClientHandler {"{"} AllowAutoRedirect = false {"}"});
            using var request = new HttpRequestMessage(
                HttpMethod.{(request.Method == "GET" ? "Get" : "Post")},
                {SampleLiteral.Json(platform + request.Path)});{string.Concat(headers)}{body}
            using var response = await http.SendAsync(request);
            Console.WriteLine($"{"{"}(int)response.StatusCode{"}"} {"{"}await response.Content.ReadAsStringAsync(){"}"}");
            """;
    }

    private static string Indented(string text, int by) => text.Replace("\n", "\n" + new string(' ', by), StringComparison.Ordinal);

    private static string Shell(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
