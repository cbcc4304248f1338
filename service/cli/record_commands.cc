// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/record_commands.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "headwater/date.h"
#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

constexpr size_t kMinIdDigits = 8;
constexpr size_t kIdDigits = 32;
constexpr size_t kCommitDigits = 40;
constexpr size_t kHashDigits = 64;

bool IsHex(const std::string& text) {
  return text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string CheckDecision(const std::string& text) {
  const bool is_id = IsHex(text) && text.size() >= kMinIdDigits && text.size() <= kIdDigits;
  return is_id ? "" : "expected 8 to 32 hexadecimal digits";
}

std::string CheckCommit(const std::string& text) {
  return IsHex(text) && text.size() == kCommitDigits ? "" : "expected 40 hexadecimal digits";
}

/// "812:5f3a...".
std::string TakeHead(const std::string& text, AuditVerifyRequest& request) {
  const size_t colon = std::min(text.find(':'), text.size());
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + colon, request.expected_number);
  request.expected_hash = text.substr(std::min(colon + 1, text.size()));
  const bool is_head = error == std::errc{} && end == text.data() + colon &&
                       IsHex(request.expected_hash) &&
                       request.expected_hash.size() == kHashDigits && request.expected_number > 0;
  return is_head ? "" : "expected NUMBER:HASH, as `headwater audit verify` prints it";
}

const Names<RecordFormat>& AllFormats() {
  static const Names<RecordFormat> kNames = {
      {"text", RecordFormat::kText}, {"json", RecordFormat::kJson}, {"csv", RecordFormat::kCsv}};
  return kNames;
}

const Names<AuditReportFormat>& AuditReportFormats() {
  static const Names<AuditReportFormat> kNames = {{"html", AuditReportFormat::kHtml},
                                                  {"csv", AuditReportFormat::kCsv},
                                                  {"json", AuditReportFormat::kJson}};
  return kNames;
}

/// "v1.0..v1.1", or "..v1.0" for everything up to it.
std::optional<ReleaseRange> RangeOf(const std::string& text) {
  constexpr std::string_view kBetween = "..";
  const size_t at = text.find(kBetween);
  if (at == std::string::npos) return std::nullopt;
  ReleaseRange range{text.substr(0, at), text.substr(at + kBetween.size())};
  const bool is_range = !range.to.empty() && range.to.find(kBetween) == std::string::npos;
  return is_range ? std::optional(std::move(range)) : std::nullopt;
}

std::string CheckRange(const std::string& text) { return RangeOf(text) ? "" : "expected TAG..TAG"; }

const Names<RecordFormat>& ShownFormats() {
  static const Names<RecordFormat> kNames = {{"text", RecordFormat::kText},
                                             {"json", RecordFormat::kJson}};
  return kNames;
}

const Names<RecordFormat>& ExportFormats() {
  static const Names<RecordFormat> kNames = {{"json", RecordFormat::kJson},
                                             {"csv", RecordFormat::kCsv}};
  return kNames;
}

void AddFolder(CLI::App& command, std::string& folder) {
  command.add_option("--store", folder,
                     "The service's folder (default: " + folder + "), which may be in use");
}

void AddSince(CLI::App& command, std::optional<std::chrono::sys_days>& since) {
  command
      .add_option_function<std::string>(
          "--since", [&since](const std::string& text) { since = ParseDate(text).value(); },
          "The day to begin with (default: all)")
      ->check(CheckDate);
}

}  // namespace

RecordCommands::RecordCommands(CLI::App& app) {
  AddReplay(app);
  CLI::App* decisions = app.add_subcommand("decisions", "Look up what the service has decided");
  decisions->require_subcommand(1);
  AddFind(*decisions);
  AddList(*decisions);
  AddShow(*decisions);
  AddDecisionsExport(*decisions);
  CLI::App* audit = app.add_subcommand("audit", "Read and check the service's audit log");
  audit->require_subcommand(1);
  AddAuditList(*audit);
  AddAuditExport(*audit);
  AddVerify(*audit);
  AddForget(*audit);
  AddBackup(app);
  AddReport(app);
}

void RecordCommands::AskDecisions(decltype(DecisionsRequest::what) what) {
  asked_ = DecisionsRequest{folder_, format_, std::move(what)};
}

void RecordCommands::AskAudit(decltype(AuditRequest::what) what) {
  asked_ = AuditRequest{folder_, format_, std::move(what)};
}

void RecordCommands::AddReplay(CLI::App& app) {
  CLI::App* replay = app.add_subcommand(
      "replay", "Judge again, by today's rules, what a decision of the service rested on");
  replay->add_option("ID", replay_.decision, "The decision")->required()->check(CheckDecision);
  AddFolder(*replay, replay_.folder);
  replay->footer(
      "Exit codes: 0 the same verdict, 1 another one, 2 wrong use, 3 it cannot be made again.");
  replay->final_callback([this] { asked_ = replay_; });
}

void RecordCommands::AddFind(CLI::App& decisions) {
  CLI::App* find = decisions.add_subcommand("find", "Those behind a commit, or the merge it is");
  find->add_option("--commit", find_.commit, "A head, a merge commit or a squashed one")
      ->required()
      ->check(CheckCommit);
  AddFolder(*find, folder_);
  AddChoice(*find, "--format", ShownFormats(), format_, "How they are written");
  find->final_callback([this] { AskDecisions(find_); });
}

void RecordCommands::AddList(CLI::App& decisions) {
  CLI::App* list = decisions.add_subcommand("list", "Those of a project, oldest first");
  list->add_option("--project", list_.project, "Its number, or group/name")->required();
  list->add_option("--mr", list_.iid, "One merge request (0: the default branch)");
  AddSince(*list, list_.since);
  AddFolder(*list, folder_);
  AddChoice(*list, "--format", AllFormats(), format_, "How they are written");
  list->final_callback([this] { AskDecisions(list_); });
}

