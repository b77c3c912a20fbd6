using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutboxByShop : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_State_NextAttemptAt",
                table: "OutboxMails");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_State_MerchantId_NextAttemptAt",
                table: "OutboxMails",
                columns: new[] { "State", "MerchantId", "NextAttemptAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_State_MerchantId_NextAttemptAt",
                table: "OutboxMails");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_State_NextAttemptAt",
                table: "OutboxMails",
                columns: new[] { "State", "NextAttemptAt" });
        }
    }
}
