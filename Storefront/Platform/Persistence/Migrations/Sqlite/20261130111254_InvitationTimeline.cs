using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InvitationTimeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "OpenedAt",
                table: "OneTimeTokens",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AcceptedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeclinedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Delivery",
                table: "Invitations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "NextTryAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OpenedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Invitations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RevokedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SentAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Resends",
                table: "Invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "InvitationEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.NameLinks();

            migrationBuilder.DropColumn(
                name: "Resends",
                table: "Invitations");

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
