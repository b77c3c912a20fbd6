using System.Diagnostics;

namespace Load;

/// <summary>Whether the answer's time tells an address with an account from one without: both requested in turn, on one
/// connection.</summary>
internal sealed class Timing(BenchOptions options, Shop shop)
{
    private int _unknown;

    public async Task<IReadOnlyList<(string What, double Known, double Unknown)>> RunAsync()
    {
        var (slow, fast) = options.Quick ? (15, 100) : (60, 400);
        return
        [
            await CompareAsync("sign in", slow, email => Shop.SignInRequest(email, "not-the-password-of-anybody")),
            await CompareAsync("forgot password", fast, email => Post("password/forgot", $$"""{"project_id":1,"email":"{{email}}"}""")),
            await CompareAsync("register", slow, email => Post("register",
                $$"""{"project_id":1,"email":"{{email}}","firstname":"Jane","lastname":"Doe","phone":"+31 20 1234567","""
                + $$""" "password":"{{Shop.Password}}","password_confirmation":"{{Shop.Password}}"}""")),
        ];
    }

    private static byte[] Post(string path, string json) => Request.Post(Shop.Host, $"{Shop.Api}/customer/auth/{path}", json);

    private async Task<(string What, double Known, double Unknown)> CompareAsync(string what, int times, Func<string, byte[]> request)
    {
        shop.Server.Resume();
        using var line = await Connection.OpenAsync(shop.Server.Port);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var time = -3; time < times; time++)
        {
            var active = await TimeAsync(line, request($"active{(time + 3) % 64}@example.com"));
            var stranger = await TimeAsync(line, request($"stranger{_unknown++}@example.com"));
            if (time >= 0)
            {
                known.Add(active);
                unknown.Add(stranger);
            }
        }

        Console.WriteLine(
            $"timing {what}: known {Results.Median(known):0.00} ms, unknown {Results.Median(unknown):0.00} ms, last {line.Head.Split('\r')[0]}");
        return (what, Results.Median(known), Results.Median(unknown));
    }

    private static async Task<double> TimeAsync(Connection line, byte[] request)
    {
        var asked = Stopwatch.GetTimestamp();
        await line.AskAsync(request);
        return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
    }
}
