namespace Load;

/// <summary>The names of the operations and limits in the report.</summary>
internal static class Names
{
    public const int BulkRows = 10_000;
    public const string Invite16 = "invite, 16 connections";
    public const string Invite64 = "invite, 64 connections";
    public const string Accept = "accept an invitation";
    public const string SignIn = "sign in";
    public const string Delete = "delete with 100 orders";
    public const string Profile16 = "own profile, 16 connections";
    public const string Profile64 = "own profile, 64 connections";
    public const string AccountPage = "account page";
    public const string SignInPage16 = "sign-in page, 16 connections";
    public const string SignInPage64 = "sign-in page, 64 connections";
    public const string AcceptPage = "accept page";
    public const string FirstOpening = "first opening of a link (303)";
    public const string CommitLimit = "limit: SQLite commits";
    public const string HashLimit = "limit: password hashing";
    public const string EmptyPage = "limit: empty page";
    public const string OurRounds = "220 000 rounds";
    public const string TheirRounds = "100 000 rounds";
    public const string Small = "1 000 customers";
    public const string Large = "large platform";

    public static readonly string[] Growing = ["invite", "accept", "sign in", "delete", "own profile"];
    public static readonly string[] Stormy = [Profile16, SignInPage16];

    /// <summary>The name of a read while 32 connections sign in without pause, and of the same read right before.</summary>
    public static string InStorm(string operation) => $"storm: {operation}";

    public static string BeforeStorm(string operation) => $"calm: {operation}";
}

/// <summary>Single numbers beside the rates.</summary>
internal sealed class Facts
{
    public double MailsPerSecond { get; set; }

    /// <summary>Mails of one merchant while the mail server does not answer another's.</summary>
    public double NeighboursMailsPerSecond { get; set; }

    /// <summary>Messages to a quick receiver while another of the same merchant does not answer.</summary>
    public double WebhooksPerSecond { get; set; }

    /// <summary>The server's memory after each load, in MiB.</summary>
    public List<(string Load, double MiB)> Resident { get; } = [];
    public List<double> Starts { get; } = [];

    /// <summary>The merchant's admin in a browser.</summary>
    public AdminRun? Admin { get; set; }

    /// <summary>Batches, several runs of one program; the first compiles.</summary>
    public List<BulkRun> Bulk { get; set; } = [];

    /// <summary>Pages of a merchant's lists: which list, and the milliseconds of a page.</summary>
    public IReadOnlyList<(string List, double P50, double P99)> Lists { get; set; } = [];
    public IReadOnlyList<(string What, double Known, double Unknown)> Timings { get; set; } = [];
    public IReadOnlyList<(string Page, int Plain, int Compressed)> Pages { get; set; } = [];

    public void Holds(string load, double mebibytes)
    {
        Resident.Add((load, mebibytes));
        Console.WriteLine($"resident after {load} {mebibytes:0} MiB");
    }
}

/// <summary>One batch: the milliseconds until it is accepted and until everybody is invited, its managed memory, and single invitations beside
/// it.</summary>
internal sealed record BulkRun(double AcceptedMs, double QueuedMs, double MiB, double SingleP99Ms);
