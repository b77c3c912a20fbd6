using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CustomerLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "NormalizedEmail",
                table: "Customers",
                type: "character varying(382)",
                maxLength: 382,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(382)",
                oldMaxLength: 382);

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Customers",
                type: "character varying(191)",
                maxLength: 191,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FoldedCompany",
                table: "Customers",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "FoldedLastname",
                table: "Customers",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "FoldedName",
                table: "Customers",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastOrderAt",
                table: "Customers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "Metadata",
                table: "Customers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpentCurrency",
                table: "Customers",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SpentThousandths",
                table: "Customers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "TotalOrders",
                table: "Customers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Invited",
                table: "Customers",
                columns: new[] { "MerchantId", "Id" },
                filter: "\"PasswordHash\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_FoldedCompany_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "FoldedCompany", "Id" },
                filter: "\"FoldedCompany\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_FoldedLastname_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "FoldedLastname", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_FoldedName_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "FoldedName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_LastOrderAt_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "LastOrderAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_SpentThousandths_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "SpentThousandths", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MerchantId_TotalOrders_Id",
                table: "Customers",
                columns: new[] { "MerchantId", "TotalOrders", "Id" });
            // What the orders of customers who are there already come to.
            migrationBuilder.Sql("""
                -- Once, and at no other time.
                UPDATE "Customers" SET
                    "TotalOrders" = (SELECT COUNT(*) FROM "Orders" o WHERE o."MerchantId" = "Customers"."MerchantId" AND o."CustomerId" = "Customers"."Id"),
                    "LastOrderAt" = (SELECT MAX(o."PlacedAt") FROM "Orders" o WHERE o."MerchantId" = "Customers"."MerchantId" AND o."CustomerId" = "Customers"."Id"),
                    "SpentCurrency" = (SELECT o."Currency" FROM "Orders" o WHERE o."MerchantId" = "Customers"."MerchantId" AND o."CustomerId" = "Customers"."Id"
                        ORDER BY o."PlacedAt" DESC, o."Id" DESC LIMIT 1)
                WHERE EXISTS (SELECT 1 FROM "Orders" o WHERE o."MerchantId" = "Customers"."MerchantId" AND o."CustomerId" = "Customers"."Id");
                UPDATE "Customers" SET "SpentThousandths" = COALESCE((SELECT SUM(o."TotalMinor") FROM "Orders" o
                        WHERE o."MerchantId" = "Customers"."MerchantId" AND o."CustomerId" = "Customers"."Id"
                        AND o."Currency" = "Customers"."SpentCurrency" AND o."PaymentStatus" = 'Paid'), 0)
                    * CASE WHEN "SpentCurrency" IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1000
                        WHEN "SpentCurrency" IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1 ELSE 10 END
                WHERE "SpentCurrency" IS NOT NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_Invited",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_FoldedCompany_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_FoldedLastname_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_FoldedName_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_LastOrderAt_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_SpentThousandths_Id",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MerchantId_TotalOrders_Id",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FoldedCompany",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FoldedLastname",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FoldedName",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "LastOrderAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "Metadata",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "SpentCurrency",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "SpentThousandths",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "TotalOrders",
                table: "Customers");

            migrationBuilder.AlterColumn<string>(
                name: "NormalizedEmail",
                table: "Customers",
                type: "character varying(382)",
                maxLength: 382,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(382)",
                oldMaxLength: 382,
                oldCollation: "C");
        }
    }
}
