using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SharedNodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Unlogged: a crash of the server forgets the running minute, and nothing else (ADR 0050).
            migrationBuilder.Sql("""
                CREATE UNLOGGED TABLE "RequestCounters" (
                    "Key" uuid PRIMARY KEY, "Count" integer NOT NULL, "GivenBack" integer NOT NULL,
                    "EndsAt" timestamp with time zone NOT NULL) WITH (fillfactor = 50);
                """);

            // What other nodes keep in memory (ADR 0051). Of a webhook only what decides whether events are stored for it.
            migrationBuilder.Sql("""
                CREATE FUNCTION "NotifyMerchantChange"() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN PERFORM pg_notify('storefront_merchants', ''); RETURN NULL; END $body$;
                """);
            foreach (var table in new[] { "Merchants", "MerchantHosts", "BrandLogos", "MailDomains" })
            {
                migrationBuilder.Sql($"""
                    CREATE TRIGGER "{table}_Notify" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
                    FOR EACH STATEMENT EXECUTE FUNCTION "NotifyMerchantChange"();
                    """);
            }

            migrationBuilder.Sql("""
                CREATE TRIGGER "Webhooks_Notify" AFTER INSERT OR UPDATE OF "Status", "Events", "DeletedAt" OR DELETE ON "Webhooks"
                FOR EACH STATEMENT EXECUTE FUNCTION "NotifyMerchantChange"();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION \"NotifyMerchantChange\"() CASCADE;");
            migrationBuilder.Sql("DROP TABLE \"RequestCounters\";");
        }
    }
}
