using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CustomerLanguage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Customers",
                type: "character varying(191)",
                maxLength: 191,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Language",
                table: "Customers");
        }
    }
}
