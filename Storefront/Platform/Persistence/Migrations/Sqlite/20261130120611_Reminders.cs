using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BatchId",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReminderBatchId",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "Invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "InvitationBatches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationBatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InvitationBatches_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_BatchId",
                table: "Invitations",
                columns: new[] { "MerchantId", "BatchId" },
                filter: "\"BatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_MerchantId_ReminderBatchId",
                table: "Invitations",
                columns: new[] { "MerchantId", "ReminderBatchId" },
                filter: "\"ReminderBatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatches_MerchantId",
                table: "InvitationBatches",
                column: "MerchantId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "InvitationBatches");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_BatchId",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_MerchantId_ReminderBatchId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ReminderBatchId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "Invitations");
        }
    }
}
