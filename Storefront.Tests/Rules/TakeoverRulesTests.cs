using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Whoever accepts an invitation finds nothing in the account that a stranger may have typed before.</summary>
public sealed partial class TakeoverRulesTests
{
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["Id"] = "the row's number",
        ["MerchantId"] = "the shop's number",
        ["SubjectId"] = "a random number of ours",
        ["CreatedAt"] = "a time of ours",
        ["Email"] = "what the acceptance proves",
        ["NormalizedEmail"] = "what the acceptance proves",
        ["UserName"] = "not stored",
        ["NormalizedUserName"] = "not stored",
        ["EmailConfirmed"] = "not stored",
        ["PhoneNumberConfirmed"] = "not stored",
        ["LockoutEnd"] = "not stored",
        ["LockoutEnabled"] = "not stored",
        ["AccessFailedCount"] = "not stored",
        ["TwoFactorEnabled"] = "not stored",
        ["EmailVerifiedAt"] = "written by the acceptance",
        ["PasswordHash"] = "written by NewPassword",
        ["SecurityStamp"] = "not stored",
        ["ConcurrencyStamp"] = "written by NewPassword",
        ["ExternalId"] = "only the merchant writes it",
        ["FoldedName"] = "follows the names",
        ["FoldedLastname"] = "follows the last name",
        ["FoldedCompany"] = "follows the company",
        ["TotalOrders"] = "follows the orders",
        ["LastOrderAt"] = "follows the orders",
        ["SpentThousandths"] = "follows the orders",
        ["SpentCurrency"] = "follows the orders",
    };

    [Fact]
    public void Every_field_of_an_account_is_taken_over_or_exempt_with_a_reason()
    {
        var takeover = Sources.All.Single(source => source.Path.EndsWith("Accept/AccountTakeover.cs", StringComparison.Ordinal));
        var written = TargetsPattern().Matches(takeover.Code).SelectMany(targets => FieldPattern().Matches(targets.Value))
            .Select(field => field.Groups["name"].Value).ToHashSet();
        var fields = typeof(Customer).GetProperties().Where(field => field.CanWrite).Select(field => field.Name).ToList();

        Assert.Equal([], fields.Except(written).Except(Kept.Keys));
        Assert.Equal([], Kept.Keys.Except(fields));
        Assert.Equal([], written.Intersect(Kept.Keys));
        Assert.InRange(written.Count, 11, 100);
    }

    // What stands before an equals sign: one field, or several in brackets.
    [GeneratedRegex(@"(?:\([^()=;]*\)|customer\.\w+) = ")]
    private static partial Regex TargetsPattern();

    [GeneratedRegex(@"customer\.(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex FieldPattern();
}
