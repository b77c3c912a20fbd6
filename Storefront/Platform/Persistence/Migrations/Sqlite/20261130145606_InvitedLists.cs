using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InvitedLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Customers_Invited_Email",
                table: "Customers",
                columns: new[] { "MerchantId", "NormalizedEmail", "PasswordHash" },
                filter: "\"PasswordHash\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Invited_Lastname",
                table: "Customers",
                columns: new[] { "MerchantId", "FoldedLastname", "Id", "PasswordHash" },
                filter: "\"PasswordHash\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Invited_Name",
                table: "Customers",
                columns: new[] { "MerchantId", "FoldedName", "Id", "PasswordHash" },
                filter: "\"PasswordHash\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_Invited_Email",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Invited_Lastname",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Invited_Name",
                table: "Customers");
        }
    }
}
