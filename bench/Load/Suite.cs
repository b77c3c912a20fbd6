namespace Load;

/// <summary>The whole measurement, part by part; each part starts and stops its own programs.</summary>
internal sealed class Suite(BenchOptions options)
{
    private readonly Results _results = new(options);
    private readonly Facts _facts = new();

    public async Task<string> RunAsync()
    {
        (string Name, Func<Task> RunAsync)[] parts =
        [
            ("writes", WritesAsync), ("passwords", PasswordsAsync), ("reads", ReadsAsync), ("storm", StormAsync), ("growth", GrowthAsync),
            ("lists", ListsAsync), ("timing", TimingAsync), ("bulk", BulkAsync), ("webhooks", WebhooksAsync), ("admin", AdminAsync),
            ("start", StartAsync),
        ];
        foreach (var (name, part) in parts.Where(part => options.Wants(part.Name)))
        {
            Console.WriteLine($"== {name}");
            await part();
        }

        return new Report(options, _results, _facts).Write();
    }

    private async Task WritesAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("writes", sink, new());
        await using var plain = await PlainAsync("writes", 0, 0);
        var rows = Path.Combine(options.Work, "rows.db");
        await _results.MeasureAsync(
            Contender.Of(Names.Invite16, Contender.Storefront, shop.Invite(), 16),
            Contender.Of(Names.Invite16, Contender.Plain, plain.Invite(), 16),
            Contender.Of(Names.Invite64, Contender.Storefront, shop.Invite(), 64),
            Contender.Of(Names.Invite64, Contender.Plain, plain.Invite(), 64),
            new(Names.CommitLimit, "one row a commit", time => Task.Run(() => RawLimits.Commit(rows, 1, time))),
            new(Names.CommitLimit, "64 rows a commit", time => Task.Run(() => RawLimits.Commit(rows, 64, time))));
        await MailAsync(shop, sink);
        await NeighboursMailAsync(shop, sink);
    }

    // Sends the mails that the invitations left in the outbox, as fast as possible.
    private async Task MailAsync(Shop shop, Sink sink)
    {
        sink.Open();
        shop.Server.Resume();
        await Task.Delay(options.WarmUp);
        var (before, time) = (sink.Taken, options.Time * 2);
        await Task.Delay(time);
        _facts.MailsPerSecond = (sink.Taken - before) / time.TotalSeconds;
        _facts.Holds("invitations and mails", shop.Server.ResidentMiB);
        Console.WriteLine($"mails {_facts.MailsPerSecond:0}/s");
    }

    // One merchant's mails meet a server that does not answer; the other's go to one that does.
    private async Task NeighboursMailAsync(Shop shop, Sink sink)
    {
        sink.Shut();
        await Round.RunAsync(await shop.InviteAtNeighbourAsync(), 16, options.Time * 2, holdAfterwards: false);
        await Round.RunAsync(shop.Invite(), 16, options.Time, holdAfterwards: false);
        sink.SilentTo = "aurora";
        sink.Open();
        await Task.Delay(options.Time);
        var (before, time) = (sink.Taken, options.Time * 2);
        await Task.Delay(time);
        _facts.NeighboursMailsPerSecond = (sink.Taken - before) / time.TotalSeconds;
        Console.WriteLine($"mails beside a silent server {_facts.NeighboursMailsPerSecond:0}/s");
    }

    private async Task PasswordsAsync()
    {
        using var sink = new Sink();
        var (own, pending, leavers) = options.Quick ? (400, 800, 600) : (1_000, 2_500, 1_800);
        await using var shop = await ShopAsync("passwords", sink, new(Pending: own, Leavers: own));
        await using var plain = await PlainAsync("passwords", pending, leavers);
        Contender[] Of(string operation, Traffic ours, Traffic theirs) =>
        [
            Contender.Of(operation, Contender.Storefront, ours, 16),
            new(operation, Contender.Limit, time => RawLimits.HashAsync(220_000, time)),
            Contender.Of(operation, Contender.Plain, theirs, 16),
        ];
        await _results.MeasureAsync(options.Rounds * 3,
        [
            .. Of(Names.Accept, shop.Accept(0, own), plain.Accept(0, pending)),
            .. Of(Names.SignIn, shop.SignIn(), plain.SignIn()),
            .. Of(Names.Delete, shop.Delete(0, own), plain.Delete(0, leavers)),
            new(Names.HashLimit, Names.OurRounds, time => RawLimits.HashAsync(220_000, time)),
            new(Names.HashLimit, Names.TheirRounds, time => RawLimits.HashAsync(100_000, time)),
        ]);
        _facts.Holds("passwords", shop.Server.ResidentMiB);
    }

    private async Task ReadsAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("reads", sink, new());
        await using var plain = await PlainAsync("reads", 0, 0);
        await using var empty = await EmptyAsync();
        await _results.MeasureAsync(
            Contender.Of(Names.Profile16, Contender.Storefront, shop.Profile(), 16),
            Contender.Of(Names.Profile16, Contender.Plain, plain.Profile(), 16),
            Contender.Of(Names.Profile64, Contender.Storefront, shop.Profile(), 64),
            Contender.Of(Names.Profile64, Contender.Plain, plain.Profile(), 64),
            Contender.Of(Names.AccountPage, Contender.Storefront, shop.AccountPage(), 16),
            Contender.Of(Names.AccountPage, Contender.Plain, plain.AccountPage(), 16),
            Contender.Of(Names.SignInPage16, Contender.Storefront, shop.SignInPage(), 16),
            Contender.Of(Names.SignInPage16, Contender.Plain, plain.SignInPage(), 16),
            Contender.Of(Names.SignInPage64, Contender.Storefront, shop.SignInPage(), 64),
            Contender.Of(Names.SignInPage64, Contender.Plain, plain.SignInPage(), 64),
            Contender.Of(Names.AcceptPage, Contender.Storefront, await shop.AcceptPageAsync(), 16),
            Contender.Of(Names.FirstOpening, Contender.Storefront, shop.FirstOpening(), 16),
            Contender.Of(Names.EmptyPage, "Kestrel", Traffic.Of(empty, 200, Request.Get("localhost", "/")), 16));
        _facts.Holds("reading", shop.Server.ResidentMiB);
        shop.Server.Resume();
        _facts.Pages = await Weights.OfAsync(shop);
    }

    private async Task StormAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("storm", sink, new());
        await using var plain = await PlainAsync("storm", 0, 0);
        await new Storm(options, _results).RunAsync(
            (Names.Profile16, Contender.Storefront, shop.Profile(), shop.SignIn()),
            (Names.SignInPage16, Contender.Storefront, shop.SignInPage(), shop.SignIn()),
            (Names.Profile16, Contender.Plain, plain.Profile(), plain.SignIn()));
    }

    private async Task GrowthAsync()
    {
        using var sink = new Sink();
        const int each = 260;
        var (customers, merchants) = options.Large;
        await using var small =
            await ShopAsync("small", sink, new(Pending: each, Leavers: each, OrdersOfLeaver: 1, GuestOrders: 1_000, Bystanders: 1_000));
        small.Server.Hold();
        await using var large = await Shop.OpenAsync(options.Storefront, Path.Combine(options.Work, "large"), options.Port + 3, sink,
            new(Pending: each, Leavers: each, OrdersOfLeaver: 1, GuestOrders: customers / 10, Bystanders: customers, Merchants: merchants));
        large.Server.Hold();
        Contender[] Of(Shop shop, string who) =>
        [
            Contender.Of("growth: invite", who, shop.Invite(), 16),
            Contender.Of("growth: accept", who, shop.Accept(0, each), 16),
            Contender.Of("growth: sign in", who, shop.SignIn(), 16),
            Contender.Of("growth: delete", who, shop.Delete(0, each), 16),
            Contender.Of("growth: own profile", who, shop.Profile(), 16),
        ];
        await _results.MeasureAsync([.. Of(small, Names.Small).Zip(Of(large, Names.Large)).SelectMany(pair => new[] { pair.First, pair.Second })]);
    }

    private async Task ListsAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("lists", sink, new(Listed: options.Large.Customers));
        _facts.Lists = await new Lists(options, shop).RunAsync();
    }

    private async Task TimingAsync()
    {
        using var sink = new Sink();
        sink.Open();
        await using var shop = await ShopAsync("timing", sink, new());
        _facts.Timings = await new Timing(options, shop).RunAsync();
    }

    private async Task BulkAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("bulk", sink, new());
        _facts.Bulk = await shop.BulkAsync(options.Bulk, Names.BulkRows, options.Rounds + 1);
        _facts.Bulk.ForEach(run => Console.WriteLine(
            $"bulk accepted {run.AcceptedMs:0} ms, queued {run.QueuedMs:0} ms, {run.MiB:0} MiB, single p99 {run.SingleP99Ms:0} ms"));
    }

    // Events of many invitations go to a quick receiver and to one of the same merchant that never answers.
    private async Task WebhooksAsync()
    {
        using var sink = new Sink();
        using var quick = new HookSink(answers: true);
        using var dead = new HookSink(answers: false);
        await using var shop = await ShopAsync("webhooks", sink, new());
        await shop.RestartForReceiversAsync();
        await shop.HookAsync(dead.Url);
        await shop.HookAsync(quick.Url);
        await Round.RunAsync(shop.Invite(), 16, options.Time * 4, holdAfterwards: false);
        var (before, time) = (quick.Taken, options.Time * 2);
        await Task.Delay(time);
        _facts.WebhooksPerSecond = (quick.Taken - before) / time.TotalSeconds;
        Console.WriteLine($"webhooks beside a dead receiver {_facts.WebhooksPerSecond:0}/s");
    }

    // A shop with ten thousand invitations, looked at by a manager.
    private async Task AdminAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("admin", sink, new(Listed: 10_000));
        await using var admin = new Admin(options, shop);
        var run = _facts.Admin = await admin.RunAsync();
        Console.WriteLine($"admin: first load {run.FirstLoadBytes / 1024:0} KiB, click {run.ClickMs:0} ms, {run.Circuits} circuits of "
            + $"{run.KibibytesEach:0} KiB");
    }

    private async Task StartAsync()
    {
        using var sink = new Sink();
        await using var shop = await ShopAsync("start", sink, new(Bystanders: 1_000));
        foreach (var _ in Enumerable.Range(0, options.Quick ? 3 : 7))
        {
            await shop.RestartAsync();
            _facts.Starts.Add(shop.Server.FirstAnswer.TotalMilliseconds);
            Console.WriteLine($"start {shop.Server.FirstAnswer.TotalMilliseconds:0} ms");
        }
    }

    private async Task<Shop> ShopAsync(string name, Sink sink, Filling filling)
    {
        var shop = await Shop.OpenAsync(options.Storefront, Path.Combine(options.Work, name), options.Port, sink, filling);
        return shop;
    }

    private Task<Plain> PlainAsync(string name, int pending, int leavers) =>
        Plain.OpenAsync(options.Baseline, Path.Combine(options.Work, name), options.Port + 1, pending, leavers);

    private Task<Server> EmptyAsync() => Server.StartAsync($"dotnet {typeof(Suite).Assembly.Location} empty-page http://127.0.0.1:{options.Port + 2}",
        options.Work, options.Port
            + 2, Request.Get("localhost", "/"), new Dictionary<string, string>(), Path.GetFullPath(Path.Combine(options.Work, "empty.log")));
}
