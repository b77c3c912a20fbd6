using Microsoft.EntityFrameworkCore.Migrations;

namespace Storefront.Platform.Persistence.Migrations;

/// <summary>Makes one invitation of each customer's many: a resend used to be an invitation of its own.</summary>
/// <remarks>The oldest keeps its number and takes over what the newest said and what became of all of them; each leaves its rows in the timeline.
/// The same statements on both providers.</remarks>
internal static class InvitationFolding
{
    private const string Same = "o.\"MerchantId\" = i.\"MerchantId\" AND o.\"CustomerId\" = i.\"CustomerId\"";
    private const string Oldest =
        "(SELECT MIN(x.\"Id\") FROM \"Invitations\" AS x WHERE x.\"MerchantId\" = i.\"MerchantId\" AND x.\"CustomerId\" = i.\"CustomerId\")";
    private const string Mails = $"FROM \"OutboxMails\" AS o WHERE {Same} AND o.\"Kind\" = 'invitation'";

    /// <summary>Fills the timeline, folds resends into the oldest invitation, and deletes them. The token of each must still be named.</summary>
    public static void FoldResends(this MigrationBuilder migration)
    {
        migration.Sql($"""
            INSERT INTO "InvitationEvents" ("MerchantId", "CustomerId", "Kind", "At")
            SELECT i."MerchantId", i."CustomerId", CASE WHEN i."Id" = {Oldest} THEN 'Queued' ELSE 'Resent' END, i."CreatedAt"
            FROM "Invitations" AS i ORDER BY i."Id"
            """);
        migration.Sql($"""
            INSERT INTO "InvitationEvents" ("MerchantId", "CustomerId", "Kind", "At")
            SELECT o."MerchantId", o."CustomerId", 'Sent', o."SentAt" FROM "OutboxMails" AS o JOIN "Invitations" AS i ON {Same} AND i."Id" = {Oldest}
            WHERE o."Kind" = 'invitation' AND o."SentAt" IS NOT NULL ORDER BY o."Id"
            """);
        migration.Sql($"""
            UPDATE "Invitations" AS i SET
                "Resends" = (SELECT COUNT(*) - 1 FROM "Invitations" AS o WHERE {Same}),
                "Language" = {OfNewest("o.\"Language\"")}, "Message" = {OfNewest("o.\"Message\"")},
                "Firstname" = {OfNewest("o.\"Firstname\"")}, "Lastname" = {OfNewest("o.\"Lastname\"")},
                "ExpiresAt" = {OfNewestLink("t.\"ExpiresAt\"")}, "DeclinedAt" = {OfNewestLink("t.\"DeclinedAt\"")},
                "RevokedAt" = {OfNewestLink("t.\"RevokedAt\"")},
                "AcceptedAt" = (SELECT COALESCE(MAX(t."UsedAt"), MAX(c."EmailVerifiedAt"))
                    FROM "Invitations" AS o JOIN "OneTimeTokens" AS t ON t."Id" = o."TokenId"
                    JOIN "Customers" AS c ON c."Id" = o."CustomerId" WHERE {Same}),
                "SentAt" = (SELECT MAX(o."SentAt") {Mails}),
                "Reason" = (SELECT o."LastProblem" {Mails} ORDER BY o."Id" DESC LIMIT 1),
                "NextTryAt" = (SELECT CASE WHEN o."State" = 1 AND o."Attempts" > 0 THEN o."NextAttemptAt" END {Mails} ORDER BY o."Id" DESC LIMIT 1),
                "Delivery" = COALESCE((SELECT CASE WHEN o."State" = 2 THEN 'Sent' WHEN o."State" = 3 THEN 'Bounced'
                    WHEN o."Attempts" > 0 THEN 'Deferred' ELSE 'Queued' END
                    {Mails} ORDER BY o."Id" DESC LIMIT 1), 'Sent')
            WHERE i."Id" = {Oldest}
            """);
        migration.Sql($"""DELETE FROM "Invitations" AS i WHERE i."Id" <> {Oldest}""");

        // Whoever proved the address in another way voided the link: that was no withdrawal.
        migration.Sql("""UPDATE "Invitations" SET "RevokedAt" = NULL, "DeclinedAt" = NULL WHERE "AcceptedAt" IS NOT NULL""");
        foreach (var end in new[] { "Accepted", "Declined", "Revoked" })
        {
            migration.Sql($"""
                INSERT INTO "InvitationEvents" ("MerchantId", "CustomerId", "Kind", "At")
                SELECT "MerchantId", "CustomerId", '{end}', "{end}At" FROM "Invitations" WHERE "{end}At" IS NOT NULL ORDER BY "Id"
                """);
        }
    }

    /// <summary>Gives each invitation the newest link of its customer again; one without a link goes.</summary>
    public static void NameLinks(this MigrationBuilder migration)
    {
        migration.Sql("""
            UPDATE "Invitations" AS i SET "TokenId" = COALESCE((SELECT MAX(t."Id") FROM "OneTimeTokens" AS t
                WHERE t."MerchantId" = i."MerchantId" AND t."CustomerId" = i."CustomerId" AND t."Purpose" = 1), 0)
            """);
        migration.Sql("""DELETE FROM "Invitations" WHERE "TokenId" = 0""");
    }

    private static string OfNewest(string value) => $"(SELECT {value} FROM \"Invitations\" AS o WHERE {Same} ORDER BY o.\"Id\" DESC LIMIT 1)";

    private static string OfNewestLink(string value) =>
        $"(SELECT {value} FROM \"Invitations\" AS o JOIN \"OneTimeTokens\" AS t ON t.\"Id\" = o.\"TokenId\" "
        + $"WHERE {Same} ORDER BY o.\"Id\" DESC LIMIT 1)";
}
