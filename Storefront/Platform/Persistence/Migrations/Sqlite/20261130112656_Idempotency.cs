using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Idempotency : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IdempotencyClaims",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Request = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyClaims", x => x.Id);
                    table.UniqueConstraint("AK_IdempotencyClaims_MerchantId_Id", x => new { x.MerchantId, x.Id });
                    table.ForeignKey(
                        name: "FK_IdempotencyClaims_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdempotentAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    ClaimId = table.Column<long>(type: "INTEGER", nullable: false),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: true),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotentAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IdempotentAnswers_Customers_MerchantId_CustomerId",
                        columns: x => new { x.MerchantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "MerchantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IdempotentAnswers_IdempotencyClaims_MerchantId_ClaimId",
                        columns: x => new { x.MerchantId, x.ClaimId },
                        principalTable: "IdempotencyClaims",
                        principalColumns: new[] { "MerchantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyClaims_CreatedAt",
                table: "IdempotencyClaims",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyClaims_MerchantId_Key",
                table: "IdempotencyClaims",
                columns: new[] { "MerchantId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdempotentAnswers_MerchantId_ClaimId",
                table: "IdempotentAnswers",
                columns: new[] { "MerchantId", "ClaimId" });

            migrationBuilder.CreateIndex(
                name: "IX_IdempotentAnswers_MerchantId_CustomerId",
                table: "IdempotentAnswers",
                columns: new[] { "MerchantId", "CustomerId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "IdempotentAnswers");

            migrationBuilder.DropTable(
                name: "IdempotencyClaims");
        }
    }
}
