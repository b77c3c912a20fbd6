namespace Storefront.Tests.Rules;

/// <summary>Every endpoint and page, at two merchants and the platform, with every kind of credential. An endpoint without a row fails, and
/// a row without an endpoint.</summary>
public sealed partial class TenantMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private const string Api = "/api/services/webshop/v1/";
    private const string Link = "\"project_id\":1,\"email\":\"jane@example.com\",\"token\":\"unknown\"";
    private const string Form = "\0form";

    public static TheoryData<string> Endpoints => [.. Rows.Select(row => row.ToString())];

    [Fact]
    public void Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        // A middleware serves the reference's page, not an endpoint.
        var rows = Rows.Select(row => row.ToString()).Where(row => row != "GET /docs/index.html").ToList();

        Assert.Equal([], world.Endpoints.Except(rows));
        Assert.Equal([], rows.Except(world.Endpoints));
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Every_credential_gets_exactly_its_own_access(string endpoint)
    {
        var row = Rows.Single(row => row.ToString() == endpoint);
        foreach (var host in new[] { 1L, 2L, 0L })
        {
            foreach (var held in Credential.All)
            {
                var answer = await world.SendAsync(row, host, held);
                var text = await answer.Content.ReadAsStringAsync();
                var where =
                    $"{row} at {(host == 0 ? "the platform" : $"shop {host}")} with {held.Kind} of {held.Shop}: {(int)answer.StatusCode} "
                        + $"{text[..Math.Min(text.Length, 200)]}";

                Assert.True(row.At(host, held) == MatrixWorld.Read(answer, text), where);
                foreach (var secret in world.SecretsOf(1).Select(secret => (Shop: 1L, Text: secret))
                    .Concat(world.SecretsOf(2).Select(secret => (Shop: 2L, Text: secret))))
                {
                    Assert.False(
                        !MayShow(row, host, held, secret.Shop) && text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase),
                        $"{secret.Text} leaks: {where}");
                }
            }
        }
    }

    // The mailbox exists in Development only: on a merchant's host it shows that merchant's mails, on the platform's all of them.
    private static bool MayShow(Row row, long host, Credential held, long owner) =>
        row.Route.StartsWith("/_dev/", StringComparison.Ordinal)
            ? host == 0 || host == owner
            : held.Shop == owner && row.At(host, held) == Admittance.Allowed;
}
