// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/audit_command.h"

#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/sink.h"
#include "headwater/store.h"
#include "service/report/csv.h"
#include "service/store/audit_file.h"

namespace headwater {
namespace {

// What a person reads in one go; --since goes on from there.
constexpr size_t kMaxEntries = 10'000;
// Of an export: some 200 bytes each.
constexpr size_t kMaxExported = 5'000'000;

constexpr int kExitBroken = 1;

Literal NameOf(AuditKind kind) {
  switch (kind) {
    case AuditKind::kForgedStatus:
      return "forged-status";
    case AuditKind::kReadersChanged:
      return "readers-changed";
    case AuditKind::kWaiverGiven:
      return "waiver-given";
    case AuditKind::kWaiverRevoked:
      return "waiver-revoked";
    case AuditKind::kWaiverExpired:
      return "waiver-expired";
    case AuditKind::kCommandRefused:
      return "command-refused";
    case AuditKind::kWaiverRequested:
      return "waiver-requested";
    case AuditKind::kRuleReportedWrong:
      return "rule-reported-wrong";
    case AuditKind::kForkAnswered:
      return "fork-answered";
    case AuditKind::kCommandIgnored:
      return "command-ignored";
    case AuditKind::kMergedRed:
      return "merged-red";
    case AuditKind::kMergedUnchecked:
      return "merged-unchecked";
    case AuditKind::kRemoved:
      return "removed";
    case AuditKind::kRatchetReset:
      return "ratchet-reset";
    case AuditKind::kRatchetSet:
      return "ratchet-set";
    case AuditKind::kPolicyChanged:
      return "policy-changed";
    case AuditKind::kPolicyRefused:
      return "policy-refused";
    case AuditKind::kPromotionsPaused:
      return "promotions-paused";
    case AuditKind::kPromotionsResumed:
      return "promotions-resumed";
    case AuditKind::kEnrolled:
      return "enrolled";
  }
  return "unknown";
}

/// The person, as far as anybody knows.
Out<Sink::kTerminal> PersonOf(const AuditEntry& entry) {
  Out<Sink::kTerminal> text;
  if (entry.event.actor.value != 0 || entry.person == 0) {
    text << "user " << entry.event.actor.value;
  } else {
    text << "a person who was forgotten (" << entry.person << ")";
  }
  return text;
}

std::string TextOf(const AuditEntry& entry) {
  Out<Sink::kTerminal> line;
  line << Untrusted(FormatTime(entry.at)) << " " << NameOf(entry.event.kind) << " project "
       << entry.event.project.value << " merge request " << entry.event.iid.value << " commit "
       << Untrusted(entry.event.head.Hex()) << " by " << PersonOf(entry) << ": "
       << Untrusted(entry.event.detail);
  return line.text() + "\n";
}

std::string JsonOf(const AuditEntry& entry) {
  Out<Sink::kJson> out;
  out << "{\"number\":" << entry.number << ",\"at\":\"" << Untrusted(FormatTime(entry.at))
      << "\",\"kind\":\"" << NameOf(entry.event.kind)
      << "\",\"project\":" << entry.event.project.value << ",\"iid\":" << entry.event.iid.value
      << ",\"head\":\"" << Untrusted(entry.event.head.Hex())
      << "\",\"actor\":" << entry.event.actor.value << ",\"person\":" << entry.person
      << ",\"detail\":\"" << Untrusted(entry.event.detail) << "\",\"hash\":\""
      << Untrusted(entry.hash) << "\"}";
  return out.text();
}

constexpr char kCsvHead[] = "number,at,kind,project,iid,head,actor,person,detail,hash\r\n";

std::string CsvOf(const AuditEntry& entry) {
  const std::string cells[] = {std::to_string(entry.number),
                               FormatTime(entry.at),
                               std::string(NameOf(entry.event.kind).view()),
                               std::to_string(entry.event.project.value),
                               std::to_string(entry.event.iid.value),
                               entry.event.head.Hex(),
                               std::to_string(entry.event.actor.value),
                               std::to_string(entry.person),
                               entry.event.detail,
                               entry.hash};
  std::string row;
  for (const std::string& cell : cells) {
    if (!row.empty()) row += ',';
    row += report::CsvCell(Untrusted(cell));
  }
  return row + "\r\n";
}

std::string ListText(std::span<const AuditEntry> entries, bool more) {
  std::string text;
  for (const AuditEntry& entry : entries) text += TextOf(entry);
  if (more) text += "there are more: --since goes on from a later day\n";
  return text;
}

std::string ListJson(std::span<const AuditEntry> entries, bool more) {
  std::string list;
  for (const AuditEntry& entry : entries) {
    if (!list.empty()) list += ",";
    list += JsonOf(entry);
  }
  Out<Sink::kJson> begin;
  begin << "{\"schema\":\"headwater.audit/1\",\"more\":" << (more ? Literal("true") : "false")
        << ",\"entries\":[";
  return begin.text() + list + "]}\n";
}

/// One entry a line.
std::string ExportOf(std::span<const AuditEntry> entries, RecordFormat format) {
  std::string text = format == RecordFormat::kCsv ? kCsvHead : "";
  for (const AuditEntry& entry : entries) {
    text += format == RecordFormat::kCsv ? CsvOf(entry) : JsonOf(entry) + "\n";
  }
  return text;
}

CommandResult NotRead(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater audit: " << Untrusted(error.message);
  return {"", line.text() + "\n", error.code == Errc::kInvalid ? kExitUsage : kExitUnknown};
}

std::string DatabaseIn(const std::string& folder) { return folder + "/headwater.db"; }

CommandResult List(const AuditRequest& request, const AuditListRequest& list, AuditLog& log) {
  const WallTime since = list.since ? WallTime(*list.since) : WallTime{};
  const size_t most = list.whole ? kMaxExported : kMaxEntries;
  Result<std::vector<AuditEntry>> read = log.Since(since, most + 1);
  if (!read.ok()) return NotRead(read.error());
  std::vector<AuditEntry> entries = std::move(read).value();
  const bool more = entries.size() > most;
  if (more) entries.resize(most);
  if (list.whole) return {ExportOf(entries, request.format), "", 0};
  const bool is_json = request.format == RecordFormat::kJson;
  return {is_json ? ListJson(entries, more) : ListText(entries, more), "", 0};
}

CommandResult Verify(const AuditVerifyRequest& request, AuditLog& log) {
  std::optional<AuditHead> expected;
  if (request.expected_number > 0) expected = {request.expected_number, request.expected_hash};
  const Result<AuditCheck> checked = log.Verify(expected);
  if (!checked.ok()) return NotRead(checked.error());
  const AuditCheck& check = checked.value();
  Out<Sink::kTerminal> line;
  line << check.entries << " entries";
  if (check.cut > 0) line << " behind entry " << check.cut << ", whose time was over";
  line << (check.faults.empty() ? Literal(": unbroken") : ": not as they were written") << "\nhead "
       << check.head.number << ":" << Untrusted(check.head.hash) << "\n";
  if (!expected) {
    line << "what was cut off at the end shows only with a head that was noted elsewhere: "
            "--expect\n";
  }
  std::string faults;
  for (const std::string& fault : check.faults) {
    faults += Encode<Sink::kTerminal>(Untrusted(fault)) + "\n";
  }
  return {line.text(), std::move(faults), check.faults.empty() ? 0 : kExitBroken};
}

CommandResult Forget(const std::string& folder, UserId user) {
  const Result<bool> forgotten = store::ForgetPerson(DatabaseIn(folder), user, SystemClock());
  if (!forgotten.ok()) return NotRead(forgotten.error());
  Out<Sink::kTerminal> line;
  line << (forgotten.value() ? Literal("what led to the person was removed; the log keeps the "
                                       "pseudonym\n")
                             : "the log knows no such person\n");
  return {line.text(), "", 0};
}

}  // namespace

CommandResult RunAudit(const AuditRequest& request) {
  if (const auto* forget = std::get_if<AuditForgetRequest>(&request.what)) {
    return Forget(request.folder, forget->user);
  }
  const Result<std::unique_ptr<AuditLog>> log = store::OpenAuditLog(DatabaseIn(request.folder));
  if (!log.ok()) return NotRead(log.error());
  if (const auto* list = std::get_if<AuditListRequest>(&request.what)) {
    return List(request, *list, *log.value());
  }
  return Verify(std::get<AuditVerifyRequest>(request.what), *log.value());
}

}  // namespace headwater
