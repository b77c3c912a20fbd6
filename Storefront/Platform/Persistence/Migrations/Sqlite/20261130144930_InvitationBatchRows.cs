using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Platform.Persistence.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Failed",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "FailsOnExisting",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "Fingerprint",
                table: "InvitationBatches",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Invited",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsDryRun",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "InvitationBatches",
                type: "TEXT",
                maxLength: 191,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Lease",
                table: "InvitationBatches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeasedUntil",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Message",
                table: "InvitationBatches",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextMailAt",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextStepAt",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NotBefore",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Pace",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "InvitationBatches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReceivedAt",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Skipped",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "StartedAt",
                table: "InvitationBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "InvitationBatchGroups",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 382, nullable: false),
                    Tried = table.Column<int>(type: "INTEGER", nullable: false),
                    Bounced = table.Column<int>(type: "INTEGER", nullable: false),
                    StoppedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MerchantId = table.Column<long>(type: "INTEGER", nullable: false),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 191, nullable: true),
                    CustomerId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivingGroup = table.Column<string>(type: "TEXT", maxLength: 382, nullable: true),
                    Mail = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true)
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
