// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <variant>

#include "headwater/record_requests.h"
#include "headwater/report_requests.h"

namespace headwater::cli {

using RecordRequest =
    std::variant<ReplayRequest, DecisionsRequest, AuditRequest, AuditReportRequest, BackupRequest>;

/// `headwater replay`, `headwater decisions`, `headwater audit`, `headwater report` and `headwater
/// backup`: what reads, checks and saves what a service has written down. Lives as long as the
/// parser.
class RecordCommands {
 public:
  explicit RecordCommands(CLI::App& app);
  RecordCommands(const RecordCommands&) = delete;
  RecordCommands& operator=(const RecordCommands&) = delete;

  /// None: another command was called.
  const std::optional<RecordRequest>& Asked() const { return asked_; }

 private:
  void AddReplay(CLI::App& app);
  void AddFind(CLI::App& decisions);
  void AddList(CLI::App& decisions);
  void AddShow(CLI::App& decisions);
  void AddDecisionsExport(CLI::App& decisions);
  void AddAuditList(CLI::App& audit);
  void AddAuditExport(CLI::App& audit);
  void AddVerify(CLI::App& audit);
  void AddForget(CLI::App& audit);
  void AddBackup(CLI::App& app);
  void AddReport(CLI::App& app);
  void AddReportScope(CLI::App& report);
  void AskDecisions(decltype(DecisionsRequest::what) what);
  void AskAudit(decltype(AuditRequest::what) what);

  ReplayRequest replay_;
  DecisionsFindRequest find_;
  DecisionsListRequest list_;
  DecisionsShowRequest show_;
  AuditListRequest audit_list_;
  AuditVerifyRequest verify_;
  AuditForgetRequest forget_;
  BackupRequest backup_;
  AuditReportRequest report_;
  std::string folder_ = kDefaultStoreFolder;
  RecordFormat format_ = RecordFormat::kText;
  RecordFormat export_format_ = RecordFormat::kJson;
  std::optional<RecordRequest> asked_;
};

}  // namespace headwater::cli
