using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShopWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "HelpUrl",
                table: "Merchants",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ImprintUrl",
                table: "Merchants",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PrivacyUrl",
                table: "Merchants",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ShopUrl",
                table: "Merchants",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Welcome",
                table: "Merchants",
                type: "TEXT",
                maxLength: 191,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "HelpUrl",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "ImprintUrl",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "PrivacyUrl",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "ShopUrl",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "Welcome",
                table: "Merchants");
        }
    }
}
