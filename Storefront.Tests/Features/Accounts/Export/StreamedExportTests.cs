using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Export;

/// <summary>An export of many orders begins to arrive before the last of them is read.</summary>
public sealed class StreamedExportTests : IClassFixture<TestPlatform>, IAsyncLifetime
{
    private const string Buyer = "streamed@example.com";
    private const int Orders = 1000;
    private readonly TestPlatform _platform;
    private string _bearer = "";
    private string _cookie = "";

    public StreamedExportTests(TestPlatform platform) => _platform = platform;

    private Shop Shop => _platform.Aurora;

    public async Task InitializeAsync()
    {
        if (await Shop.FindCustomerAsync(Buyer) is null)
        {
            await Shop.AddAsync(Enumerable.Range(1, Orders).Select(number => Shop.Order(Buyer, $"S-{number:D4}")));
            await Shop.CustomerAsync(Buyer);
        }

        _bearer = (await Shop.Door("API").SignInAsync(Buyer, Support.Shop.GoodPassword)).Session!;
        _cookie = (await Shop.Door("browser").SignInAsync(Buyer, Support.Shop.GoodPassword)).Session!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, InlineData("/account/export.json"), InlineData("/account/export.html"), InlineData("/api/services/webshop/v1/customer/account/export")]
    public async Task The_answer_begins_before_the_last_order_is_read(string address)
    {
        using var request = new HttpRequestMessage(address.StartsWith("/api", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address);
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
            request.Headers.Authorization = new("Bearer", _bearer);
        }
        else
        {
            request.Headers.Add("Cookie", $"__Host-session={_cookie}");
        }

        using var answer = await _platform.Client(Shop.Host).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);
        var begun = new char[1000];
        await reader.ReadBlockAsync(begun);
        var late = $"LATE-{Guid.CreateVersion7():N}";
        await _platform.AsAsync(Shop, db => db.Orders.Where(order => order.OrderNumber == $"S-{Orders:D4}")
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.InvoiceNumber, late)));
        var rest = await reader.ReadToEndAsync();

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains(late, rest, StringComparison.Ordinal);
        Assert.Contains("INV-S-0001", new string(begun) + rest, StringComparison.Ordinal);
    }
}
