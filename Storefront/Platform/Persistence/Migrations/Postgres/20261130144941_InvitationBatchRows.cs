using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InvitationBatchRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_InvitationBatches_MerchantId",
                table: "InvitationBatches");

            migrationBuilder.AddColumn<int>(
                name: "ExpiresInDays",
                table: "InvitationBatches",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Failed",
                table: "InvitationBatches",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "FailsOnExisting",
                table: "InvitationBatches",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "Fingerprint",
                table: "InvitationBatches",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Invited",
                table: "InvitationBatches",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsDryRun",
                table: "InvitationBatches",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "InvitationBatches",
                type: "character varying(191)",
                maxLength: 191,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Lease",
                table: "InvitationBatches",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LeasedUntil",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Message",
                table: "InvitationBatches",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextMailAt",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextStepAt",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NotBefore",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Pace",
                table: "InvitationBatches",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "InvitationBatches",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReceivedAt",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Skipped",
                table: "InvitationBatches",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "StartedAt",
                table: "InvitationBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "InvitationBatchGroups",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MerchantId = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(382)", maxLength: 382, nullable: false),
                    Tried = table.Column<int>(type: "integer", nullable: false),
                    Bounced = table.Column<int>(type: "integer", nullable: false),
                    StoppedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationBatchGroups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InvitationBatchGroups_InvitationBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "InvitationBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InvitationBatchGroups_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InvitationBatchRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MerchantId = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "character varying(191)", maxLength: 191, nullable: true),
                    CustomerId = table.Column<long>(type: "bigint", nullable: true),
                    ReceivingGroup = table.Column<string>(type: "character varying(382)", maxLength: 382, nullable: true),
                    Mail = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationBatchRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InvitationBatchRows_Customers_MerchantId_CustomerId",
                        columns: x => new { x.MerchantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "MerchantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InvitationBatchRows_InvitationBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "InvitationBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InvitationBatchRows_Merchants_MerchantId",
                        column: x => x.MerchantId,
                        principalTable: "Merchants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatches_MerchantId_Fingerprint",
                table: "InvitationBatches",
                columns: new[] { "MerchantId", "Fingerprint" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatches_NextStepAt",
                table: "InvitationBatches",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchGroups_BatchId_Name",
                table: "InvitationBatchGroups",
                columns: new[] { "BatchId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchGroups_MerchantId",
                table: "InvitationBatchGroups",
                column: "MerchantId");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchRows_BatchId_Mail_Id",
                table: "InvitationBatchRows",
                columns: new[] { "BatchId", "Mail", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchRows_BatchId_Status_Id",
                table: "InvitationBatchRows",
                columns: new[] { "BatchId", "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchRows_MerchantId_CustomerId",
                table: "InvitationBatchRows",
                columns: new[] { "MerchantId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatchRows_MerchantId_Hash",
                table: "InvitationBatchRows",
                columns: new[] { "MerchantId", "Hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "InvitationBatchGroups");

            migrationBuilder.DropTable(
                name: "InvitationBatchRows");

            migrationBuilder.DropIndex(
                name: "IX_InvitationBatches_MerchantId_Fingerprint",
                table: "InvitationBatches");

            migrationBuilder.DropIndex(
                name: "IX_InvitationBatches_NextStepAt",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "ExpiresInDays",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Failed",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "FailsOnExisting",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Invited",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "IsDryRun",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Lease",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "LeasedUntil",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Message",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "NextMailAt",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "NextStepAt",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "NotBefore",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Pace",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "ReceivedAt",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "Skipped",
                table: "InvitationBatches");

            migrationBuilder.DropColumn(
                name: "StartedAt",
                table: "InvitationBatches");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationBatches_MerchantId",
                table: "InvitationBatches",
                column: "MerchantId");
        }
    }
}
