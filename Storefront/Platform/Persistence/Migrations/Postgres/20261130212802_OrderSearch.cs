using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrderSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_PlacedAt_Id",
                table: "Orders");

            migrationBuilder.AddColumn<string>(
                name: "FoldedInvoice",
                table: "Orders",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FoldedNumber",
                table: "Orders",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FoldedName",
                table: "OrderLines",
                type: "character varying(191)",
                maxLength: 191,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_PlacedAt_Id_OrderNumber",
                table: "Orders",
                columns: new[] { "MerchantId", "PlacedAt", "Id", "OrderNumber" },
                filter: "\"OrderNumber\" <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_PlacedAt_Id_OrderNumber",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "FoldedInvoice",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "FoldedNumber",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "FoldedName",
                table: "OrderLines");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_PlacedAt_Id",
                table: "Orders",
                columns: new[] { "MerchantId", "PlacedAt", "Id" },
                filter: "\"OrderNumber\" <> ''");
        }
    }
}
