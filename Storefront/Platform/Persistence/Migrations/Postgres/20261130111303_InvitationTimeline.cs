using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InvitationTimeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OpenedAt",
                table: "OneTimeTokens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AcceptedAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DeclinedAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Delivery",
                table: "Invitations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExpiresAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextTryAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OpenedAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Invitations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Resends",
                table: "Invitations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RevokedAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "InvitationEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MerchantId = table.Column<long>(type: "bigint", nullable: false),
                    CustomerId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Code = table.Column<int>(type: "integer", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    NextTryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InvitationEvents_Customers_MerchantId_CustomerId",
                        columns: x => new { x.MerchantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "MerchantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationEvents_MerchantId_CustomerId",
                table: "InvitationEvents",
                columns: new[] { "MerchantId", "CustomerId" });

            migrationBuilder.FoldResends();

            migrationBuilder.DropForeignKey(
                name: "FK_Invitations_OneTimeTokens_MerchantId_TokenId",
                table: "Invitations");

            migrationBuilder.DropUniqueConstraint(
                name: "AK_OneTimeTokens_MerchantId_Id",
                table: "OneTimeTokens");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_CustomerId",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_TokenId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "TokenId",
                table: "Invitations");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_CustomerId",
                table: "Invitations",
                columns: new[] { "MerchantId", "CustomerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_Id",
                table: "Invitations",
                columns: new[] { "MerchantId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "TokenId",
                table: "Invitations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.NameLinks();

            migrationBuilder.DropTable(
                name: "InvitationEvents");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_CustomerId",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_Id",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "OneTimeTokens");

            migrationBuilder.DropColumn(
                name: "AcceptedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "DeclinedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Delivery",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "NextTryAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Resends",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "Invitations");

            migrationBuilder.AddUniqueConstraint(
                name: "AK_OneTimeTokens_MerchantId_Id",
                table: "OneTimeTokens",
                columns: new[] { "MerchantId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_CustomerId",
                table: "Invitations",
                columns: new[] { "MerchantId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_TokenId",
                table: "Invitations",
                columns: new[] { "MerchantId", "TokenId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Invitations_OneTimeTokens_MerchantId_TokenId",
                table: "Invitations",
                columns: new[] { "MerchantId", "TokenId" },
                principalTable: "OneTimeTokens",
                principalColumns: new[] { "MerchantId", "Id" },
                onDelete: ReferentialAction.Restrict);
        }
    }
}
