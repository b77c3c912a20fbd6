using System.Text.RegularExpressions;

namespace Storefront.Platform.Api.Samples;

/// <summary>A sample call of every path, read from <c>docs/api.http</c>, which a test runs against the program from top to bottom.</summary>
/// <remarks>Values that the file carries from an answer to a later request are shown as examples.</remarks>
public static partial class SampleRequests
{
    /// <summary>Stands for the token of a merchant.</summary>
    public const string MerchantToken = "YOUR_TOKEN";

    /// <summary>Stands for the token that a customer's sign-in answers.</summary>
    public const string CustomerToken = "CUSTOMER_TOKEN";

    private const int ReadingMilliseconds = 1000;
    private const string Base = "{{base}}";
    private static readonly Lazy<IReadOnlyList<SampleRequest>> Known = new(() => Read(Text()));

    /// <summary>The first request of each path, in the order of the file.</summary>
    public static IReadOnlyList<SampleRequest> All => Known.Value;

    private static string Text()
    {
        using var stream = typeof(SampleRequests).Assembly.GetManifestResourceStream("api.http")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static List<SampleRequest> Read(string text)
    {
        var values = Variable().Matches(text).DistinctBy(match => match.Groups["name"].Value)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        return
        [
            .. Begin().Split(text).Skip(1).Select(part => Parse(part, values)).OfType<SampleRequest>()
                .DistinctBy(request => (request.Method, request.Anchor)),
        ];
    }

    private static SampleRequest? Parse(string part, Dictionary<string, string> values)
    {
        var lines = part.Split('\n').ToList();
        var title = lines[0].Trim();
        var request = lines.FindIndex(line => Call().IsMatch(line));
        var (method, address) = (lines[request].Split(' ')[0], lines[request].Split(' ', 2)[1]);
        if (!address.StartsWith(Base, StringComparison.Ordinal))
        {
            return null;
        }

        var end = lines.FindIndex(request, line => line.Length == 0);
        var headers = lines[(request + 1)..end].Select(line => line.Split(": ", 2)).Select(
            pair => KeyValuePair.Create(pair[0], Fill(pair[1], values, isHeader: true)));
        var body = string.Join('\n', lines[end..]).Trim();
        return new(
            title, method, ApiKernel.BasePath + Fill(address[Base.Length..], values, isHeader: false), [.. headers],
            body.Length == 0 ? null : Fill(body, values, isHeader: false));
    }

    private static string Fill(string text, Dictionary<string, string> values, bool isHeader) => Placeholder().Replace(text, match =>
        match.Groups["name"].Value switch
        {
            "merchant" => MerchantToken,
            "deletions.data.data[0].id" => "01968f2a-7c1e-7c5b-9d5e-3f0a6b1c2d4e",
            var name when values.TryGetValue(name, out var value) => value,
            var name when name.StartsWith("$guid", StringComparison.Ordinal) => "0b7c6a52-4a1d-4a6e-9b0e-5f7f0c1d2e3a",
            var name when name.StartsWith("$datetime", StringComparison.Ordinal) => "2026-03-01T12:00:00Z",
            var name when name.EndsWith(".code", StringComparison.Ordinal) => "650862",
            var name when name.EndsWith(".id", StringComparison.Ordinal) => "42",
            _ when isHeader => CustomerToken,
            _ => "kR3pV9xW2mQ8tL5nB7cD4fG6hJ1sZ0aY",
        });

    [GeneratedRegex("^(POST|GET) ", RegexOptions.ExplicitCapture, ReadingMilliseconds)]
    private static partial Regex Call();

    [GeneratedRegex("^###", RegexOptions.Multiline, ReadingMilliseconds)]
    private static partial Regex Begin();

    [GeneratedRegex("^@(?<name>[a-z]+) = (?<value>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, ReadingMilliseconds)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}", RegexOptions.ExplicitCapture, ReadingMilliseconds)]
    private static partial Regex Placeholder();
}
