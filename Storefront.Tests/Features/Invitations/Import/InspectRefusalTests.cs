using System.IO.Compression;
using System.Net;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Import;

/// <summary>A file that is no table, or was read wrongly before, is refused with a sentence that says what to do.</summary>
public sealed class InspectRefusalTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Heading = "email,firstname,lastname\n";

    [Fact]
    public async Task An_empty_file_is_refused() => await RefusedAsync([], "file.empty", "empty");

    [Fact]
    public async Task A_gzip_file_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Heading));
        }

        await RefusedAsync(packed.ToArray(), "file.packed", "Unpack it");
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_workbook_is_refused_with_the_way_to_save_it(string type)
    {
        using var workbook = new MemoryStream();
        using (var zip = new ZipArchive(workbook, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry("xl/workbook.xml");
        }

        await RefusedAsync(workbook.ToArray(), "file.workbook", "CSV UTF-8", type);
    }

    [Fact]
    public async Task A_nul_is_refused_with_its_place() =>
        await RefusedAsync(Text(Heading + "jane@example.com,Ja\0ne,Doe\n"), "file.nul", "line 2, character 20");

    [Fact]
    public async Task A_file_cut_inside_a_quoted_cell_is_refused_with_the_place_of_the_quote() =>
        await RefusedAsync(Text(Heading + "jane@example.com,Jane,Doe\njoe@example.com,\"Joe\nvan"), "file.open_quote", "line 3, character 17");

    [Theory]
    [InlineData("email|name\njane@example.com|Jane\n")]
    [InlineData("\"email,name\"\n\"jane@example.com,Jane\"\n")]
    public async Task A_wrong_delimiter_leaves_one_column_and_is_refused(string text) =>
        await RefusedAsync(Text(text), "file.one_column", "one column");

    [Fact]
    public async Task Utf8_that_was_read_as_windows_1252_is_refused()
    {
        var garbled = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Text(Heading + "zoe@example.com,Zoë,Müller\n"));

        await RefusedAsync(Text(garbled), "file.misread", "line 2");
    }

    [Theory]
    [InlineData(850)]
    [InlineData(10000)]
    public async Task The_code_pages_of_dos_and_of_old_macs_are_refused(int codePage)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(
            Heading + "m@example.com,Jörg,Märzen\nj@example.com,Anne,Köhler\n");

        await RefusedAsync(bytes, "file.misread", "line 2");
    }

    [Fact]
    public async Task A_byte_that_no_encoding_has_is_refused_with_its_place() =>
        await RefusedAsync(Encoding.Latin1.GetBytes(Heading + "m@example.com,J\u0081rgen,M\n"), "file.encoding", "line 2, character 16");

    [Fact]
    public async Task Ten_thousand_rows_are_read_and_one_more_is_refused_with_the_way_to_split()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"jane{number}@example.com,Jane,Doe\n"));

        Assert.Equal(10_000, (await platform.Aurora.InspectAsync(Heading + rows)).Data.GetProperty("file").GetProperty("rows").GetInt32());
        await RefusedAsync(Text(Heading + rows + "one@example.com,More,Doe\n"), "file.too_many_rows", "Split it before line 10002");
    }

    [Fact]
    public async Task A_hundred_columns_are_read_and_one_more_is_refused()
    {
        static string Wide(int columns) =>
            "email" + string.Concat(Enumerable.Range(2, columns - 1).Select(column => $",c{column}")) + "\na@example.com\n";

        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.InspectAsync(Wide(100))).Status);
        await RefusedAsync(Text(Wide(101)), "file.too_many_columns", "101 columns");
    }

    [Fact]
    public async Task Eight_mebibytes_are_read_and_one_byte_more_is_too_large()
    {
        var file = new byte[8 * 1024 * 1024];
        Array.Fill(file, (byte)'\n');
        Text("email,name\njane@example.com,Jane\n").CopyTo(file, 0);

        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.InspectAsync(file)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await platform.Aurora.InspectAsync([.. file, (byte)'\n'])).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/html")]
    public async Task Another_content_type_is_415(string type) => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType,
        (await platform.Aurora.MerchantApi.PostRawAsync(ExportFile.Inspect, ExportFile.Csv(Text("{}"), type))).Status);

    [Fact]
    public async Task A_file_is_no_body_of_another_endpoint() => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType, (await platform.Aurora.MerchantApi.PostRawAsync("customers/invite", ExportFile.Csv(Heading))).Status);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private async Task RefusedAsync(byte[] file, string code, string words, string type = "text/csv")
    {
        var answer = await platform.Aurora.MerchantApi.PostRawAsync(ExportFile.Inspect, ExportFile.Csv(file, type));

        Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity && answer.Code == code, answer.Text);
        Assert.Contains(words, answer.Error("file"), StringComparison.Ordinal);
    }
}
