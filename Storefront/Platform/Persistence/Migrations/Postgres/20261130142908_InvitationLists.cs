using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InvitationLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FoldedLastname",
                table: "Invitations",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "FoldedName",
                table: "Invitations",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Accepted",
                table: "Invitations",
                columns: new[] { "MerchantId", "Id", "ExpiresAt", "AcceptedAt", "RevokedAt", "DeclinedAt" },
                filter: "\"AcceptedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Declined",
                table: "Invitations",
                columns: new[] { "MerchantId", "Id", "ExpiresAt", "AcceptedAt", "RevokedAt", "DeclinedAt" },
                filter: "\"AcceptedAt\" IS NULL AND \"RevokedAt\" IS NULL AND \"DeclinedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Expiry",
                table: "Invitations",
                columns: new[] { "MerchantId", "ExpiresAt", "Id", "AcceptedAt", "RevokedAt", "DeclinedAt" },
                filter: "\"MerchantId\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_AcceptedAt_Id",
                table: "Invitations",
                columns: new[] { "MerchantId", "AcceptedAt", "Id" },
                filter: "\"AcceptedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_Delivery_Id",
                table: "Invitations",
                columns: new[] { "MerchantId", "Delivery", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_FoldedLastname_Id",
                table: "Invitations",
                columns: new[] { "MerchantId", "FoldedLastname", "Id" },
                filter: "\"FoldedLastname\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_FoldedName_Id",
                table: "Invitations",
                columns: new[] { "MerchantId", "FoldedName", "Id" },
                filter: "\"FoldedName\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Open",
                table: "Invitations",
                columns: new[] { "MerchantId", "Id", "ExpiresAt", "AcceptedAt", "RevokedAt", "DeclinedAt" },
                filter: "\"AcceptedAt\" IS NULL AND \"RevokedAt\" IS NULL AND \"DeclinedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Revoked",
                table: "Invitations",
                columns: new[] { "MerchantId", "Id", "ExpiresAt", "AcceptedAt", "RevokedAt", "DeclinedAt" },
                filter: "\"AcceptedAt\" IS NULL AND \"RevokedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_Accepted",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_Declined",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_Expiry",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_AcceptedAt_Id",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_Delivery_Id",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_FoldedLastname_Id",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_FoldedName_Id",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_Open",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_Revoked",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "FoldedLastname",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "FoldedName",
                table: "Invitations");
        }
    }
}
