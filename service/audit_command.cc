// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/audit_command.h"

#include <span>
#include <vector>

#include "headwater/sink.h"
#include "headwater/store.h"
#include "service/store/audit_file.h"

namespace headwater {
namespace {

// What a person reads in one go; --since goes on from there.
constexpr size_t kMaxEntries = 10'000;

Literal NameOf(AuditKind kind) {
  switch (kind) {
    case AuditKind::kForgedStatus:
      return "forged-status";
    case AuditKind::kReadersChanged:
      return "readers-changed";
  }
  return "unknown";
}

std::string RenderText(std::span<const AuditEntry> entries, bool more) {
  std::string text;
  for (const AuditEntry& entry : entries) {
    Out<Sink::kTerminal> line;
    line << Untrusted(FormatTime(entry.at)) << " " << NameOf(entry.event.kind) << " project "
         << entry.event.project.value << " merge request " << entry.event.iid.value << " commit "
         << Untrusted(entry.event.head.Hex()) << " by user " << entry.event.actor.value << ": "
         << Untrusted(entry.event.detail);
    text += line.text() + "\n";
  }
  if (more) text += "there are more: --since goes on from a later day\n";
  return text;
}

std::string RenderJson(std::span<const AuditEntry> entries, bool more) {
  Out<Sink::kJson> out;
  out << "{\"schema\":\"headwater.audit/1\",\"more\":" << (more ? Literal("true") : "false")
      << ",\"entries\":[";
  Literal separator = "";
  for (const AuditEntry& entry : entries) {
    out << separator << "{\"number\":" << entry.number << ",\"at\":\""
        << Untrusted(FormatTime(entry.at)) << "\",\"kind\":\"" << NameOf(entry.event.kind)
        << "\",\"project\":" << entry.event.project.value << ",\"iid\":" << entry.event.iid.value
        << ",\"head\":\"" << Untrusted(entry.event.head.Hex())
        << "\",\"actor\":" << entry.event.actor.value << ",\"detail\":\""
        << Untrusted(entry.event.detail) << "\"}";
    separator = ",";
  }
  out << "]}\n";
  return out.text();
}

CommandResult NotRead(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater audit: " << Untrusted(error.message);
  return {"", line.text() + "\n", error.code == Errc::kInvalid ? kExitUsage : kExitUnknown};
}

}  // namespace

CommandResult ListAudit(const cli::AuditRequest& request) {
  const Result<std::unique_ptr<AuditLog>> log =
      store::OpenAuditLog(request.folder + "/headwater.db");
  if (!log.ok()) return NotRead(log.error());
  const WallTime since = request.since ? WallTime(*request.since) : WallTime{};
  Result<std::vector<AuditEntry>> read = log.value()->Since(since, kMaxEntries + 1);
  if (!read.ok()) return NotRead(read.error());
  std::vector<AuditEntry> entries = std::move(read).value();
  const bool more = entries.size() > kMaxEntries;
  if (more) entries.resize(kMaxEntries);
  return {request.json ? RenderJson(entries, more) : RenderText(entries, more), "", 0};
}

}  // namespace headwater
