using Load;

if (args is ["empty-page", var address])
{
    return await EmptyPage.ServeAsync(address);
}

var options = BenchOptions.Of(args);
if (Directory.Exists(options.Work))
{
    Directory.Delete(options.Work, recursive: true);
}

Directory.CreateDirectory(options.Work);
Console.CancelKeyPress += (_, _) => Server.EndAll();
try
{
    var report = await new Suite(options).RunAsync();
    Console.WriteLine(report);
    if (options.Report.Length > 0)
    {
        await File.WriteAllTextAsync(options.Report, report);
    }

    return 0;
}
finally
{
    Server.EndAll();
}
