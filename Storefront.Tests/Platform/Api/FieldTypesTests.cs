using System.Net;
using System.Text.Json.Serialization.Metadata;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Every field of every request type, read from the running application, with every wrong JSON type: 422 under the field's
/// name.</summary>
public sealed class FieldTypesTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string[] Anything = [
        "\"text\"", "\"7\"", "\"\"", "\"true\"", "1", "1.5", "-1", "0", "1.0", "1e2", "1e400", "9223372036854775808", "true", "false", "[]",
        "[\"a\"]", "{}", "{\"a\":\"b\"}"
    ];

    private static readonly Dictionary<Type, Func<string, bool>> Right = new()
    {
        [typeof(string)] = json => json[0] == '"',
        [typeof(int?)] = json => int.TryParse(json, out _),
        [typeof(long?)] = json => long.TryParse(json, out _),
        [typeof(Storefront.Features.Accounts.Profile.AddressFields)] = json => json[0] == '{',
        [typeof(PostalAddress)] = json => json[0] == '{',
        [typeof(IReadOnlyDictionary<string, string>)] = json => json[0] == '{',
        [typeof(Storefront.Features.Orders.Import.ImportedAddress)] = json => json[0] == '{',
        [typeof(IReadOnlyList<Storefront.Features.Orders.Import.ImportedOrder>)] = json => json[0] == '[',
        [typeof(IReadOnlyList<Storefront.Features.Orders.Import.ImportedLine>)] = json => json[0] == '[',
        [typeof(IReadOnlyList<Storefront.Features.Invitations.Import.ImportedCustomer>)] = json => json[0] == '[',
        [typeof(IReadOnlyList<string>)] = json => json[0] is '[' or '"',
        [typeof(DateTimeOffset?)] = _ => false,
        [typeof(bool?)] = json => json is "true" or "false",
    };

    // A pace is a number or the word auto.
    private static bool IsRight(JsonPropertyInfo field, string json) =>
        Right[field.PropertyType](json) || (field.Name == "pace" && int.TryParse(json, out _));

    [Fact]
    public async Task A_wrong_type_is_422_under_the_fields_name()
    {
        var customer = await platform.Aurora.CustomerAsync("types@example.com");
        var asked = 0;
        foreach (var (path, audience, type) in platform.ApiEndpoints().Where(endpoint => endpoint.Body is not null))
        {
            var api = platform.Aurora.Api(audience.Kind switch
            {
                ApiAudienceKind.Customer => customer,
                ApiAudienceKind.Merchant => platform.Aurora.Token,
                _ => null,
            });
            foreach (var field in Fields(type!))
            {
                foreach (var json in Anything.Where(json => !IsRight(field, json)))
                {
                    var answer = await api.PostRawAsync(path, Requests.Body($$"""{"project_id":{{platform.Aurora.Id}},"{{field.Name}}":{{json}}}"""));
                    WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
                    Assert.True(answer.Error(field.Name) is not null, $"{path} {field.Name}={json}: {answer.Text}");
                    asked++;
                }
            }
        }

        Assert.InRange(asked, 150, int.MaxValue);
    }

    [Fact]
    public async Task Null_and_hostile_text_in_any_field_never_cause_a_500()
    {
        string[] values = [
            "null", "\"\"", "\" \"", "\"\\r\\nBcc: x@y.example\"", "\"\\u202e\"", "\"\\u200b\"", "\"😀\"", "\"<script>alert(1)</script>\"",
            "\"' OR 1=1 --\"", $"\"{new string('x', 192)}\"", $"\"{new string('é', 30_000)}\""
        ];
        var customer = await platform.Birch.CustomerAsync("hostile@example.com");
        foreach (var (path, audience, type) in platform.ApiEndpoints().Where(endpoint => endpoint.Body is not null))
        {
            var api = platform.Birch.Api(
                audience.Kind == ApiAudienceKind.Customer ? customer : audience.Kind == ApiAudienceKind.Merchant ? platform.Birch.Token : null);
            foreach (var field in Fields(type!).Where(field => field.PropertyType == typeof(string)))
            {
                foreach (var value in values)
                {
                    var answer = await api.PostRawAsync(path, Requests.Body($$"""{"project_id":{{platform.Birch.Id}},"{{field.Name}}":{{value}}}"""));
                    Assert.True((int)answer.Status < 500, $"{path} {field.Name}={value[..Math.Min(value.Length, 40)]}: {answer.Status}");
                    WireForm.AssertForm(answer);
                }
            }
        }
    }

    private static IEnumerable<JsonPropertyInfo> Fields(Type type) =>
        ApiJson.Options.GetTypeInfo(type).Properties.Where(field => field.Set is not null);
}
