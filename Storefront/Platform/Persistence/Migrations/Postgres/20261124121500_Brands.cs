using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Brands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Corners",
                table: "Merchants",
                type: "text",
                nullable: false,
                defaultValue: "Soft");

            migrationBuilder.AddColumn<string>(
                name: "LogoFile",
                table: "Merchants",
                type: "character varying(191)",
                maxLength: 191,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LogoHeight",
                table: "Merchants",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LogoWidth",
                table: "Merchants",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Tagline",
                table: "Merchants",
                type: "character varying(191)",
                maxLength: 191,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BrandLogos",
                columns: table => new
                {
                    MerchantId = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    MediaType = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BrandLogos", x => x.MerchantId);
                    table.ForeignKey(
                        name: "FK_BrandLogos_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BrandLogos");

            migrationBuilder.DropColumn(
                name: "Corners",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "LogoFile",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "LogoHeight",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "LogoWidth",
                table: "Merchants");

            migrationBuilder.DropColumn(
                name: "Tagline",
                table: "Merchants");
        }
    }
}
