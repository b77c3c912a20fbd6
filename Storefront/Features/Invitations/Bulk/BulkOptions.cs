using System.Globalization;
using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>The options of a batch that passed every rule.</summary>
internal sealed record BulkOptions(
    bool IsDryRun, bool FailsOnExisting, int? Pace, DateTimeOffset? NotBefore, string? Locale, string? Message, int? Days)
{
    private const string Auto = "auto";
    private const string Skip = "skip";
    private const string Fail = "fail";
    private const int FastestPace = 100_000;
    private const int MostDaysAhead = 90;

    /// <summary>Checks the request; returns every field's problem, or the options.</summary>
    public static Refusal? Check(BulkInviteRequest request, DateTimeOffset now, out BulkOptions options)
    {
        var problems = new FieldProblems();
        problems.Add("on_existing", request.OnExisting is null or Skip or Fail ? null : new Sentence("Choose one of: {0}.", $"{Skip}, {Fail}"));
        problems.Add("pace", CheckPace(request.Pace, out var pace));
        problems.Add(
            "not_before",
            request.NotBefore is { } start && start > now.AddDays(MostDaysAhead) ? new Sentence("Choose a time in the next {0} days.", MostDaysAhead)
                : null);
        problems.Add("locale", Languages.Check(request.Locale));
        problems.Add("message", MerchantMessage.Check(request.Message, out var message));
        problems.Add("expires_in_days", ValidatedInvitation.CheckDays(request.ExpiresInDays));
        options = new(
            request.DryRun == true, request.OnExisting == Fail, pace, request.NotBefore?.ToUniversalTime(), request.Locale, message,
            request.ExpiresInDays);
        return problems.ToRefusal();
    }

    private static Sentence? CheckPace(string? text, out int? pace)
    {
        pace = null;
        if (text is null or Auto)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mails) || mails is < 1 or > FastestPace)
        {
            return new("Choose auto, or between 1 and {0} mails an hour.", FastestPace);
        }

        pace = mails;
        return null;
    }
}
