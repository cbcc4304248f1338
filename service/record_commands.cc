// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/record_commands.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "headwater/clock.h"
#include "headwater/decision_book.h"
#include "headwater/hash.h"
#include "headwater/reads.h"
#include "headwater/sink.h"
#include "service/core/sandbox.h"
#include "service/jobs/decision_commands.h"
#include "service/jobs/ratchet_commands.h"
#include "service/jobs/replay.h"
#include "service/jobs/report_command.h"
#include "service/store/audit_file.h"
#include "service/store/decision_file.h"
#include "service/store/ratchet_file.h"
#include "service/store/reads_file.h"
#include "service/store/waiver_file.h"

namespace headwater {
namespace {

CommandResult NotDone(Literal command, const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater " << command << ": " << Untrusted(error.message);
  const bool is_usage = error.code == Errc::kInvalid || error.code == Errc::kNotFound;
  return {"", line.text() + "\n", is_usage ? kExitUsage : kExitUnknown};
}

Result<Decision> FindDecision(const ReplayRequest& request) {
  const auto book = TRY(store::OpenDecisionBook(request.folder + "/headwater.db"));
  std::optional<Decision> found = TRY(book->Find(request.decision));
  if (!found) return Error{Errc::kNotFound, "there is no decision " + request.decision};
  return *std::move(found);
}

Result<RecordedReads> FindReads(const ReplayRequest& request, const DecisionId& id) {
  const auto archive = TRY(store::OpenReadsToLook(request.folder + "/" + store::kReadsFileName));
  std::optional<RecordedReads> reads = TRY(archive->Find(id));
  if (reads) return *std::move(reads);
  return Error{Errc::kNotFound,
               "nothing is recorded of what it rested on: its time was over, it could not be "
               "judged, or the service ended before it was written"};
}

/// Everything is in memory by now.
Result<jobs::Replayed> ReplayShutOff(const RecordedReads& reads,
                                     std::span<const RuleEntry* const> rules) {
  TRY(PrepareToHash());
  TRY(EnterSandbox({.readable = {}}));
  const jobs::Record record = TRY(jobs::RecordFrom(reads));
  return jobs::Replay(record, rules);
}

}  // namespace

CommandResult RunReplay(const ReplayRequest& request, std::span<const RuleEntry* const> rules) {
  const Result<Decision> decision = FindDecision(request);
  if (!decision.ok()) return NotDone("replay", decision.error());
  const DecisionId& id = decision.value().id;
  const Result<RecordedReads> reads = FindReads(request, id);
  if (!reads.ok()) return jobs::TellReplay(id.hex, reads.error());
  return jobs::TellReplay(id.hex, ReplayShutOff(reads.value(), rules));
}

CommandResult RunDecisions(const DecisionsRequest& request, std::span<const RuleEntry* const> rules,
                           std::ostream& out) {
  const auto book = store::OpenDecisionBook(request.folder + "/headwater.db");
  if (!book.ok()) return NotDone("decisions", book.error());
  return jobs::RunDecisions(request, *book.value(), rules, out);
}

CommandResult RunReport(const AuditReportRequest& request, std::span<const RuleEntry* const> rules,
                        std::ostream& out) {
  const std::string database = request.folder + "/headwater.db";
  const auto book = store::OpenDecisionBook(database);
  if (!book.ok()) return NotDone("report", book.error());
  const auto waivers = store::OpenWaiverBook(database, store::Access::kReadOnly, SystemClock());
  if (!waivers.ok()) return NotDone("report", waivers.error());
  const auto log = store::OpenAuditLog(database);
  if (!log.ok()) return NotDone("report", log.error());
  return jobs::RunReport(
      request,
      {.book = *book.value(), .waivers = *waivers.value(), .log = *log.value(), .rules = rules},
      SystemClock().Wall(), out);
}

CommandResult RunRatchet(const RatchetRequest& request) {
  const bool only_reads = std::holds_alternative<RatchetListRequest>(request.what);
  const std::string database = request.folder + "/headwater.db";
  const auto marks = store::OpenRatchetBook(
      database, only_reads ? store::Access::kReadOnly : store::Access::kReadWrite, SystemClock());
  if (!marks.ok()) return NotDone("policy ratchet", marks.error());
  const auto decisions = store::OpenDecisionBook(database);
  if (!decisions.ok()) return NotDone("policy ratchet", decisions.error());
  return jobs::RunRatchet(request, *marks.value(), *decisions.value());
}

}  // namespace headwater
