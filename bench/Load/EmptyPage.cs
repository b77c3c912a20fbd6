using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Load;

/// <summary>A Kestrel server whose only page is a few bytes: the upper limit for any page here.</summary>
internal static class EmptyPage
{
    public static async Task<int> ServeAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address);
        app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!DOCTYPE html><title>Empty</title>");
        });
        await app.RunAsync();
        return 0;
    }
}
