using System.Net;
using System.Text;
using System.Text.Json;
using Storefront.Features.Invitations.Import;
using Storefront.Platform.Csv;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Import;

/// <summary>Exports of the systems we know, as they come and as spreadsheet programs save them again, are read without a wrong letter.</summary>
public sealed class InspectImportTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData("shopify.csv", "shopify", "utf-8", "comma")]
    [InlineData("shopify-excel-german.csv", "shopify", "windows-1252", "semicolon")]
    [InlineData("shopify-excel-unicode.txt", "shopify", "utf-16", "tab")]
    [InlineData("woocommerce-users.csv", "woocommerce", "utf-8", "comma")]
    [InlineData("woocommerce-analytics.csv", "woocommerce", "utf-8", "comma")]
    [InlineData("magento.csv", "magento", "utf-8", "comma")]
    [InlineData("magento-excel-utf8.csv", "magento", "utf-8", "semicolon")]
    [InlineData("lightspeed.csv", "lightspeed", "utf-8", "semicolon")]
    [InlineData("lightspeed-excel-western.csv", "lightspeed", "windows-1252", "comma")]
    [InlineData("prestashop.csv", "prestashop", "utf-8", "semicolon")]
    [InlineData("prestashop-1.6-western.csv", "prestashop", "windows-1252", "semicolon")]
    [InlineData("shopware.csv", "shopware", "utf-8", "semicolon")]
    [InlineData("bigcommerce.csv", "bigcommerce", "utf-8", "comma")]
    public async Task A_known_export_is_recognized_and_no_name_is_decoded_wrongly(string name, string source, string encoding, string delimiter)
    {
        var answer = await platform.Aurora.InspectAsync(ExportFile.Read(name));

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var file = answer.Data.GetProperty("file");
        Assert.Equal(
            (source, encoding, delimiter, 8),
            (Text(file, "source"), Text(file, "encoding"), Text(file, "delimiter"), file.GetProperty("rows").GetInt32()));
        Assert.Equal(ExportFile.Names[..5], file.GetProperty("samples").EnumerateArray().Select(NameOf));
        Assert.DoesNotContain(
            file.GetProperty("warnings").EnumerateArray(), warning => Text(warning, "code") is "mojibake" or "mixed_encodings" or "no_email");
        Assert.Equal(ExportFile.Names, NamesIn(name));
    }

    [Fact]
    public async Task Every_export_tells_the_number_the_language_and_the_consent_of_a_customer()
    {
        var shopify = await SampleAsync("shopify.csv");
        var lightspeed = await SampleAsync("lightspeed.csv");
        var shopware = await SampleAsync("shopware.csv");
        var woocommerce = await SampleAsync("woocommerce-users.csv");

        Assert.Equal(("72104488200" + "01", "no"), (Text(shopify, "external_id"), Text(shopify.GetProperty("metadata"), "Accepts Email Marketing")));
        Assert.Equal(
            ("90210", "nl", "0"),
            (Text(lightspeed, "external_id"), Text(lightspeed, "locale"), Text(lightspeed.GetProperty("metadata"), "Newsletter")));
        Assert.Equal(("SW10000", "de"), (Text(shopware, "external_id"), Text(shopware, "locale")));
        Assert.Equal(
            ("41", "nl", false),
            (Text(woocommerce, "external_id"), Text(woocommerce, "locale"), woocommerce.GetProperty("has_password_hash").GetBoolean()));
    }

    [Fact]
    public async Task A_mapping_names_the_columns_of_an_unknown_export()
    {
        const string text = "Kontakt;Rufname;Zuname;Nr\njane@example.com;Jane;Doe;17\n";

        var unknown = await platform.Aurora.InspectAsync(text);
        var mapped = await platform.Aurora.InspectAsync(
            text, "?mapping=" + Uri.EscapeDataString("""{"Kontakt":"email","Rufname":"firstname","Zuname":"lastname","Nr":"metadata.number"}"""));

        Assert.Contains("no_email", Codes(unknown));
        var sample = mapped.Data.GetProperty("file").GetProperty("samples")[0];
        Assert.Equal(("jane@example.com", "Jane", "Doe", "17"),
            (Text(sample, "email"), Text(sample, "firstname"), Text(sample, "lastname"), Text(sample.GetProperty("metadata"), "number")));
        Assert.Equal("email", Text(mapped.Data.GetProperty("file").GetProperty("mapping"), "Kontakt"));
        foreach (var bad in new[] { """{"Fax":"email"}""", """{"Kontakt":"password"}""", """{"Kontakt":7}""", "x", "[]" })
        {
            var refused = await platform.Aurora.InspectAsync(text, "?mapping=" + Uri.EscapeDataString(bad));
            Assert.True(
                refused.Status == HttpStatusCode.UnprocessableEntity && refused.Text.Contains("mapping", StringComparison.Ordinal), refused.Text);
        }
    }

    [Fact]
    public async Task An_empty_field_leaves_a_known_column_out()
    {
        var answer = await platform.Aurora.InspectAsync(
            "email,firstname,locale\njane@example.com,Jane,de\n", "?mapping=" + Uri.EscapeDataString("""{"locale":"","firstname":""}"""));

        Assert.Equal("""{"email":"email"}""", answer.Data.GetProperty("file").GetProperty("mapping").GetRawText());
        Assert.Null(Text(answer.Data.GetProperty("file").GetProperty("samples")[0], "firstname"));
    }

    [Fact]
    public async Task Single_doubtful_cells_are_warnings_with_line_and_column()
    {
        const string text =
            "id,email,name\n'7210,jane@gmial.com,Zoë\n"
            + "2,\"jane@gmial.com\",\"Jürgen\nvan Dam\"\n3,joe@example.com,MÃ¼ller\n4,x@example.com,René,more\n";

        var warnings = (await platform.Aurora.InspectAsync(text)).Data.GetProperty("file").GetProperty("warnings").EnumerateArray()
            .Select(warning =>
                $"{Text(warning, "code")} {warning.GetProperty("line").GetInt32()}:{warning.GetProperty("column").GetInt32()}").ToList();

        Assert.Equal(
            ["mojibake 5:3", "leading_apostrophe 2:1", "row.columns 6:4", "row.duplicate 3:2", "email.typo 2:2", "email.typo 3:2"], warnings);
    }

    [Fact]
    public async Task A_line_in_another_encoding_is_read_as_it_is_and_told()
    {
        var bytes = Encoding.Latin1.GetBytes("email,name\njane@example.com,Zoë\n")
            .Concat(Encoding.UTF8.GetBytes("joe@example.com,Jürgen\n")).ToArray();

        var answer = await platform.Aurora.InspectAsync(bytes);

        Assert.Equal(["Zoë", "Jürgen"], answer.Data.GetProperty("file").GetProperty("samples").EnumerateArray().Select(NameOf));
        Assert.Contains("mixed_encodings", Codes(answer));
    }

    [Fact]
    public async Task Marks_of_texts_and_formulas_are_left_out_and_names_keep_their_apostrophe()
    {
        var sample = (await platform.Aurora.InspectAsync("sep=;\r\nid;email;lastname\r\n=\"0072\";'jane@example.com;'t Hooft\r\n")).Data
            .GetProperty("file").GetProperty("samples")[0];

        Assert.Equal(("0072", "jane@example.com", "'t Hooft", 3),
            (Text(sample, "external_id"), Text(sample, "email"), Text(sample, "lastname"), sample.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Inspecting_stores_nothing_and_mails_nobody() => Assert.Equal(
        HttpStatusCode.OK, (await platform.UnchangedAsync(() => platform.Aurora.InspectAsync(ExportFile.Read("shopify.csv")))).Status);

    private async Task<JsonElement> SampleAsync(string name) =>
        (await platform.Aurora.InspectAsync(ExportFile.Read(name))).Data.GetProperty("file").GetProperty("samples")[0];

    private static string[] NamesIn(string name)
    {
        var file = CsvFileReader.Read(ExportFile.Read(name)).Value;
        Assert.Null(ColumnMapping.Check(file.Columns, null, withPasswords: true, out var mapping));
        return [.. CustomerTable.Read(file, mapping).Select(row => $"{row.Customer.Firstname} {row.Customer.Lastname}".Trim())];
    }

    private static string NameOf(JsonElement sample) => $"{Text(sample, "firstname")} {Text(sample, "lastname")}".Trim();

    private static IEnumerable<string?> Codes(ApiAnswer answer) =>
        answer.Data.GetProperty("file").GetProperty("warnings").EnumerateArray().Select(warning => Text(warning, "code"));

    private static string? Text(JsonElement element, string field) => element.GetProperty(field).GetString();
}
