using AngleSharp.Html.Dom;
using Bunit;
using Storefront.Admin.Bulk;
using Storefront.Features.Invitations.Bulk;
using Storefront.Features.Invitations.Import;

namespace Storefront.Tests.Admin;

/// <summary>What a member sees of a list: its progress, and how its columns are read.</summary>
public sealed class BulkComponentTests : AdminPartTest
{
    private static readonly InspectedFile File = new(
        "utf-8", "comma", ImportSource.Unknown, 1, ["Mail", "Fax", "Hash"],
        new Dictionary<string, string> { ["Mail"] = "email", ["Hash"] = "password_hash" },
        [new(2, "jane@example.com", null, null, null, null, null, HasPasswordHash: true)], []);

    [Fact]
    public void A_running_list_shows_its_numbers_its_rate_and_its_end()
    {
        var shown = Render<BatchProgress>(parameters => parameters
            .Add(progress => progress.Batch, New() with { Status = InvitationBatchStatus.Running, Invited = 7, Sent = 3, EtaSeconds = 7200 })
            .Add(progress => progress.Rate, 1200)).Markup;

        Assert.Contains("10 of 20 rows", shown, StringComparison.Ordinal);
        Assert.Contains("1200 mails an hour", shown, StringComparison.Ordinal);
        Assert.Contains("2 hours", shown, StringComparison.Ordinal);
        Assert.Contains("aria-valuenow=\"50\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_tells_what_would_happen_and_nothing_of_mails()
    {
        var shown = Render<BatchProgress>(parameters => parameters.Add(progress => progress.Batch, New() with { DryRun = true, Failed = 4 })).Markup;

        Assert.Contains("Would be invited", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Bounced", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_of_a_pause_and_a_stopped_provider_are_shown()
    {
        var shown = Render<BatchProgress>(parameters => parameters.Add(progress => progress.Batch, New() with
        {
            Status = InvitationBatchStatus.Paused,
            Reason = "Paused by the shop.",
            StoppedGroups = [new("mail.example", "550 no", default)],
        })).Markup;

        Assert.Contains("Paused by the shop.", shown, StringComparison.Ordinal);
        Assert.Contains("mail.example refuses mail now", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_shows_what_it_is_read_as_with_its_values_and_a_hash_never()
    {
        var columns = Render<ColumnChoice>(parameters => parameters.Add(choice => choice.File, File));

        var chosen = columns.FindAll("select").Cast<IHtmlSelectElement>().Select(select => select.Value);
        Assert.Equal(["email", "", "password_hash"], chosen);
        Assert.Equal(["jane@example.com", "", "•••"], columns.FindAll("tbody td:last-child").Select(cell => cell.TextContent));
    }

    [Fact]
    public void A_column_is_read_otherwise_or_left_out_by_hand()
    {
        var changes = new List<(string, string)>();
        var columns = Render<ColumnChoice>(parameters => parameters
            .Add(choice => choice.File, File).Add(choice => choice.OnChange, ((string, string) change) => changes.Add(change)));

        columns.FindAll("select")[1].Change("metadata.Fax");
        columns.FindAll("select")[0].Change("");

        Assert.Equal([("Fax", "metadata.Fax"), ("Mail", "")], changes);
    }

    private static BatchView New() => new()
    {
        Id = 1,
        Status = InvitationBatchStatus.Completed,
        DryRun = false,
        Total = 20,
        Done = 10,
        Invited = 0,
        Skipped = 0,
        Failed = 0,
        CreatedAt = default,
        StartedAt = null,
        FinishedAt = null,
        NotBefore = null,
        Pace = null,
        EtaSeconds = null,
        Reason = null,
        Queued = 0,
        Sent = 0,
        Deferred = 0,
        Bounced = 0,
        Opened = 0,
        Accepted = 0,
        Declined = 0,
        StoppedGroups = [],
    };
}
