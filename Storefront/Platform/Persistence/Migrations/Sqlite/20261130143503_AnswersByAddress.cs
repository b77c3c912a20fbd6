using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AnswersByAddress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "AddressHash",
                table: "IdempotentAnswers",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdempotentAnswers_MerchantId_AddressHash",
                table: "IdempotentAnswers",
                columns: new[] { "MerchantId", "AddressHash" },
                filter: "\"AddressHash\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_IdempotentAnswers_MerchantId_AddressHash",
                table: "IdempotentAnswers");

            migrationBuilder.DropColumn(
                name: "AddressHash",
                table: "IdempotentAnswers");
        }
    }
}
