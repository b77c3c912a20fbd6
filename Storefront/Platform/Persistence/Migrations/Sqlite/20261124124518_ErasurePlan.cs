using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ErasurePlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MaskedAt",
                table: "Orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeletionReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    Counts = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionReceipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionReceipts_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_MerchantId_PlacedAt",
                table: "Orders",
                columns: new[] { "MerchantId", "PlacedAt" },
                filter: "\"MaskedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_MerchantId_SubjectId_Id",
                table: "AuditEntries",
                columns: new[] { "MerchantId", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionReceipts_MerchantId_DeletedAt",
                table: "DeletionReceipts",
                columns: new[] { "MerchantId", "DeletedAt" });

            migrationBuilder.KeepForGood("AuditEntries");
            migrationBuilder.KeepForGood("DeletionReceipts");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.LetChange("DeletionReceipts");
            migrationBuilder.LetChange("AuditEntries");

            migrationBuilder.DropTable(
                name: "DeletionReceipts");

            migrationBuilder.DropIndex(
                name: "IX_Orders_MerchantId_PlacedAt",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_MerchantId_SubjectId_Id",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "MaskedAt",
                table: "Orders");
        }
    }
}
