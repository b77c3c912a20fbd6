using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrdersByOwner : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_BuyerAddress",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_CustomerId_PlacedAt",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_BuyerAddress",
                table: "Orders",
                columns: new[] { "MerchantId", "BuyerAddress" },
                filter: "\"CustomerId\" IS NULL AND \"UnlinkedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_CustomerId_PlacedAt",
                table: "Orders",
                columns: new[] { "MerchantId", "CustomerId", "PlacedAt" },
                filter: "\"CustomerId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_BuyerAddress",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_CustomerId_PlacedAt",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_BuyerAddress",
                table: "Orders",
                columns: new[] { "MerchantId", "BuyerAddress" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_CustomerId_PlacedAt",
                table: "Orders",
                columns: new[] { "MerchantId", "CustomerId", "PlacedAt" });
        }
    }
}