void RecordCommands::AddShow(CLI::App& decisions) {
  CLI::App* show = decisions.add_subcommand("show", "One, with all that was found");
  show->add_option("ID", show_.decision, "The decision")->required()->check(CheckDecision);
  AddFolder(*show, folder_);
  AddChoice(*show, "--format", ShownFormats(), format_, "How it is written");
  show->final_callback([this] { AskDecisions(show_); });
}

void RecordCommands::AddDecisionsExport(CLI::App& decisions) {
  CLI::App* all = decisions.add_subcommand("export", "All of them, for other programs");
  AddSince(*all, list_.since);
  AddFolder(*all, folder_);
  AddChoice(*all, "--format", ExportFormats(), export_format_,
            "One JSON document a line with the whole record (default), or a table");
  all->final_callback([this] {
    list_.whole = true;
    format_ = export_format_;
    AskDecisions(list_);
  });
}

void RecordCommands::AddAuditList(CLI::App& audit) {
  CLI::App* list = audit.add_subcommand("list", "Print it, oldest first");
  AddFolder(*list, folder_);
  AddSince(*list, audit_list_.since);
  AddChoice(*list, "--format", ShownFormats(), format_, "How the list is written");
  list->final_callback([this] { AskAudit(audit_list_); });
}

void RecordCommands::AddAuditExport(CLI::App& audit) {
  CLI::App* all = audit.add_subcommand("export", "All of it with its hashes, for other programs");
  AddFolder(*all, folder_);
  AddSince(*all, audit_list_.since);
  AddChoice(*all, "--format", ExportFormats(), export_format_,
            "One JSON object a line (default), or a table");
  all->final_callback([this] {
    audit_list_.whole = true;
    format_ = export_format_;
    AskAudit(audit_list_);
  });
}

void RecordCommands::AddVerify(CLI::App& audit) {
  CLI::App* verify =
      audit.add_subcommand("verify", "Say whether it is as it was written, as far as can be told");
  AddFolder(*verify, folder_);
  verify
      ->add_option_function<std::string>(
          "--expect", [this](const std::string& text) { (void)TakeHead(text, verify_); },
          "A head that was noted earlier, which must still be in it: NUMBER:HASH")
      ->check([](const std::string& text) {
        AuditVerifyRequest taken;
        return TakeHead(text, taken);
      });
  verify->footer("Exit codes: 0 unbroken, 1 not as it was written, 2 wrong use, 3 not read.");
  verify->final_callback([this] { AskAudit(verify_); });
}

void RecordCommands::AddForget(CLI::App& audit) {
  CLI::App* forget = audit.add_subcommand(
      "forget", "Remove what leads from a pseudonym of the log to a person, for good");
  forget->add_option("USER", forget_.user.value, "The number of the person's account")
      ->required()
      ->check(CLI::PositiveNumber);
  AddFolder(*forget, folder_);
  forget->final_callback([this] { AskAudit(forget_); });
}

void RecordCommands::AddBackup(CLI::App& app) {
  CLI::App* backup = app.add_subcommand(
      "backup", "Save the service's store as it is at one moment, beside the running service");
  AddFolder(*backup, backup_.folder);
  backup->add_option("--to", backup_.to, "A folder that is not there yet")->required();
  backup->add_flag_callback(
      "--without-records", [this] { backup_.with_records = false; },
      "Leave out what decisions rested on (reads.db): none of them can be judged again then");
  backup->footer("Exit codes: 0 saved and looked through, 2 wrong use, 3 nothing was saved.");
  backup->final_callback([this] { asked_ = backup_; });
}

void RecordCommands::AddReport(CLI::App& app) {
  CLI::App* report = app.add_subcommand(
      "report", "Print the record of checks, for an audit or the acceptance of a delivery");
  report->add_option("--folder,--store", report_.folder,
                     "The service's folder (default: " + folder_ + "), which may be in use");
  AddReportScope(*report);
  AddChoice(*report, "--format", AuditReportFormats(), report_.format,
            "How it is written (default: html)");
  AddChoice(*report, "--language", Languages(), report_.language, "Its language");
  report->add_option("--out", report_.out, "The file to write (default: standard output)");
  report->footer(
      "Exit codes: 0 made, 1 made and the audit log is not as it was written, 2 wrong use, "
      "3 it cannot be made.");
  report->final_callback([this] { asked_ = report_; });
}

void RecordCommands::AddReportScope(CLI::App& report) {
  CLI::Option* project =
      report.add_option("--project", report_.project, "The project: its number, or group/name");
  report.add_option("--group", report_.group, "All projects below this group (default: all)")
      ->excludes(project);
  CLI::Option* range =
      report
          .add_option_function<std::string>(
              "--range", [this](const std::string& text) { report_.range = RangeOf(text); },
              "A release: what TAG2 has and TAG1 has not, as TAG1..TAG2")
          ->check(CheckRange)
          ->needs(project);
  report
      .add_option("--repository", report_.repository,
                  "A clone in which the tags are looked up (default: the service's own mirror)")
      ->needs(range);
  report
      .add_option_function<std::string>(
          "--since", [this](const std::string& text) { report_.since = ParseDate(text).value(); },
          "The first day of the period (default: all)")
      ->check(CheckDate)
      ->excludes(range);
  report
      .add_option_function<std::string>(
          "--until", [this](const std::string& text) { report_.until = ParseDate(text).value(); },
          "The last day of the period (default: all)")
      ->check(CheckDate)
      ->excludes(range);
}

}  // namespace headwater::cli
